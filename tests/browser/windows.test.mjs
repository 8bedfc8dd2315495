// Two tabs on one plan: what is edited in one appears in the other, whichever sleeps, crashes or is in front.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desk, dist, openProfile, serve } from './driver.mjs';

const kStored = '新品联合上市';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

async function openTab(profile, url = server.url) {
  const page = await profile.context.newPage();
  const desk = new Desk(page, profile, false);
  await page.goto(url);
  await desk.ready();
  return desk;
}

const inFront = (desk) => desk.page.bringToFront();

// The second tab goes on with the plan that the first one has open.
async function openTwo(profile, url) {
  const first = await openTab(profile, url);
  await first.click('button', kStored);
  await first.see('treegrid');
  await first.saved();
  const second = await openTab(profile, url);
  await second.see('treegrid');
  return [first, second];
}

async function editInTurns(profile, url) {
  const [first, second] = await openTwo(profile, url);
  await second.rename('需求冻结', '需求评审');
  await inFront(first);
  await first.see('rowheader', '需求评审');
  await first.rename('需求评审', '需求定稿');
  await inFront(second);
  await second.see('rowheader', '需求定稿');
  await first.page.close();
  await second.page.close();
}

test('an edit in one tab appears in the other', async () => {
  const profile = await openProfile();
  const [first, second] = await openTwo(profile);
  await second.rename('需求冻结', '需求评审');
  await inFront(first);
  await first.see('rowheader', '需求评审', { timeout: 5_000 });
  assert.deepEqual([...first.complaints, ...second.complaints], []);
  await profile.forget();
});

test('from a server, tabs edit in turns, and all of it is there in a third', async () => {
  const profile = await openProfile();
  await editInTurns(profile);
  const third = await openTab(profile);
  await third.see('rowheader', '需求定稿');
  await profile.forget();
});

test('opened by double click, tabs edit in turns', async () => {
  const profile = await openProfile();
  await editInTurns(profile, `file://${dist}/tongzhou.html`);
  await profile.forget();
});

test('a tab that crashes takes nothing of the other with it', async () => {
  const profile = await openProfile();
  const [first, second] = await openTwo(profile);
  await second.rename('需求冻结', '需求评审');
  const session = await profile.context.newCDPSession(second.page);
  session.send('Page.crash').catch(() => {});
  await inFront(first);
  await first.see('rowheader', '需求评审');
  await first.rename('需求评审', '需求定稿');
  const third = await openTab(profile);
  await third.see('rowheader', '需求定稿');
  await profile.forget();
});

test('after a trap nothing is written, and the plan can be had as a file', async () => {
  const profile = await openProfile();
  const desk = await openTab(profile);
  await desk.click('button', kStored);
  await desk.see('treegrid');
  await desk.rename('需求冻结', '需求评审');
  await desk.saved();
  await desk.page.evaluate(() => {
    setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); });
  });
  await desk.page.getByRole('heading', { name: '已停止' }).waitFor();
  const file = await desk.download(() => desk.page.getByRole('button', { name: '存为文件' }).click());
  assert.match(file.name, /新品联合上市.*\.tongzhou$/);
  const other = await openTab(await openProfile());
  await other.choose(() => other.press('Control+o'), { name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes });
  await other.see('rowheader', '需求评审');
  await other.profile.forget();
  await profile.forget();
});
