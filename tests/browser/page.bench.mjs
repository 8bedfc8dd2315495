// What a user waits for, measured in Chromium with software rendering. Prints: name value unit.
//
// "own" is time spent in our code and in what it asks of the page (Dear ImGui, WebGL calls, the copy for screen
// readers); "wall" is what a clock on the wall says, the browser's own drawing included.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { dist, openDesk, openProfile, root, serve } from './driver.mjs';

const print = (name, value, unit) => console.log(name, value.toFixed(3), unit);
const sorted = (values) => values.toSorted((a, b) => a - b);
const at = (values, share) => sorted(values)[Math.min(values.length - 1, Math.floor(values.length * share))];

async function measureSizes() {
  let raw = 0, packed = 0;
  for (const file of await readdir(dist)) {
    if (file === 'tongzhou.html') continue;
    const bytes = await readFile(join(dist, file));
    raw += bytes.length;
    packed += brotliCompressSync(bytes).length;
  }
  print('page_dist_raw', raw / 1000, 'KB');
  print('page_dist_brotli', packed / 1000, 'KB');
  print('page_one_file', (await stat(join(dist, 'tongzhou.html'))).size / 1000, 'KB');
}

// From asking for the page to the end of the first frame's drawing calls, in a profile that has never seen it. A
// browser that has shown no WebGL yet first starts its graphics process, which the page waits for: "cold". In one
// that has, that is over: "warm".
async function measureStart(name, url, graphics) {
  const times = [];
  for (let run = 0; run < 7; ++run) {
    const profile = await openProfile();
    if (graphics === 'warm') {
      const page = await profile.context.newPage();
      await page.evaluate(() => {
        const context = document.createElement('canvas').getContext('webgl2');
        context.clear(context.COLOR_BUFFER_BIT);
        context.finish();
      });
      await page.waitForTimeout(1_000);
    }
    const desk = await openDesk({ url, profile });
    times.push(await desk.page.evaluate(() => __tongzhou.firstFrameMilliseconds));
    await profile.forget();
  }
  print(`${name}_${graphics}`, at(times, 0.5), 'ms');
}

const figures = (desk) => desk.page.evaluate(() => ({ busy: __tongzhou.busyMilliseconds, frames: __tongzhou.frames }));

// Runs `act`, then waits until nothing moves: { own, wall } of the act alone, in milliseconds.
async function cost(desk, act) {
  await desk.settle();
  const before = await figures(desk);
  const begun = performance.now();
  await act();
  const wall = performance.now() - begun;
  const own = (await figures(desk)).busy - before.busy;
  await desk.settle({ timeout: 60_000 });
  return { own, wall };
}

