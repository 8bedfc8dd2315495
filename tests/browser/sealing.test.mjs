// Sealed files and keys in the browser: a passphrase that is wrong first, then right; a key that travels in a plan file,
// is compared, and opens what was sealed for it without asking; a plan that is locked on this machine.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist, openDesk, openProfile, serve } from './driver.mjs';

let server;
before(async () => { server = await serve(dist); });
after(() => server.stop());

const asFile = ({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const magic = (file) => Buffer.from(file.bytes).subarray(0, 4).toString('latin1');
const isSigned = (file) => Buffer.from(file.bytes).subarray(-104, -100).toString('latin1') === '\x89TZG';

async function openSample(desk) {
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
}

test('a plan sealed with a passphrase opens with it alone', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await openSample(desk);
  const plain = await desk.download(() => desk.press('Control+s'));
  assert.equal(magic(plain), '\x89TZP');
  assert.ok(isSigned(plain), 'plan files that leave are signed');
  await desk.click('link', '交换');
  await desk.click('button', '另存为封存文件…');
  await desk.type('一条船上 all together');
  await desk.click('textbox', '再输一次');
  await desk.type('一条船上 all together');
  const sealed = await desk.download(() => desk.click('button', '保存'));
  assert.equal(magic(sealed), '\x89TZS');
  assert.ok(!Buffer.from(sealed.bytes).includes('新品联合上市'), 'the title is sealed too');
  await desk.close();

  const other = await openDesk({ url: server.url });
  await other.choose(() => other.press('Control+o'), asFile(sealed));
  await other.see('textbox', '口令');
  await other.type('something else');
  await other.press('Enter');
  await other.see('note', /口令不对/);
  await other.type('一条船上 all together');
  await other.press('Enter');
  await other.see('treegrid', undefined, { timeout: 20_000 });
  await other.close();
});

test('what is sealed for a compared key opens at its machine without asking', { timeout: 240_000 }, async () => {
  const sales = await openDesk({ url: server.url });
  const desk = await openDesk({ url: server.url });
  await openSample(desk);
  const plan = await desk.download(() => desk.press('Control+s'));

  await sales.choose(() => sales.press('Control+o'), asFile(plan));
  await sales.see('treegrid');
  await sales.click('button', '填写姓名');
  await sales.type('王芳');
  await sales.click('textbox', '部门');
  await sales.type('销售部');
  await sales.click('button', '保存');
  await sales.click('link', '交换');
  await sales.click('tab', '密钥');
  await sales.click('button', '登记到计划');
  const back = await sales.download(() => sales.press('Control+s'));

  await desk.choose(() => desk.press('Control+o'), asFile(back));
  await desk.click('button', '合并');
  await desk.click('link', '交换');
  await desk.click('tab', '密钥');
  await desk.click('button', '已核对 王芳（销售部）');
  await desk.see('button', '撤销核对 王芳（销售部）');
  await desk.click('tab', '专用副本');
  await desk.click('button', '制作副本… 销售部');
  await desk.click('tab', '用对方的密钥');
  const copy = await desk.download(() => desk.click('button', '交出副本'));
  assert.equal(magic(copy), '\x89TZS');

  await sales.choose(() => sales.press('Control+o'), asFile(copy));
  await sales.click('link', '交换');
  const receipt = await sales.download(() => sales.click('button', '发回执'));
  assert.match(Buffer.from(receipt.bytes).toString('utf8'), /^tongzhou receipt 1\ncopy /);
  await desk.choose(() => desk.press('Control+o'), asFile(receipt));
  await desk.see('status', /签收/);

  const stranger = await openDesk({ url: server.url });
  await stranger.choose(() => stranger.press('Control+o'), asFile(copy));
  await stranger.see('dialog', /封给别的密钥/);
  await stranger.close();
  await sales.close();
  await desk.close();
});

test('a page with a plan inside opens by double click, is edited, and comes back', { timeout: 240_000 }, async () => {
  const desk = await openDesk({ url: server.url });
  await openSample(desk);
  await desk.click('link', '交换');
  const page = await desk.download(() => desk.click('button', '另存为双击即开的网页'));
  assert.match(page.name, /^新品联合上市\.html$/);
  assert.ok(page.bytes.length < 2_000_000 + 200_000, `${page.bytes.length} bytes`);

  const folder = mkdtempSync(join(tmpdir(), 'tongzhou-page-'));
  writeFileSync(join(folder, page.name), page.bytes);
  const other = await openDesk({ url: pathToFileURL(join(folder, page.name)).href });
  await other.see('treegrid');
  await other.rename('需求冻结', '需求冻结和答疑');
  await other.click('link', '交换');
  const back = await other.download(() => other.click('button', '另存为双击即开的网页'));
  assert.deepEqual(other.complaints, []);
  await other.close();

  await desk.choose(() => desk.press('Control+o'), { name: back.name, mimeType: 'text/html', buffer: Buffer.from(back.bytes) });
  await desk.click('button', '合并');
  await desk.click('link', '计划');
  await desk.see('rowheader', '需求冻结和答疑');
  await desk.close();
  // And once more from the second page: the plan in it is the second one, once.
  writeFileSync(join(folder, 'again.html'), back.bytes);
  const again = await openDesk({ url: pathToFileURL(join(folder, 'again.html')).href });
  await again.see('rowheader', '需求冻结和答疑');
  await again.close();
  assert.equal(Buffer.from(back.bytes).toString('latin1').split('\n<script type="text/plain" id="plan">').length, 2);
});

// Everything that the page keeps, as bytes in latin1: local storage, also what is base64 in it, and IndexedDB.
const kept = (desk) => desk.page.evaluate(async () => {
  const latin1 = (bytes) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const texts = [];
  for (const [key, text] of Object.entries(localStorage)) {
    texts.push(`${key} ${text}`);
    try { texts.push(atob(text)); } catch { /* not base64 */ }
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => { indexedDB.open(name).onsuccess = (event) => done(event.target.result); });
    for (const store of database.objectStoreNames) {
      const entries = await new Promise((done) => {
        database.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result);
      });
      for (const entry of entries)
        texts.push(ArrayBuffer.isView(entry) || entry instanceof ArrayBuffer ? latin1(new Uint8Array(entry.buffer ?? entry)) : JSON.stringify(entry));
    }
    database.close();
  }
  return texts;
});
const tell = (texts, word) => texts.some((text) => text.includes(Buffer.from(word).toString('latin1')) || text.includes(word));

