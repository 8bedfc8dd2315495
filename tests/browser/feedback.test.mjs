// A form filled in by somebody without the program, from a file, and taken in by the keeper.
import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist, openDesk, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

async function saveForm(desk, folder, button) {
  const { name, bytes } = await desk.download(() => desk.click('button', button));
  assert.match(name, /\.html$/);
  const path = join(folder, name);
  await writeFile(path, bytes);
  return pathToFileURL(path).href;
}

test('a suggestion and a survey come back from forms opened by double click', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tongzhou-forms-'));
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.click('link', '沟通');
  await desk.click('tab', '反馈');
  await desk.see('grid', '意见箱');
  const box = await saveForm(desk, folder, '导出意见收集表');
  await desk.click('tab', '调查');
  await desk.click('button', '新建调查');
  await desk.see('textbox', '调查名称');
  const survey = await saveForm(desk, folder, '导出答卷表');

  const form = await desk.profile.context.newPage();
  const asked = [];
  form.on('request', (request) => { if (!/^(file|blob|data):/.test(request.url())) asked.push(request.url()); });
  const complaints = [];
  form.on('pageerror', (error) => complaints.push(String(error)));
  await form.goto(box);
  await form.getByRole('button', { name: '生成答卷' }).click();
  assert.match(await form.getByRole('alert').textContent(), /必答/);
  await form.getByLabel('内容').fill('例会“太长”了 <b>😀</b>\n改成半小时');
  await form.getByLabel('涉及部门').selectOption({ label: '研发部' });
  await form.getByRole('button', { name: '生成答卷' }).click();
  const blocks = [await form.locator('#block').inputValue()];
  assert.match(blocks[0], /^-----BEGIN TONGZHOU ANSWER-----\n/);
  const saved = form.waitForEvent('download');
  await form.getByRole('button', { name: '保存为文件' }).click();
  assert.equal((await saved).suggestedFilename(), 'suggestion.txt');

  // Five people, the last of whom changes her mind.
  for (let person = 0; person < 5; ++person) {
    await form.goto(survey);
    await form.getByLabel('您所在的部门').selectOption({ label: '研发部' });
    const rating = form.locator('input[type=radio]');
    await rating.nth(3).check();  // the fourth grade of the first question
    await form.getByRole('radiogroup', { name: '会议有用' }).locator('input').nth(1).check();
    await form.getByLabel('最该改进的一件事是什么？').fill(`第 ${person} 条`);
    await form.getByRole('button', { name: '生成答卷' }).click();
    blocks.push(await form.locator('#block').inputValue());
    if (person < 4) continue;
    await rating.nth(0).check();
    await form.getByRole('button', { name: '生成答卷' }).click();
    blocks.push(await form.locator('#block').inputValue());
  }
  assert.equal(new Set(blocks.map((block) => block.length)).size, 1, 'all answers are of one length');
  assert.deepEqual(asked, [], 'a form asks nothing of any network');
  assert.deepEqual(complaints, []);
  await form.close();

  const mail = blocks.map((block) => `你好，\r\n${block.replaceAll('\n', '\r\n')}`).join('\r\n');
  await desk.choose(() => desk.press('Control+o'), { name: 'answers.txt', mimeType: 'text/plain', buffer: Buffer.from(mail) });
  await desk.see('heading', '7 份答卷等着收进计划');
  await desk.click('button', '全部收下');
  await desk.click('tab', '结果');
  await desk.see('heading', '协作满意度调查：调查结果');
  const report = await desk.download(() => desk.click('button', '存成网页'));
  const page = report.bytes.toString('utf8');
  assert.match(page, /5 份答卷|应答 5/);
  assert.match(page, /平均 3\.4/, 'of the one who made two answers the last counts');
  assert.match(page, /第 3 条/);
  await desk.click('tab', '意见箱');
  await desk.see('rowheader', /例会“太长”了/);
  assert.deepEqual(desk.complaints, []);
});
