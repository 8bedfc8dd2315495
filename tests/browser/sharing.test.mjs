// A copy for a department leaves the browser without what that department may not know, is edited in another browser,
// and comes back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import { dist, openDesk, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

// The sections of a plan file, unpacked (FORMAT.md).
function unpacked(file) {
  const parts = [];
  for (let at = 20, left = file.readUInt32LE(12); left > 0; --left) {
    const packing = file.readUInt16LE(at + 2), size = Number(file.readBigUInt64LE(at + 4));
    const content = file.subarray(at + 24, at + 24 + size);
    parts.push(packing === 1 ? inflateSync(content) : content);
    at += 24 + size;
  }
  return Buffer.concat(parts).toString('utf8');
}

test('what is marked for a group goes to its members alone', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.click('link', '信息');
  await desk.click('tab', '小组');
  await desk.click('button', '添加小组');
  await desk.type('定价小组');
  await desk.press('Tab');
  await desk.click('combobox', '部门');
  await desk.click('menuitem', '市场部');
  await desk.press('Escape');
  await desk.click('combobox', '人员');
  await desk.click('menuitem', '陈静');
  await desk.press('Escape');
  await desk.click('link', '计划');
  await desk.click('rowheader', '样机试制');
  await desk.page.mouse.move(1130, 500);
  await desk.page.mouse.wheel(0, 6000);
  await desk.settle();
  await desk.click('combobox', '密级');
  await desk.click('menuitem', '机密');
  await desk.click('combobox', '另外允许');
  await desk.click('menuitem', '定价小组');
  await desk.press('Escape');

  await desk.click('link', '交换');
  await desk.click('tab', '专用副本');
  await desk.click('combobox', '给某个人');
  await desk.click('menuitem', '陈静');
  const copy_for = async (reader) => {
    await desk.click('button', `制作副本… ${reader}`);
    const copy = await desk.download(() => desk.click('button', '交出副本'));
    return unpacked(Buffer.from(copy.bytes));
  };
  for (const reader of ['定价小组', '市场部', '陈静'])
    assert.ok((await copy_for(reader)).includes('样机试制'), `${reader} knows of it`);
  for (const reader of ['研发部', '生产部'])
    assert.ok(!(await copy_for(reader)).includes('样机试制'), `${reader} does not`);
  await desk.close();
});

test('a copy for a department goes out, is edited elsewhere, and comes back', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.click('link', '信息');
  await desk.see('grid', '共享清单');
  await desk.click('link', '交换');
  await desk.click('tab', '专用副本');
  await desk.click('button', '以其视角查看 销售部');
  await desk.see('button', '回到完整计划');
  await desk.click('button', '回到完整计划');
  await desk.click('button', '制作副本… 销售部');
  const copy = await desk.download(() => desk.click('button', '交出副本'));
  assert.match(copy.name, /销售部.*\.tongzhou$/);
  const inside = unpacked(Buffer.from(copy.bytes));
  assert.ok(inside.includes('渠道签约进度'), 'what Sales may know is in it');
  assert.ok(!inside.includes('单台成本降到'), 'what is marked is not');
  assert.ok(!inside.includes('单台成本构成'), 'nor what stays in other departments');

  const asFile = ({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
  const sales = await openDesk({ url: server.url });
  await sales.choose(() => sales.press('Control+o'), asFile(copy));
  await sales.see('treegrid');
  await sales.click('link', '信息');
  await sales.click('rowheader', '渠道签约进度');
  await sales.click('button', '今天已更新');
  const back = await sales.download(() => sales.press('Control+s'));
  await sales.close();

  await desk.choose(() => desk.press('Control+o'), asFile(back));
  await desk.click('button', '合并');
  await desk.click('link', '信息');
  await desk.see('grid', '共享清单');
  await desk.close();
});
