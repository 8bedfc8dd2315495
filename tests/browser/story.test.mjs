// The whole path once, by real mouse and keyboard: a timetable that Microsoft Project wrote is opened, a task is
// moved and its successors follow, the tab is closed and opened again, the plan goes out as a file.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { dist, openDesk, openProfile, root, serve } from './driver.mjs';

const launch = join(root, 'tests/fixtures/launch.xml');
let server;
before(async () => { server = await serve(dist, '/some/folder/'); });
after(() => server.stop());

const openFixture = async (desk) => {
  await desk.choose(() => desk.click('button', '打开文件'), launch);
  await desk.see('dialog');  // what the import did not understand
  await desk.click('button', '知道了');
  await desk.gone('dialog');
  await desk.see('treegrid');
};
// The rows of the chart as they are told: title, dates, state.
const rows = (desk) => desk.page.locator('[role=treegrid] [role=row]').evaluateAll(
  (nodes) => nodes.map((node) => node.getAttribute('aria-label')));
const rowOf = async (desk, title) => (await rows(desk)).find((row) => row.includes(title));
const savedState = (desk) => desk.until('the edit is said to be saved', async () =>
  (await desk.names('status')).some((name) => /^已保存/.test(name)));

test('a Microsoft Project file opens, a moved task takes its successors along, and all is there after a restart',
  { timeout: 120_000 }, async () => {
    const profile = await openProfile();
    try {
      let desk = await openDesk({ url: server.url, profile });
      await openFixture(desk);
      await savedState(desk);
      const design = await rowOf(desk, '产品设计定稿'), trial = await rowOf(desk, '试产与质检');
      assert.ok(design && trial, 'the tasks of the file are in the chart');

      // Drag the bar of the design three weeks to the right.
      const bar = await desk.see('row', /产品设计定稿/);
      const box = await desk.page.locator('[role=treegrid] [role=row][aria-label*="产品设计定稿"]').first()
        .evaluate((node) => { const r = node.getBoundingClientRect(); return { x: r.x, y: r.y, width: r.width, height: r.height }; });
      assert.ok(bar);
      const from = { x: box.x + box.width * 0.14, y: box.y + box.height / 2 };  // on its bar, the plan being fitted in
      await desk.drag(from, { x: from.x + 80, y: from.y });
      await desk.until('the task moved', async () => (await rowOf(desk, '产品设计定稿')) !== design);
      await desk.until('its successors followed', async () => (await rowOf(desk, '试产与质检')) !== trial);
      const moved = await rows(desk);
      await savedState(desk);

      await desk.page.close();
      desk = await openDesk({ url: server.url, profile });
      await desk.see('treegrid');
      assert.deepEqual(await rows(desk), moved, 'the plan is exactly as it was left');

      // Out as a plan file, which the headless program reads.
      await desk.press('Control+k');
      await desk.type('导出计划文件');
      const file = await desk.download(() => desk.press('Enter'));
      assert.match(file.name, /\.tongzhou$/);
      const folder = await mkdtemp(join(tmpdir(), 'tongzhou-story-'));
      await writeFile(join(folder, 'plan.tongzhou'), file.bytes);
      const program = [join(root, 'build/release/tongzhou'), join(root, 'build/asan/tongzhou')];
      for (const path of program) {
        try {
          const told = JSON.parse(execFileSync(path, ['info', join(folder, 'plan.tongzhou'), '--json']));
          assert.ok(JSON.stringify(told).includes('智能水杯'), 'the file holds the plan');
          break;
        } catch (error) { if (error.code !== 'ENOENT') throw error; }
      }
      await rm(folder, { recursive: true });
      assert.deepEqual(desk.complaints, []);
    } finally {
      await profile.forget();
    }
  });

test('undo brings the dates back, redo moves them again', { timeout: 60_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await openFixture(desk);
  const before = await rows(desk);
  await desk.click('rowheader', '产品设计定稿');
  await desk.press('Control+k');
  await desk.type('标记完成');
  await desk.press('Enter');
  await desk.until('the task is done', async () => (await rows(desk)).join() !== before.join());
  const done = await rows(desk);
  await desk.press('Control+z');
  await desk.until('undone', async () => (await rows(desk)).join() === before.join());
  await desk.press('Control+y');
  await desk.until('done again', async () => (await rows(desk)).join() === done.join());
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a first-time user has a living sample plan in one click, in Chinese and in English', { timeout: 60_000 }, async () => {
  for (const [locale, button, title] of [['zh-CN', /新品联合上市/, /上市/], ['en-US', /launch/i, /launch/i]]) {
    const desk = await openDesk({ url: server.url, locale });
    await desk.click('button', button);
    await desk.see('treegrid');
    assert.ok((await rows(desk)).length >= 10);
    assert.ok((await desk.names('button')).some((name) => title.test(name)), 'the plan has its title');
    assert.deepEqual(desk.complaints, []);
    await desk.close();
  }
});

test('the single file does the same from a double click, without a server',
  { timeout: 60_000 }, async () => {
  const profile = await openProfile();
  try {
    let desk = await openDesk({ url: pathToFileURL(join(dist, 'tongzhou.html')).href, profile });
    await openFixture(desk);
    const shown = await rows(desk);
    await savedState(desk);
    await desk.page.close();
    desk = await openDesk({ url: pathToFileURL(join(dist, 'tongzhou.html')).href, profile });
    await desk.see('treegrid');
    assert.deepEqual(await rows(desk), shown);
    assert.deepEqual(desk.complaints, []);
  } finally {
    await profile.forget();
  }
});

test('a file that is no plan is refused with a sentence, and the open plan stays',
  { timeout: 60_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await openFixture(desk);
  const shown = await rows(desk);
  const folder = await mkdtemp(join(tmpdir(), 'tongzhou-story-'));
  for (const [name, bytes] of [['broken.tongzhou', 'not a plan'], ['broken.xml', '<Project><Tasks>'], ['picture.png', '\x89PNG\r\n']]) {
    await writeFile(join(folder, name), bytes, 'latin1');
    await desk.choose(() => desk.press('Control+o'), join(folder, name));
    await desk.see('dialog');
    const [title] = await desk.names('dialog');
    assert.ok(title.length > 5, `${name}: what happened is told, not: ${title}`);
    await desk.click('button', '知道了');
    await desk.gone('dialog');
    assert.deepEqual(await rows(desk), shown);
  }
  await rm(folder, { recursive: true });
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('when nothing happens nothing is drawn, and no other server is asked',
  { timeout: 60_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  const asked = [];
  desk.page.on('request', (request) => asked.push(request.url()));
  await openFixture(desk);
  await savedState(desk);
  await new Promise((wait) => setTimeout(wait, 9_000));  // a notice stays for seven seconds
  const counted = () => desk.page.evaluate(() => [__tongzhou.frames, __tongzhou.wakes]);
  const before = await counted();
  await new Promise((wait) => setTimeout(wait, 2_000));
  assert.deepEqual(await counted(), before, 'frames drawn, and times the page woke to look');
  assert.deepEqual(asked.filter((url) => !url.startsWith(server.url)), []);
  await desk.close();
});
