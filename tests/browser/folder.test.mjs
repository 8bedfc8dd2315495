// Two profiles that meet in a shared folder. The dialog is the browser's own, so the test answers it with a folder of
// the page's private file system, whose handles are of the same kind; what one browser wrote is carried to the other.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openDesk, openProfile, serve } from './driver.mjs';

let site;
before(async () => { site = await serve(); });
after(() => site.stop());

async function openMember() {
  const profile = await openProfile();
  await profile.context.addInitScript(() => {
    window.showDirectoryPicker = async () =>
      (await navigator.storage.getDirectory()).getDirectoryHandle('team', { create: true });
  });
  return openDesk({ url: site.url, profile });
}

// What stands in the folder of one, by name.
const filesOf = (desk) => desk.page.evaluate(async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('team', { create: true });
  const files = [];
  for await (const entry of folder.values()) {
    // What is being written stands beside it under another name, and may be gone by now.
    const file = await entry.getFile().catch((error) => { if (error.name !== 'NotFoundError') throw error; });
    if (file) files.push([entry.name, [...new Uint8Array(await file.arrayBuffer())]]);
  }
  return files;
});
const carry = async (from, to) => to.page.evaluate(async (files) => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('team', { create: true });
  for (const [name, bytes] of files) {
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(new Uint8Array(bytes));
    await stream.close();
  }
}, await filesOf(from));

const share = async (desk) => {
  await desk.press('Control+k');
  await desk.type('选择共享文件夹');
  await desk.press('Enter');
};

test('what one writes into the shared folder, the other has', { timeout: 120_000 }, async () => {
  const zhou = await openMember();
  await zhou.click('button', '新品联合上市');
  await zhou.see('treegrid');
  await share(zhou);
  await zhou.until('the own file is written', async () => (await filesOf(zhou)).length === 1);
  const [[name, bytes]] = await filesOf(zhou);
  assert.match(name, /^新品联合上市 .*\.tongzhou$/);

  const li = await openMember();
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) };
  await li.choose(() => li.press('Control+o'), [file]);
  await li.see('treegrid');
  await carry(zhou, li);
  await share(li);
  await li.settle();
  await li.click('rowheader', '需求冻结');
  await li.press('F2');
  await li.press('Control+a');
  await li.type('需求评审');
  await li.press('Enter');
  await li.until('the edit is in the folder', async () => (await filesOf(li)).length === 2);
  await carry(li, zhou);
  await zhou.see('rowheader', '需求评审');
  assert.deepEqual([...zhou.complaints, ...li.complaints], []);
  await zhou.close();
  await li.close();
});