test('a locked plan is sealed where it is kept, and opens with its passphrase alone', { timeout: 240_000 }, async () => {
  const profile = await openProfile();
  const desk = await openDesk({ url: server.url, profile });
  await openSample(desk);
  await desk.saved();
  assert.ok(tell(await kept(desk), '新品联合上市'), 'this test sees what is not sealed');
  await desk.click('link', '交换');
  await desk.click('tab', '密钥');
  await desk.click('button', '用口令锁定…');
  await desk.type('一条船上 all together');
  await desk.click('textbox', '再输一次');
  await desk.type('一条船上 all together');
  await desk.click('button', '保存');
  await desk.see('button', '取消锁定', { timeout: 20_000 });
  await desk.click('link', '计划');
  await desk.rename('需求冻结', '需求评审');
  await desk.saved();
  const texts = await kept(desk);
  assert.ok(texts.length > 5 && !tell(texts, '新品联合上市'), 'its title cannot be read');
  assert.ok(!texts.some((text) => /^tongzhou\/(view|typed|file|plan)\/\S+ (?!sealed )/.test(text)), 'nothing of it can');
  await desk.close();

  const later = await openDesk({ url: server.url, profile });
  await later.see('textbox', '口令');
  await later.type('something else');
  await later.press('Enter');
  await later.see('note', /口令不对/, { timeout: 20_000 });
  await later.type('一条船上 all together');
  await later.press('Enter');
  await later.see('rowheader', '需求评审', { timeout: 20_000 });
  await later.page.reload();
  await later.ready();
  await later.see('textbox', '口令');
  await later.press('Escape');
  await later.see('button', '已锁定的计划');
  await profile.forget();
});
