// The browser is killed, or the tab crashes, at any moment while somebody edits. What was said to be saved is there
// afterwards; after a crash of the tab alone, what was only entered is there too.
//
// TONGZHOU_KILLS says how often; kills.bench.mjs asks for hundreds.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Desk, dist, openProfile, serve } from './driver.mjs';

const kKills = Number(process.env.TONGZHOU_KILLS ?? 10);
const kCrashes = Number(process.env.TONGZHOU_KILLS ?? 5);  // of the tab
const kLongestMilliseconds = 2000;  // of editing between the first edit that is said to be saved and the kill
// The copy of the page that is read here follows the picture within this time while nothing moves.
const kCopyMilliseconds = 500;
const kStored = '新品联合上市';
const kLines = /^第 (\d+) 次修改$/;

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

// Ends every process of the profile's browser, without a word.
async function kill(profile) {
  for (const name of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(profile.folder)) process.kill(Number(name), 'SIGKILL');
    } catch { /* it has ended meanwhile */ }
  }
  await new Promise((closed) => { profile.context.once('close', closed); setTimeout(closed, 5_000); });
  // Chromium refuses a profile that a process it cannot find says it holds.
  execFileSync('rm', ['-f', ...['SingletonLock', 'SingletonSocket', 'SingletonCookie'].map((name) => `${profile.folder}/${name}`)]);
}

async function openPage(profile, prepare) {
  const page = await profile.context.newPage();
  if (prepare) await page.addInitScript(prepare);
  const desk = new Desk(page, profile, false);
  await page.goto(server.url);
  await desk.ready();
  return desk;
}

async function beginPlan(desk) {
  await desk.click('button', kStored);
  await desk.see('treegrid');
  await desk.click('rowheader', '需求冻结');
}

// The number of the last edit that is in the plan; 0 for none. Which plan was open may have been forgotten; then it is
// chosen from those that are stored.
async function lastEdit(desk) {
  await desk.see('treegrid', undefined, { timeout: 3_000 }).catch(() => desk.click('button', kStored));
  await desk.see('treegrid');
  const numbers = (await desk.names('rowheader')).map((name) => Number(kLines.exec(name)?.[1] ?? 0));
  return Math.max(...numbers);
}

// Renames one task again and again, from `begin` on, until the page is no more. Gives what it saw, at any time.
function edit(desk, begin) {
  const seen = { entered: begin - 1, saved: begin - 1 };
  const work = async () => {
    for (let number = begin; ; ++number) {
      await desk.press('F2');
      await desk.page.keyboard.press('Control+a');
      await desk.page.keyboard.insertText(`第 ${number} 次修改`);
      await desk.press('Enter');
      await desk.page.keyboard.press('ArrowUp');
      seen.entered = number;
      if ((number - begin) % 2 === 1) continue;  // not every edit is waited for
      await desk.page.waitForTimeout(kCopyMilliseconds);
      if (await desk.isSaved()) seen.saved = number;
    }
  };
  seen.ended = work().catch(() => {});
  return seen;
}

// Edits, is killed, and says what was lost: { saved, found }.
async function oneKill(profile, begin, prepare) {
  let desk = await openPage(profile, prepare);
  if (begin === 1) await beginPlan(desk);
  else await desk.click('rowheader', /次修改|需求冻结/);
  const seen = edit(desk, begin);
  await desk.until('an edit is said to be saved', () => seen.saved >= begin, { timeout: 30_000 });
  await new Promise((moment) => setTimeout(moment, Math.random() * kLongestMilliseconds));
  const { saved, entered } = seen;
  await kill(profile);
  await seen.ended;
  const next = await openProfile({ folder: profile.folder });
  desk = await openPage(next);
  const found = await lastEdit(desk).catch(() => -1);  // no plan at all
  await desk.page.close();
  return { profile: next, saved, entered, found };
}

test('no edit that was said to be saved is lost when the browser is killed', { timeout: 60_000 + kKills * 30_000 }, async () => {
  let profile = await openProfile(), begin = 1;
  try {
    for (let round = 1; round <= kKills; ++round) {
      const result = await oneKill(profile, begin);
      profile = result.profile;
      assert.ok(result.found >= result.saved,
        `kill ${round}: edit ${result.saved} was said to be saved, the plan holds ${result.found}`);
      begin = Math.max(result.entered, result.found) + 1;
    }
  } finally {
    await profile.forget();
  }
});

test('and it would be noticed if the durable store kept nothing', { timeout: 240_000 }, async () => {
  const keepNothing = () => {  // a database of its own for every visit
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) { return open.call(this, `${name}-${Math.random()}`, version); };
  };
  for (let round = 1; round <= 6; ++round) {
    let profile = await openProfile();
    try {
      const result = await oneKill(profile, 1, keepNothing);
      profile = result.profile;
      if (result.found < result.saved) return;
    } finally {
      await profile.forget();
    }
  }
  assert.fail('six kills, and nothing was lost: these tests could not fail');
});

test('no edit that was entered is lost when the tab crashes', { timeout: 120_000 + kKills * 10_000 }, async () => {
  const profile = await openProfile();
  try {
    let desk = await openPage(profile), begin = 1;
    await beginPlan(desk);
    for (let round = 1; round <= kCrashes; ++round) {
      const seen = edit(desk, begin);
      await new Promise((moment) => setTimeout(moment, 1_500 + Math.random() * 1_500));
      const { entered } = seen;
      const devtools = await desk.page.context().newCDPSession(desk.page);
      devtools.send('Page.crash').catch(() => {});
      await desk.page.waitForEvent('crash').catch(() => {});
      await desk.page.close().catch(() => {});
      await seen.ended;
      desk = await openPage(profile);
      const found = await lastEdit(desk);
      assert.ok(found >= entered, `crash ${round}: edit ${entered} was entered, the plan holds ${found}`);
      begin = Math.max(entered, found) + 1;
      await desk.click('rowheader', /次修改|需求冻结/);
    }
    assert.ok(begin > kCrashes, 'something was edited');
  } finally {
    await profile.forget();
  }
});