// While the wheel turns: the processor time of the page's thread in each animation frame that drew (Dear ImGui, WebGL
// calls, the copy for screen readers, the browser's scripts around them), and the time on the wall from frame to frame.
async function scroll(desk) {
  const box = await desk.see('treegrid');
  await desk.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await desk.settle();
  await desk.page.evaluate(() => {
    const seen = globalThis.__seen = { wall: [], last: __tongzhou.frames, at: performance.now(), on: true };
    const look = (now) => {
      if (!seen.on) return;
      if (__tongzhou.frames !== seen.last) seen.wall.push(now - seen.at);
      seen.last = __tongzhou.frames;
      seen.at = now;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const tracing = await desk.page.context().newCDPSession(desk.page);
  const events = [];
  tracing.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const before = (await figures(desk)).frames;
  await tracing.send('Tracing.start', {
    transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  for (let turn = 0; turn < 120; ++turn) await desk.page.mouse.wheel(0, 300);
  await desk.settle();
  const ended = new Promise((done) => tracing.once('Tracing.tracingComplete', done));
  await tracing.send('Tracing.end');
  await ended;
  const drawn = (await figures(desk)).frames - before;
  const wall = await desk.page.evaluate(() => { __seen.on = false; return __seen.wall; });
  // Callbacks of the measuring itself are animation frames too; those that drew are the dearest.
  const cpu = events.filter((event) => event.name === 'FireAnimationFrame' && event.tdur > 0)
    .map((event) => event.tdur / 1000).toSorted((a, b) => b - a).slice(0, drawn);
  return { cpu, wall };
}

async function measurePlan(server, folder, tasks) {
  const name = tasks >= 1000 ? `${tasks / 1000}k` : tasks;
  const file = join(folder, `${tasks}.tongzhou`);
  execFileSync(join(root, 'build/release/tests/big_plan_file'), [tasks, Math.min(3500, Math.floor(tasks / 2)), file]);
  const desk = await openDesk({ url: server.url, width: 1600, height: 900 });
  const opening = await cost(desk, async () => {
    await desk.choose(() => desk.click('button', '打开文件'), file);
    await desk.see('treegrid', undefined, { timeout: 60_000 });
  });
  print(`page_open_file_own_${name}`, opening.own, 'ms');
  await desk.page.waitForTimeout(3_000);  // the copy in storage is made when the hands rest
  await desk.settle({ timeout: 60_000 });

  // The plan is in memory; another page is shown, then the plan again.
  const drawing = [];
  for (let run = 0; run < 5; ++run) {
    await desk.press('Alt+3');
    await desk.page.evaluate(() => { globalThis.__before = __tongzhou.busyMilliseconds; });
    drawing.push((await cost(desk, () => desk.press('Alt+2'))).own);
  }
  print(`page_show_plan_own_${name}`, at(drawing, 0.5), 'ms');

  // The first task has up to 3,500 others that follow it: its duration is typed anew.
  const edits = { own: [], wall: [] };
  for (let run = 0; run < 9; ++run) {
    await desk.click('rowheader', '任务 1');
    await desk.press('ArrowRight', 'ArrowRight');
    await desk.type(`${3 + (run % 5)}d`);
    const edit = await cost(desk, async () => {
      const drawn = (await figures(desk)).frames;
      await desk.page.keyboard.press('Enter');
      await desk.page.waitForFunction((frames) => __tongzhou.frames > frames, drawn);
    });
    edits.own.push(edit.own);
    edits.wall.push(edit.wall);
  }
  print(`page_edit_own_${name}`, at(edits.own, 0.5), 'ms');
  print(`page_edit_wall_${name}`, at(edits.wall, 0.5), 'ms');

  const seen = await scroll(desk);
  print(`page_scroll_cpu_median_${name}`, at(seen.cpu, 0.5), 'ms');
  print(`page_scroll_cpu_p95_${name}`, at(seen.cpu, 0.95), 'ms');
  print(`page_scroll_wall_median_${name}`, at(seen.wall, 0.5), 'ms');
  print(`page_scroll_wall_p95_${name}`, at(seen.wall, 0.95), 'ms');

  // Locked with a passphrase: all that is kept of it is read, sealed and written anew.
  await desk.click('link', '交换');
  await desk.click('tab', '密钥');
  await desk.click('button', '用口令锁定…');
  await desk.type('all in one boat');
  await desk.click('textbox', '再输一次');
  await desk.type('all in one boat');
  const locking = await cost(desk, async () => {
    await desk.click('button', '保存');
    await desk.see('button', '取消锁定', { timeout: 60_000 });
  });
  print(`page_lock_own_${name}`, locking.own, 'ms');
  print(`page_lock_wall_${name}`, locking.wall, 'ms');
  await desk.close();
}

const server = await serve();
const folder = await mkdtemp(join(tmpdir(), 'tongzhou-bench-'));
try {
  await measureSizes();
  for (const graphics of ['warm', 'cold']) {
    await measureStart('page_first_frame', server.url, graphics);
    await measureStart('page_first_frame_one_file', pathToFileURL(join(dist, 'tongzhou.html')).href, graphics);
  }
  for (const tasks of [1_000, 10_000, 100_000]) await measurePlan(server, folder, tasks);
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
