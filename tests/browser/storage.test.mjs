// What browsers do to stored data: they run out of room, forbid it, lose one of the two stores, or a person edits it.
// It is always said, nothing that can be recovered is lost, and the plan can always be had as a file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desk, dist, openDesk, openProfile, serve } from './driver.mjs';

const kStored = '新品联合上市';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

async function openTab(profile, prepare) {
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
}

// Anything on screen or announced that reads so.
const told = (desk, what) => desk.until(`told: ${what}`, () => desk.page.evaluate((pattern) =>
  [...document.querySelectorAll('body *')].some((node) => new RegExp(pattern)
    .test(`${node.getAttribute('aria-label') ?? ''} ${node.childElementCount === 0 ? node.textContent : ''}`)), what.source));
// The state says so, and behind it why.
async function notSaved(desk, why) {
  await desk.see('button', /未保存/, { timeout: 15_000 });
  await desk.click('button', /未保存/);
  await told(desk, why);
  await desk.press('Escape');
}
const asFile = (desk) => desk.download(() => desk.press('Control+s'));

// Clears one of the two stores of the page while no page is open.
async function clear(profile, types) {
  const page = await profile.context.newPage();
  const session = await profile.context.newCDPSession(page);
  await session.send('Storage.clearDataForOrigin', { origin: new URL(server.url).origin, storageTypes: types });
  await page.close();
}

test('without room the state says so at once, and the plan can be had as a file; with room again it is saved', async () => {
  const profile = await openProfile();
  // The quick store is filled for real; how the durable one refuses is played, as its room is the disk.
  const desk = await openTab(profile, () => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...entry) {
      const request = put.apply(this, entry);
      if (window.full) request.addEventListener('success', () => this.transaction.abort());
      return request;
    };
    Object.defineProperty(IDBTransaction.prototype, 'error', {
      get() { return new DOMException('no room', 'QuotaExceededError'); },
    });
  });
  await beginPlan(desk);
  await desk.saved();
  await desk.page.evaluate(() => {
    window.full = true;
    for (let size = 1 << 20; size > 0; size >>= 1) {
      for (let i = 0; i < 8; ++i) try { localStorage.setItem(`fill ${size} ${i}`, '.'.repeat(size)); } catch { /* full */ }
    }
  });
  await desk.rename('需求冻结', '需求评审');
  await notSaved(desk, /空间已满/);
  const file = await asFile(desk);
  assert.match(file.name, /\.tongzhou$/);
  await desk.page.evaluate(() => {
    window.full = false;
    for (const key of Object.keys(localStorage)) if (key.startsWith('fill ')) localStorage.removeItem(key);
  });
  await desk.saved();
  await profile.forget();
});

test('a private window says when its small room is full, and keeps plans while it is open', async () => {
  const desk = await openDesk({ url: server.url });  // in a context of its own that leaves nothing on disk
  const devtools = await desk.page.context().newCDPSession(desk.page);
  const { origin } = new URL(server.url);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await beginPlan(desk);
  await notSaved(desk, /空间已满/);
  assert.match((await asFile(desk)).name, /\.tongzhou$/);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await desk.rename('需求冻结', '需求评审');
  await desk.saved();
  await desk.page.reload();
  await desk.ready();
  await desk.see('rowheader', '需求评审');
  await desk.close();
  const other = await openDesk({ url: server.url });
  assert.equal(await other.page.evaluate(async () => localStorage.length), 0);
  await other.close();
});

test('where storage is forbidden the page works, says so, and hands out the plan', async () => {
  const profile = await openProfile();
  const desk = await openTab(profile, () => {
    const forbid = () => { throw new DOMException('The operation is insecure.', 'SecurityError'); };
    Object.defineProperty(window, 'localStorage', { get: forbid });
    indexedDB.open = forbid;
  });
  await told(desk, /不允许/);  // at once, before anything is entered
  await desk.click('button', '知道了');
  await beginPlan(desk);
  await notSaved(desk, /不允许/);
  await desk.rename('需求冻结', '需求评审');
  const file = await asFile(desk);
  assert.match(file.name, /\.tongzhou$/);
  await profile.forget();
});

for (const [lane, types, remark] of [['durable store', 'indexeddb', /长期存储被清空/], ['quick store', 'local_storage', /短期存储被清空/]]) {
  test(`the browser loses the ${lane}: the plan is recovered from the other, and that is told`, async () => {
    const profile = await openProfile();
    const desk = await openTab(profile);
    await beginPlan(desk);
    await desk.rename('需求冻结', '需求评审');
    await desk.saved();
    await desk.page.waitForTimeout(2500);  // the quick store's own snapshot waits for a rest
    await desk.page.close();
    await clear(profile, types);
    const again = await openTab(profile);
    await again.see('treegrid', undefined, { timeout: 3_000 }).catch(() => again.click('button', kStored));
    await again.see('rowheader', '需求评审');
    await told(again, remark);
    await profile.forget();
  });
}

test('stored text edited by hand is laid aside and told, never overwritten', async () => {
  const profile = await openProfile();
  const desk = await openTab(profile);
  await beginPlan(desk);
  await desk.rename('需求冻结', '需求评审');
  await desk.saved();
  await desk.page.waitForTimeout(2500);
  await desk.page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (/\/snapshot\//.test(key)) localStorage.setItem(key, 'mine now');
  });
  await desk.page.close();
  const again = await openTab(profile);
  await again.see('rowheader', '需求评审');
  await told(again, /无法读取/);
  const aside = await again.page.evaluate(() => Object.entries(localStorage).filter(([key]) => key.includes('/unreadable/')));
  assert.deepEqual(aside.map(([, value]) => value), ['mine now']);
  await profile.forget();
});

test('the exchange page says whether the browser promised to keep the data, and asks for it', async () => {
  const profile = await openProfile();
  const desk = await openTab(profile, () => {
    let kept = false;
    navigator.storage.persisted = async () => kept;
    navigator.storage.persist = async () => { window.askedToKeep = (window.askedToKeep ?? 0) + 1; return kept; };
    window.promise = () => { kept = true; };
  });
  await beginPlan(desk);
  await desk.until('asked when the first plan begins', () => desk.page.evaluate(() => window.askedToKeep === 1));
  await desk.press('Alt+5');
  await desk.page.mouse.move(640, 400);
  await desk.page.mouse.wheel(0, 2000);
  await told(desk, /可能清除/);
  await desk.settle();
  await desk.page.evaluate(() => window.promise());
  await desk.click('button', '请求浏览器保留数据');
  await told(desk, /答应/);
  await profile.forget();
});
