// From a joint goal to a deliverable that is rejected, reworked and accepted, and the goal that moves with it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dist, openDesk, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

// What stands on the card of a goal beside its name.
const told = async (desk, goal) => {
  await desk.see('treeitem', goal);
  return desk.locate('treeitem', goal).first().textContent();
};

test('a rejected deliverable is reworked and accepted, and its goal moves', { timeout: 180_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');

  await desk.click('link', '目标');
  await desk.see('treeitem', '按期全国上市');
  await desk.click('button', '新建目标');
  await desk.see('treeitem', '新目标');
  await desk.fill('目标名称', '渠道手册齐备');
  await desk.see('treeitem', '渠道手册齐备');

  await desk.click('link', '成果');
  await desk.click('button', '新建成果');
  await desk.type('渠道手册');
  await desk.press('Enter', 'Escape');  // Enter begins another one below
  await desk.click('rowheader', '渠道手册');
  await desk.click('combobox', '添加标准');
  await desk.click('menuitem', '质量标准');
  await desk.click('button', '一次合格率');
  await desk.fill('目标值', '90');
  await desk.click('button', '渠道手册');
  await desk.click('combobox', '服务的目标');
  await desk.type('渠道手册齐备');
  await desk.press('Enter');

  await desk.click('button', '交出');
  await desk.fill('一次合格率 实测值', '70');
  await desk.fill('理由', '三章缺图');
  await desk.click('button', '退回返工');
  await desk.see('row', /渠道手册/);
  await desk.press('Control+k');
  await desk.type('返工：渠道手册');
  await desk.see('menuitem', /返工：渠道手册（第 1 次）/);
  await desk.press('Enter');  // goes there
  await desk.see('row', /返工：渠道手册（第 1 次）/);
  await desk.click('link', '目标');
  await desk.click('treeitem', '渠道手册齐备');
  const before = await told(desk, '渠道手册齐备');
  assert.match(before, /0%/);

  await desk.click('link', '成果');
  await desk.click('rowheader', '渠道手册');
  await desk.click('button', '交出');
  await desk.fill('一次合格率 实测值', '96');
  await desk.click('button', '验收通过');
  await desk.click('link', '目标');
  await desk.see('treeitem', '渠道手册齐备');
  await desk.until('the goal is reached', async () => /100%/.test(await told(desk, '渠道手册齐备')));
  await desk.click('link', '总览');
  await desk.see('button', '成果验收');
  assert.deepEqual(desk.complaints, []);
});

test('the overview is saved as a page that stands alone and prints on one sheet of A4', { timeout: 120_000 }, async () => {
  for (const [locale, plan, overview, save] of [
    ['zh-CN', '新品联合上市', '总览', '存成网页'],
    ['en-US', 'Joint product launch', 'Overview', 'Save as a page'],
  ]) {
    const desk = await openDesk({ url: server.url, locale });
    await desk.click('button', plan);
    await desk.click('link', overview);
    const { name, bytes } = await desk.download(() => desk.click('button', save));
    assert.match(name, /\.html$/);
    const html = bytes.toString('utf8');
    assert.doesNotMatch(html, /https?:|src=|url\(/);
    const printed = await desk.profile.context.newPage();
    await printed.setContent(html);
    const pdf = (await printed.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1);
    await printed.close();
    assert.deepEqual(desk.complaints, []);
    await desk.close();
  }
});
