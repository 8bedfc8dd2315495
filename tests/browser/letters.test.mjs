// Letters in the browser: written, sent, saved for a word processor; the plan as a workbook and as a link.
import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { dist, openDesk, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

// The text of one part of an archive, by its local head (parts are written with sizes there).
function part(file, name) {
  const bytes = Buffer.from(file.bytes);
  let at = 0;
  while (bytes.readUInt32LE(at) === 0x04034b50) {
    const size = bytes.readUInt32LE(at + 18), nameSize = bytes.readUInt16LE(at + 26);
    const begin = at + 30 + nameSize + bytes.readUInt16LE(at + 28);
    if (bytes.toString('utf8', at + 30, at + 30 + nameSize) === name)
      return inflateRawSync(bytes.subarray(begin, begin + size)).toString('utf8');
    at = begin + size;
  }
  throw new Error(`no ${name}`);
}

test('a letter is written from the plan, sent, and saved for a word processor', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url, width: 1440, height: 900 });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.click('link', '文书');
  await desk.click('button', '写第一份文书');
  await desk.click('button', '会议通知');
  await desk.see('rowheader', /会|通知/);
  await desk.see('note', /现将会议有关事项通知如下/);
  const file = await desk.download(() => desk.click('button', '存成 Word 文档'));
  assert.match(file.name, /\.docx$/);
  assert.match(part(file, 'word/document.xml'), /现将会议有关事项通知如下/);
  await desk.click('button', '发出');
  await desk.see('gridcell', /〔\d{4}〕1号/);
  await desk.close();
});

test('the plan is saved as a workbook, and a table of a workbook opens as a plan', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.click('link', '交换');
  const file = await desk.download(() => desk.click('button', '导出为 Excel 工作簿'));
  assert.match(file.name, /\.xlsx$/);
  assert.match(part(file, 'xl/worksheets/sheet1.xml'), /全国上市/);
  await desk.close();
  const other = await openDesk({ url: server.url });
  await other.choose(() => other.press('Control+o'),
      { name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) });
  await other.click('button', '知道了');
  await other.see('treegrid');
  await other.see('rowheader', /全国上市|产品定型/);
  await other.close();
});

test('a small plan goes as a link, and is there when it is opened', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.click('button', '新建空白计划');
  await desk.click('link', '交换');
  await desk.click('button', '复制成链接');
  await desk.see('status', /链接已复制/);
  const link = await desk.page.evaluate(() => navigator.clipboard.readText());
  await desk.close();
  assert.match(link, /#plan=[\w-]+=*$/);
  const other = await openDesk({ url: link });
  await other.see('textbox', '计划名称');
  assert.equal(await other.page.evaluate(() => location.hash), '');
  await other.close();
});

test('the timetable is looked at, saved as a drawing and as pixels, and as pages to print', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  const command = async (words) => {
    await desk.press('Control+k');
    await desk.type(words);
    await desk.press('Enter');
  };
  await command('时间表存为图片');
  await desk.see('img', '新品联合上市');
  const drawing = await desk.download(() => desk.click('button', '保存图片'));
  assert.match(drawing.name, /\.svg$/);
  assert.match(Buffer.from(drawing.bytes).toString('utf8'), /^<svg [\s\S]*全国上市/);
  await command('时间表存为图片');
  await desk.see('img', '新品联合上市');
  const pixels = Buffer.from((await desk.download(() => desk.click('button', 'PNG'))).bytes);
  assert.equal(pixels.toString('latin1', 1, 4), 'PNG');
  assert.ok(pixels.readUInt32BE(16) > 1700, 'as wide as 640 points at two pixels each');
  const pages = await desk.download(() => command('打印时间表'));
  assert.match(Buffer.from(pages.bytes).toString('utf8'), /size:A4 landscape[\s\S]*<\/svg>/);
  await desk.close();
});

test('a very small plan goes as a code for cameras, a larger one is told why not', { timeout: 240_000 }, async () => {
  for (const [start, seen] of [['新建空白计划', ['img']], ['新品联合上市', ['status', /二维码最多放 2953 个/]]]) {
    const desk = await openDesk({ url: server.url });
    await desk.click('button', start);
    await desk.click('link', '交换');
    await desk.press('Control+k');
    await desk.type('计划二维码');
    await desk.press('Enter');
    await desk.see(...seen);
    await desk.close();
  }
});

test('a table of people comes in after a look, and a diagram goes out as a picture', { timeout: 120_000 }, async () => {
  const desk = await openDesk({ url: server.url, width: 1280, height: 1100 });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  const order = async (words) => {
    await desk.press('Control+k');
    await desk.type(words);
    await desk.settle();
  };
  await order('把表格导入');
  await desk.choose(() => desk.press('Enter'),
    { name: '通讯录.csv', mimeType: 'text/csv', buffer: Buffer.from('姓名,部门,手机\n冯琳,市场部,138\n郑浩,客服部,139\n') });
  await desk.see('dialog', '导入表格');
  await desk.see('note', /新增 2 条/);
  await desk.click('button', '导入');
  await desk.gone('dialog');
  await desk.click('link', '人员');
  await desk.see('rowheader', /冯琳/);
  await desk.see('rowheader', /客服部/);
  await order('目标树图');
  await desk.press('Enter');
  await desk.see('dialog', /目标树图/);
  const picture = await desk.download(() => desk.click('button', '保存图片'));
  assert.match(picture.name, /\.svg$/);
  assert.match(Buffer.from(picture.bytes).toString('utf8'), /按期全国上市/);
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});
