// Four tabs on one plan, each renaming a task of its own again and again, in turns of 25; now and then the tab that is
// in front crashes and is opened anew. Afterwards a fifth tab and a plan file are looked at: every edit must be there.
//
//   TONGZHOU_EDITS=100 node tests/browser/windows.bench.mjs    of each tab; 1000 unless told
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Desk, openProfile, root, serve } from './driver.mjs';

const kTabs = 4, kTurn = 25, kTurnsPerCrash = 9;
const kEdits = Number(process.env.TONGZHOU_EDITS ?? 1000);

const server = await serve();
const profile = await openProfile({ width: 900, height: 480 });
const folder = await mkdtemp(join(tmpdir(), 'tongzhou-tabs-'));

async function openTab() {
  const page = await profile.context.newPage();
  const desk = new Desk(page, profile, false);
  await page.goto(server.url);
  await desk.ready();
  return desk;
}

// Waits where a key sent too early would go elsewhere: headless tabs are all visible, and all drawn by the same two cores.
async function rename(desk, name) {
  const { keyboard } = desk.page;
  await desk.press('F2');
  await keyboard.press('Control+a');
  await keyboard.insertText(name);
  await keyboard.press('Enter');
  await desk.press('ArrowUp');
}

async function crash(desk) {
  const devtools = await desk.page.context().newCDPSession(desk.page);
  devtools.send('Page.crash').catch(() => {});
  await desk.page.waitForEvent('crash').catch(() => {});
  await desk.page.close().catch(() => {});
}

const nameOf = (tab, edit) => `第 ${tab} 页第 ${edit} 次`;

try {
  const first = await openTab();
  await first.click('button', '新品联合上市');
  await first.see('treegrid');
  await first.saved();
  const tasks = (await first.names('rowheader')).slice(1, 1 + kTabs);  // of the first phase
  const tabs = [first];
  while (tabs.length < kTabs) {
    tabs.push(await openTab());
    await tabs.at(-1).see('treegrid');
  }
  const begun = performance.now();
  let turn = 0, crashes = 0;
  for (let done = 0; done < kEdits; done += kTurn) {
    if (done % 100 === 0) console.error(`${kTabs} x ${done} edits, ${crashes} crashes`);
    for (let tab = 0; tab < kTabs; ++tab) {
      await tabs[tab].page.bringToFront();
      await tabs[tab].settle({ timeout: 60_000 });
      await tabs[tab].click('rowheader', done === 0 ? tasks[tab] : nameOf(tab, done));
      for (let edit = done + 1; edit <= done + kTurn; ++edit) await rename(tabs[tab], nameOf(tab, edit));
      if (++turn % kTurnsPerCrash !== 0) continue;
      await crash(tabs[tab]);
      ++crashes;
      tabs[tab] = await openTab();
      await tabs[tab].see('treegrid');
    }
  }
  const seconds = (performance.now() - begun) / 1000;
  const last = await openTab();
  await last.see('treegrid');
  await last.saved();
  let wrong = 0;
  for (const desk of [...tabs, last]) {
    await desk.page.bringToFront();
    await desk.settle({ timeout: 60_000 });
    for (let tab = 0; tab < kTabs; ++tab) {
      const shown = await desk.see('rowheader', nameOf(tab, kEdits), { timeout: 30_000 }).catch(() => undefined);
      if (!shown) ++wrong;
    }
  }
  await last.page.bringToFront();
  const file = await last.download(() => last.press('Control+s'));
  await writeFile(join(folder, 'plan.tongzhou'), file.bytes);
  const log = execFileSync(process.env.TONGZHOU ?? join(root, 'build/release/tongzhou'), ['log', '--json', join(folder, 'plan.tongzhou')], { maxBuffer: 1 << 28 }).toString();
  const renames = JSON.parse(log).changes.filter((change) => change.edits === 1).length;
  console.log(`windows_edits ${kTabs * kEdits} edits`);
  console.log(`windows_crashes ${crashes} tabs`);
  console.log(`windows_lost ${kTabs * kEdits - renames} edits`);
  console.log(`windows_not_shown ${wrong} names`);
  console.log(`windows_seconds ${seconds.toFixed(3)} s`);
} finally {
  await profile.forget();
  await server.stop();
  await rm(folder, { recursive: true });
}
