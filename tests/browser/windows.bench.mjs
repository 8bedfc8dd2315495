// Four tabs on one plan, each renaming a task of its own again and again: how soon the last edit of all is in all, and
// what is lost, there and in a fifth tab opened afterwards.
//
//   TONGZHOU_TAB_EDITS=1000 node tests/browser/windows.bench.mjs
import { Desk, dist, openProfile, serve } from './driver.mjs';

const kEdits = Number(process.env.TONGZHOU_TAB_EDITS ?? 100);
const kStored = '新品联合上市';
const kTasks = ['需求冻结', '方案设计', '样机试制', '试产'];

const print = (name, value, unit) => console.log(name, value.toFixed(3), unit);

async function openTab(profile, url) {
  const page = await profile.context.newPage();
  const desk = new Desk(page, profile, false);
  await page.goto(url);
  await desk.ready();
  return desk;
}

// Types into the cell as fast as the keys are taken, without waiting for what is drawn.
async function edit(desk, task, name) {
  await desk.click('rowheader', task);
  for (let number = 1; number <= kEdits; ++number) {
    await desk.page.keyboard.press('F2');
    await desk.page.keyboard.press('Control+a');
    await desk.page.keyboard.insertText(`${name} ${number}`);
    await desk.page.keyboard.press('Enter');
    await desk.settle();
    await desk.page.keyboard.press('ArrowUp');
    await desk.settle();
  }
}

const server = await serve(dist);
const profile = await openProfile();
const first = await openTab(profile, server.url);
await first.click('button', kStored);
await first.see('treegrid');
const tasks = (await first.names('rowheader')).slice(1, 5);
const tabs = [first];
while (tabs.length < 4) {
  tabs.push(await openTab(profile, server.url));
  await tabs.at(-1).see('treegrid');
}

const begun = performance.now();
await Promise.all(tabs.map((desk, i) => edit(desk, tasks[i] ?? kTasks[i], `第${i + 1}页`)));
print('windows_edits', 4 * kEdits / (performance.now() - begun) * 1000, '1/s');

const wanted = tabs.map((_, i) => `第${i + 1}页 ${kEdits}`);
const ended = performance.now();
const lost = async (desk) => {
  const end = Date.now() + 5_000;
  for (;;) {
    const names = await desk.names('rowheader');
    const missing = wanted.filter((name) => !names.includes(name));
    if (missing.length === 0 || Date.now() > end) return missing.length;
    await new Promise((wait) => setTimeout(wait, 20));
  }
};
let missing = 0;
for (const desk of tabs) missing += await lost(desk);
print('windows_all_in_all', performance.now() - ended, 'ms');
const fifth = await openTab(profile, server.url);
await fifth.see('treegrid');
missing += await lost(fifth);
print('windows_edits_missing', missing, 'edits');
await profile.forget();
await server.stop();
