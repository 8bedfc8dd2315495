// From a gap between departments to a channel, a talk noted, a meeting moved, its minutes and a calendar file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dist, openDesk, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

test('what is due is noted, channels close gaps, meetings are kept in a calendar', { timeout: 180_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.click('link', '沟通');
  await desk.see('option', '研发部 · 生产部 · 质量部');
  await desk.click('option', '研发部 · 生产部 · 质量部');
  await desk.see('link', '样机噪声超标 4 dB');
  await desk.click('button', '记为已沟通');
  await desk.until('the talk is not due any more', async () =>
    !/逾期|今天/.test(await desk.locate('option', '研发部 · 生产部 · 质量部').first().textContent()));
  await desk.click('tab', '沟通记录');
  await desk.see('grid', '沟通记录');

  await desk.click('tab', '覆盖');
  await desk.click('combobox', '议题');
  await desk.click('menuitem', '宣传');
  await desk.see('note', '生产部和销售部没有谈「宣传」的共同渠道');

  await desk.click('tab', '日程');
  await desk.see('grid', '日程');
  await desk.click('link', /09:30 周一联合例会/);
  await desk.see('heading', '周一联合例会');
  await desk.click('button', '记纪要');
  await desk.see('textbox', '决定');
  await desk.fill('决定', '下周一定评审日期');
  await desk.click('button', '添加行动');
  await desk.see('textbox', '措施名称');
  await desk.click('tab', '日程');
  const { name, bytes } = await desk.download(() => desk.click('button', '导出日历'));
  assert.match(name, /\.ics$/);
  const text = bytes.toString('utf8');
  assert.match(text, /SUMMARY:周一联合例会\r\n/);
  assert.match(text, /BEGIN:VTIMEZONE\r\nTZID:Asia\/Shanghai/);

  // A meeting that is being held outlives the page.
  await desk.click('link', /09:30 周一联合例会/);
  await desk.click('button', '开会');
  await desk.see('heading', /^到会 /);
  await desk.saved();
  await desk.page.reload();
  await desk.ready();
  await desk.see('heading', /^到会 /);
  assert.deepEqual(desk.complaints, []);
});
