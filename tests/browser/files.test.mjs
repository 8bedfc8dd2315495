// Files where the browser can write them in their place (File System Access). The system's dialogs are played: they
// answer with files of the page's own.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desk, dist, openProfile, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

// In the page: dialogs that answer with the file named in `__choice`, or are dismissed where it is empty.
function playDialogs() {
  window.__choice = 'out.tongzhou';
  window.__asked = 0;
  const choose = async () => {
    ++window.__asked;
    if (!window.__choice) throw new DOMException('dismissed', 'AbortError');
    return (await navigator.storage.getDirectory()).getFileHandle(window.__choice, { create: true });
  };
  window.showSaveFilePicker = choose;
  window.showOpenFilePicker = async () => [await choose()];
  Object.defineProperty(window, 'launchQueue', {
    value: { setConsumer: (consumer) => { window.__launch = consumer; } }, configurable: true,
  });
}

async function openDesk(profile) {
  const page = await profile.context.newPage();
  await page.addInitScript(playDialogs);
  const desk = new Desk(page, profile, false);
  await page.goto(server.url);
  await desk.ready();
  return desk;
}

// A file as hexadecimal digits.
const contents = (desk, name) => desk.page.evaluate(async (name) => {
  const file = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).getFile();
  return [...new Uint8Array(await file.arrayBuffer())].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}, name);
const overwrite = (desk, name, text) => desk.page.evaluate(async ([name, text]) => {
  const stream = await (await (await navigator.storage.getDirectory()).getFileHandle(name)).createWritable();
  await stream.write(text);
  await stream.close();
}, [name, text]);
const asked = (desk) => desk.page.evaluate(() => window.__asked);
const choose = (desk, name) => desk.page.evaluate((name) => { window.__choice = name; }, name);

async function save(desk, key = 'Control+s') {
  await desk.press(key);
  await desk.page.waitForTimeout(300);
  await desk.settle();
}

test('a plan file is written again in its place, and elsewhere when that is asked for', async () => {
  const profile = await openProfile();
  const desk = await openDesk(profile);
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await save(desk);
  assert.equal(await asked(desk), 1);
  const first = await contents(desk, 'out.tongzhou');
  await desk.rename('需求冻结', '需求评审');
  await save(desk);
  assert.equal(await asked(desk), 1);
  const second = await contents(desk, 'out.tongzhou');
  assert.ok(second.length > 1000 && second !== first);

  await choose(desk, 'other.tongzhou');
  await save(desk, 'Control+Shift+s');
  assert.equal(await asked(desk), 2);
  assert.ok((await contents(desk, 'other.tongzhou')).length > 1000);
  assert.equal(await contents(desk, 'out.tongzhou'), second);
  assert.deepEqual(desk.complaints, []);
  await profile.forget();
});

test('after a reload the file is known again', async () => {
  const profile = await openProfile();
  const desk = await openDesk(profile);
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await save(desk);
  const before = await contents(desk, 'out.tongzhou');
  await desk.page.reload();
  await desk.ready();
  await desk.rename('需求冻结', '需求评审');
  await save(desk);
  assert.equal(await asked(desk), 0);
  assert.notEqual(await contents(desk, 'out.tongzhou'), before);
  await desk.page.reload();
  await desk.ready();
  await desk.see('treegrid');
  await overwrite(desk, 'out.tongzhou', 'of somebody else');
  await save(desk);
  assert.equal(await asked(desk), 1);
  await profile.forget();
});

test('a file that somebody else changed is not written over, and a dismissed dialog changes nothing', async () => {
  const profile = await openProfile();
  const desk = await openDesk(profile);
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await save(desk);
  await overwrite(desk, 'out.tongzhou', 'of somebody else');
  await choose(desk, '');
  await save(desk);
  assert.equal(await asked(desk), 2);
  assert.equal(await contents(desk, 'out.tongzhou'), Buffer.from('of somebody else').toString('hex'));
  assert.deepEqual(desk.complaints, []);
  await profile.forget();
});

test('a file that was opened is written in its place; the system may open one, too', async () => {
  const profile = await openProfile();
  let desk = await openDesk(profile);
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await save(desk);
  await desk.page.close();

  desk = await openDesk(profile);
  await desk.see('treegrid');
  await desk.press('Control+o');
  await desk.until('the file is open', async () => (await asked(desk)) === 1);
  await desk.page.waitForTimeout(300);
  await desk.rename('需求冻结', '需求评审');
  const before = await contents(desk, 'out.tongzhou');
  await save(desk);
  assert.equal(await asked(desk), 1);
  const sent = await contents(desk, 'out.tongzhou');
  assert.notEqual(sent, before);
  await desk.page.close();

  const other = await openProfile();
  const fresh = await openDesk(other);
  await fresh.page.evaluate(async (hex) => {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('sent.tongzhou', { create: true });
    const stream = await handle.createWritable();
    await stream.write(new Uint8Array(hex.match(/../g).map((byte) => parseInt(byte, 16))));
    await stream.close();
    await window.__launch({ files: [handle] });
  }, sent);
  await fresh.see('rowheader', '需求评审');
  assert.deepEqual(fresh.complaints, []);
  await profile.forget();
  await other.forget();
});

test('text that stood in a field when the tab went away is offered and put back', async () => {
  const profile = await openProfile();
  let desk = await openDesk(profile);
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  await desk.saved();
  await desk.click('rowheader', '需求冻结');
  await desk.press('F2');
  await desk.page.keyboard.press('Control+a');
  await desk.type('写到一半的名字');
  await desk.page.waitForTimeout(1200);
  await desk.page.close();
  desk = await openDesk(profile);
  await desk.see('rowheader', '需求冻结');
  await desk.click('button', '放回没写完的文字');
  await desk.see('rowheader', '写到一半的名字');
  await profile.forget();
});
