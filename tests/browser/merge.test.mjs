// Two people who have never seen the page: one makes a plan from a template and hands it over, the other edits it and
// sends it back, the first looks at what changed, merges it and settles what both changed.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { dist, openDesk, openProfile, serve } from './driver.mjs';

let server, folder;
before(async () => {
  server = await serve(dist);
  folder = await mkdtemp(join(tmpdir(), 'tongzhou-merge-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

// A desk that counts what its user does: a click, a key, a text typed, a file chosen are one act each.
async function person(name, department) {
  const profile = await openProfile();
  const desk = await openDesk({ url: server.url, profile });
  let acts = 0;
  const count = (act) => (...given) => { ++acts; return act(...given); };
  const click = count((role, name, options) => desk.click(role, name, options));
  const press = count((key) => desk.press(key));
  const type = count((text) => desk.type(text));
  return {
    desk, profile, click, press, type,
    get acts() { return acts; },
    async sayWho() {
      await click('button', '填写姓名');
      await type(name);
      await press('Tab');
      await type(department);
      await press('Enter');
      await desk.see('button', name);
    },
    async handOver(fileName) {
      const file = await desk.download(() => press('Control+s'));
      const path = join(folder, fileName);
      await writeFile(path, file.bytes);
      return path;
    },
    async open(...paths) {
      ++acts;
      await desk.choose(() => desk.press('Control+o'), paths);
    },
    async rename(task, to) {
      await click('rowheader', task);
      await press('F2');
      await desk.page.keyboard.press('Control+a');
      await type(to);
      await press('Enter');
    },
  };
}
const titles = async (who) => (await who.desk.names('rowheader')).join('|');

test('from a template to a merged plan with a settled conflict, in at most 40 acts', { timeout: 180_000 }, async () => {
  const zhou = await person('周敏', '办公室'), li = await person('李明', '研发部');
  try {
    await zhou.sayWho();
    await zhou.click('button', '新品联合上市');
    await zhou.desk.see('treegrid');
    const monday = await zhou.handOver('monday.tongzhou');

    await li.sayWho();
    await li.open(monday);
    await li.desk.see('treegrid');
    const [, first, second] = await li.desk.names('rowheader');
    await li.rename(first, '李明改的名');
    await li.rename(second, '另一处');
    const back = await li.handOver('li.tongzhou');

    await zhou.rename(first, '周敏改的名');
    await zhou.open(back);
    await zhou.desk.see('heading', '1 份副本等待合并');
    assert.match((await zhou.desk.names('checkbox')).join('|'), /另一处/, 'what would change is listed');
    assert.doesNotMatch(await titles(zhou), /另一处/, 'nothing is applied before it is accepted');
    await zhou.click('button', '合并');
    await zhou.desk.see('tab', '分歧 1');
    await zhou.click('tab', '分歧 1');
    await zhou.desk.see('button', /用这个值: 周敏改的名/);
    await zhou.click('button', /用这个值: 李明改的名/);
    await zhou.desk.gone('tab', '分歧 1');
    await zhou.click('link', '计划');
    await zhou.desk.until('both edits are in the plan', async () => /李明改的名.*另一处/.test(await titles(zhou)));
    await zhou.desk.saved();
    const merged = await zhou.handOver('merged.tongzhou');

    await li.open(merged);
    await li.click('button', '合并');
    await li.click('link', '计划');
    await li.desk.until('they have the same plan', async () => await titles(li) === await titles(zhou));
    const acts = zhou.acts + li.acts;
    console.log(`acts: ${acts}`);
    assert.ok(acts <= 40, `${acts} acts`);
    assert.deepEqual(zhou.desk.complaints, []);
    assert.deepEqual(li.desk.complaints, []);
  } finally {
    await zhou.profile.forget();
    await li.profile.forget();
  }
});

test('what was merged is there after a restart, in the other tab too, and the history tells it', { timeout: 120_000 }, async () => {
  const zhou = await person('周敏', '办公室'), li = await person('李明', '研发部');
  try {
    await zhou.click('button', '新品联合上市');
    await zhou.desk.see('treegrid');
    const [, first] = await zhou.desk.names('rowheader');
    const monday = await zhou.handOver('monday2.tongzhou');
    await li.sayWho();
    await li.open(monday);
    await li.desk.see('treegrid');
    await li.rename(first, '并进来的名字');
    const back = await li.handOver('li2.tongzhou');

    const other = await openDesk({ url: server.url, profile: zhou.profile });
    await other.see('treegrid');
    await zhou.desk.page.bringToFront();
    await zhou.desk.settle();
    await zhou.open(back);
    await zhou.click('button', '合并');
    await zhou.desk.saved();
    await other.page.bringToFront();
    await other.see('rowheader', '并进来的名字');
    await other.page.close();

    await zhou.desk.page.close();
    const again = await openDesk({ url: server.url, profile: zhou.profile });
    await again.click('link', '交换');
    await again.click('tab', '历史');
    await again.see('option', /修改「/);
    assert.deepEqual(again.complaints, []);
  } finally {
    await zhou.profile.forget();
    await li.profile.forget();
  }
});
