// The page without its server: complete from the first visit on, always one version or the other, never parts of
// both, and never bricked by an update that arrives broken.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeOfflineEdition } from '../../shell/offline_edition.mjs';
import { Desk, dist, openProfile, serve } from './driver.mjs';

let work, first, second;

// The site with a mark in every text file, as another version of it.
async function makeVersion(mark) {
  const folder = join(work, mark);
  await cp(dist, folder, { recursive: true });
  for (const file of ['index.html', 'page.js', 'page.css', 'tongzhou.js']) {
    const text = await readFile(join(folder, file), 'utf8');
    const comment = { html: `<!-- ${mark} -->`, js: `;(globalThis.__marks ??= []).push('${mark}');`, css: `/* ${mark} */` };
    await writeFile(join(folder, file), text + comment[file.split('.').pop()]);
  }
  makeOfflineEdition(folder);
  return folder;
}

before(async () => {
  work = await mkdtemp(join(tmpdir(), 'tongzhou-offline-'));
  [first, second] = [await makeVersion('first'), await makeVersion('second')];
});
after(() => rm(work, { recursive: true }));

const startPage = async (profile, url) => {
  const page = await profile.context.newPage();
  const desk = new Desk(page, profile, false);
  await page.goto(url);
  await desk.ready();
  return desk;
};
// Which version stands on the page; fails when it is made of two.
const versionOf = async (desk) => {
  const marks = await desk.page.evaluate(async () => [
    ...new Set([...globalThis.__marks, document.documentElement.outerHTML.match(/<!-- (first|second) -->/)?.[1] ??
      document.lastChild.data.trim(), (await (await fetch('page.css')).text()).match(/\/\* (\w+) \*\//)[1]]),
  ]);
  assert.equal(marks.length, 1, `one version, not ${marks.join(' and ')}`);
  return marks[0];
};
const isInstalled = (desk) => desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
// Until the browser's look at the server for a newer version has come to an end.
const lookForUpdate = (desk) => desk.page.evaluate(async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update().catch(() => {});
  while (registration.installing) await new Promise((wait) => setTimeout(wait, 20));
  return registration.waiting !== null;
});

test('after one visit the server may vanish', { timeout: 90_000 }, async () => {
  const profile = await openProfile();
  const server = await serve(first, '/plans/');
  try {
    let desk = await startPage(profile, server.url);
    await isInstalled(desk);
    await server.stop();
    await desk.page.close();
    desk = await startPage(profile, server.url);
    assert.equal(await versionOf(desk), 'first');
    await desk.click('button', /新品联合上市/);
    await desk.see('treegrid');
    // The page that opens itself is made of what is here: the edition of one file, packed by the browser.
    await desk.click('link', '交换');
    const page = await desk.download(() => desk.click('button', '另存为双击即开的网页'));
    assert.deepEqual(desk.complaints, []);
    const text = Buffer.from(page.bytes).toString();
    const file = join(work, 'handed out.html');
    await writeFile(file, text);
    const other = await startPage(profile, pathToFileURL(file).href);
    await other.see('treegrid');
    assert.deepEqual(other.complaints, []);
    const packed = /(?<=<script type="text\/plain" id=")(plan|program)">[\w+/=]+(?=<\/script>)/g;
    const plan = /<script type="text\/plain" id="plan"><\/script>\n/;
    const program = (text) => text.replace(packed, '$1">').replace(plan, '').replace(/sha256-[\w+/=]+/g, '');
    const shipped = await readFile(join(dist, 'tongzhou.html'), 'utf8');
    assert.equal(program(text.replace(/;?\(globalThis.__marks.*?\('first'\);/g, '').replace('<!-- first -->', '').replace('/* first */', '')), program(shipped));
  } finally {
    await profile.forget();
    await server.stop();
  }
});

test('an update arrives whole, is told, and starts the next time', { timeout: 90_000 }, async () => {
  const profile = await openProfile();
  const server = await serve(first);
  try {
    let desk = await startPage(profile, server.url);
    await isInstalled(desk);
    await desk.page.reload();
    await desk.ready();
    server.folder = second;
    assert.equal(await lookForUpdate(desk), true, 'the new version is there');
    await desk.see('status', /新版本/);
    assert.equal(await versionOf(desk), 'first', 'what is open stays what it is');

    const other = await startPage(profile, server.url);
    assert.equal(await versionOf(other), 'first', 'beside an open page the old version goes on');
    await other.page.close();
    await desk.page.close();
    desk = await startPage(profile, server.url);
    assert.equal(await versionOf(desk), 'second');
    await server.stop();
    await desk.page.reload();
    await desk.ready();
    assert.equal(await versionOf(desk), 'second');
    assert.deepEqual(desk.complaints, []);
  } finally {
    await profile.forget();
    await server.stop();
  }
});

test('an update cut off or damaged at any file changes nothing', { timeout: 180_000 }, async () => {
  const profile = await openProfile();
  const server = await serve(first);
  try {
    let desk = await startPage(profile, server.url);
    await isInstalled(desk);
    server.folder = second;
    const files = (await readdir(second)).filter((file) => file !== 'tongzhou.html');
    const faults = {
      missing: () => ({ status: 404, body: '' }),
      broken: (bytes) => ({ status: 200, body: bytes.subarray(0, bytes.length >> 1) }),
      other: async (bytes, file) => ({ status: 200, body: await readFile(join(first, file)) }),
    };
    for (const file of files) {
      for (const [name, fault] of Object.entries(faults)) {
        // An unchanged picture of the older version is the newer one's too; so is an unchanged worker.
        if (name === 'other' && (await readFile(join(first, file))).equals(await readFile(join(second, file)))) continue;
        if (name === 'other' && file === 'service-worker.js') continue;
        server.fault = async (asked, bytes) => asked === file ? fault(bytes, file) : undefined;
        assert.equal(await lookForUpdate(desk), false, `${file} ${name}: not taken for a version`);
        // The browser also looks by itself, some time after a page was opened: what it began meets one fault, not
        // the first half of one and the second of another.
        server.fault = faults.missing;
        assert.equal(await lookForUpdate(desk), false);
      }
      await desk.page.close();
      desk = await startPage(profile, server.url);
      assert.equal(await versionOf(desk), 'first', `${file}: the version that was there goes on`);
    }
    server.fault = undefined;
    assert.equal(await lookForUpdate(desk), true, 'mended, it arrives');
    await desk.page.close();
    desk = await startPage(profile, server.url);
    assert.equal(await versionOf(desk), 'second');
  } finally {
    await profile.forget();
    await server.stop();
  }
});

// What the server was asked for after the page stood; the browser's own look for an update comes within seconds.
const askedAfterwards = async (desk, server) => {
  await desk.page.reload();
  await desk.ready();
  await desk.page.waitForTimeout(1000);
  server.requests.length = 0;
  await desk.page.waitForTimeout(5000);
  return [...server.requests];
};
const choose = async (desk, command) => {
  await desk.press('Control+k');
  await desk.type(command);
  await desk.settle();
  await desk.press('Enter');
};

test('who does not want it has no copy, and no look for updates', { timeout: 90_000 }, async () => {
  const profile = await openProfile();
  const server = await serve(first);
  try {
    const desk = await startPage(profile, server.url);
    await isInstalled(desk);
    assert.deepEqual([...new Set(await askedAfterwards(desk, server))], ['/service-worker.js'], 'wanted, the browser looks');

    await choose(desk, '网页不留在这台电脑');
    await desk.see('status', /网页不留在这台电脑/);
    const left = () => desk.page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]);
    await desk.until('worker and copy are gone', async () => (await left()).join() === '0,0');
    assert.deepEqual(await askedAfterwards(desk, server), []);
    assert.deepEqual(await left(), [0, 0], 'it stays so');

    await choose(desk, '网页留在这台电脑');
    await isInstalled(desk);
    await server.stop();
    await desk.page.reload();
    await desk.ready();
    assert.deepEqual(desk.complaints, []);
  } finally {
    await profile.forget();
    await server.stop();
  }
});

test('where no worker is allowed, keeping a copy and dropping it are let pass', { timeout: 60_000 }, async () => {
  const profile = await openProfile();
  await profile.context.addInitScript(() => {
    const refuse = () => Promise.reject(new DOMException('workers are not allowed here', 'SecurityError'));
    for (const call of ['register', 'getRegistration', 'getRegistrations'])
      Object.defineProperty(ServiceWorkerContainer.prototype, call, { value: refuse });
  });
  const server = await serve(first);
  try {
    const desk = await startPage(profile, server.url);
    for (const wish of ['网页不留在这台电脑', '网页留在这台电脑']) {
      await choose(desk, wish);
      await desk.see('status', new RegExp(wish));
    }
    await desk.click('button', '新品联合上市');
    await desk.see('treegrid');
    assert.deepEqual(desk.complaints, []);
  } finally {
    await profile.forget();
    await server.stop();
  }
});
