// Four tabs on one plan, each adds its tasks in turns of ten; one of them is closed and opened anew on the way. In the
// end every tab and a new one hold all of them.
//
//   TONGZHOU_EDITS=1000 node tests/browser/tabs.bench.mjs
import { Desk, openProfile, serve } from './driver.mjs';

const kTabs = 4;
const kEdits = Number(process.env.TONGZHOU_EDITS ?? 1000);  // of each tab
const kTurn = 10;
const kBegun = 32;  // tasks of the template

const server = await serve();
const profile = await openProfile();
async function openTab() {
  const desk = new Desk(await profile.context.newPage(), profile, false);
  await desk.page.goto(server.url);
  await desk.ready();
  return desk;
}
// The number of tasks that the tab's foot tells.
const count = (desk) => desk.page.evaluate(() => {
  const told = [...document.querySelectorAll('#mirror [aria-label]')].map((node) => /(\d+) 项任务/.exec(node.ariaLabel));
  return Number(told.find(Boolean)?.[1] ?? 0);
});
const holds = (desk, tasks) => desk.until(`${tasks} tasks`, async () => (await count(desk)) === tasks, { timeout: 20_000 });

const first = await openTab();
await first.click('button', '新品联合上市');
await first.see('treegrid');
await first.saved();
const tabs = [first];
while (tabs.length < kTabs) {
  tabs.push(await openTab());
  await tabs.at(-1).see('treegrid');
}
const seen = [];  // from coming to the front until all that others did is shown
let tasks = kBegun;
for (let done = 0; done < kEdits; done += kTurn) {
  for (let i = 0; i < kTabs; ++i) {
    const desk = tabs[i];
    const begun = performance.now();
    await desk.page.bringToFront();
    await holds(desk, tasks);
    seen.push(performance.now() - begun);
    await desk.press('Control+End');
    for (let edit = 0; edit < kTurn; ++edit) {
      await desk.press('Insert');
      await desk.type(`窗口 ${i + 1} 任务 ${done + edit + 1}`);
      await desk.press('Enter');
      ++tasks;
    }
    if ((done / kTurn + i) % 7 === 6) {
      await desk.page.close();
      tabs[i] = await openTab();
      await tabs[i].see('treegrid');
    }
  }
}
let lost = 0;
for (const desk of [...tabs, await openTab()]) {
  await desk.page.bringToFront();
  await holds(desk, tasks).catch(() => {});
  lost += tasks - await count(desk);
}
const sorted = seen.toSorted((a, b) => a - b);
console.log(`tabs_edits ${tasks - kBegun} edits`);
console.log(`tabs_lost ${lost} edits`);
console.log(`tabs_shown_median ${sorted[Math.floor(sorted.length / 2)].toFixed(3)} ms`);
console.log(`tabs_shown_p99 ${sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.99))].toFixed(3)} ms`);
await profile.forget();
await server.stop();
