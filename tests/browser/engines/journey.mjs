// What a user does with the page, as capabilities that each engine is asked for, in this order. A capability gets the
// visit so far and fails by an exception; what the engine or the place does not offer is said by `Missing`.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, serve } from '../driver.mjs';
import { Desk, pause } from './desk.mjs';

export const kKills = Number(process.env.TONGZHOU_KILLS ?? 3);
const kTemplate = '新品联合上市', kTask = '需求冻结', kOtherTask = '样机试制';
const kLines = /^第 (\d+) 次修改$/;

export class Missing extends Error {}
export class Lost extends Error {}  // what was said to be saved

// One engine with a profile of its own, at one address: { place, server, browser, desk }. The desk has a plan of the
// template open from the first capability on.
export class Visit {
  static async begin(engine, place, folder, fileUrl) {
    const visit = new Visit();
    const server = await serve(folder);
    Object.assign(visit, { engine, place, server, url: place === 'server' ? server.url : fileUrl });
    visit.profile = await mkdtemp(join(tmpdir(), 'tongzhou-engine-'));
    return visit;
  }

  // Starts the browser, again if it was started before, and opens the page.
  async open() {
    if (this.browser) await this.browser.close();
    this.browser = await this.engine.start(this.profile);
    this.desk = await Desk.open(this.browser, this.url);
    return this.desk;
  }

  async kill() {
    await this.browser.kill();
    this.browser = undefined;
  }

  async end() {
    await this.browser?.close().catch(() => this.browser.kill());
    await this.server.stop();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  // With the plan of the template, whatever became of what was tried before.
  async withPlan() {
    if (this.desk === undefined) await beginPlan(await this.open());
    return this.desk;
  }
}

async function beginPlan(desk) {
  await desk.click('button', kTemplate);
  await desk.see('treegrid');
}
// The rows of the chart as they are told: title, dates, state.
const rows = (desk) => desk.tab.evaluate(() => [...document.querySelectorAll('[role=treegrid] [role=row]')]
  .map((node) => node.getAttribute('aria-label')).filter((name) => name !== null));
const isSaved = async (desk) => (await desk.names('status')).some((name) => /^已保存/.test(name));
const saved = (desk) => desk.until('the edit is said to be saved', () => isSaved(desk));
async function rename(desk, from, to) {
  await desk.click('rowheader', from);
  await desk.press('F2', 'Control+a');
  await desk.type(to);
  await desk.press('Enter');
  await desk.see('rowheader', to);
}
// As in any other page.
async function copyElsewhere(tab, text) {
  await tab.evaluate((value) => {
    const field = document.body.appendChild(document.createElement('textarea'));
    field.value = value;
    field.focus();
    field.select();
  }, text);
  await tab.press('Control+c');
}

// Renames the chosen task again and again until the browser is no more. Gives what it saw, at any time.
function edit(desk, begin) {
  const seen = { saved: begin - 1 };
  const work = async () => {
    for (let number = begin; ; ++number) {
      await desk.press('F2', 'Control+a');
      await desk.type(`第 ${number} 次修改`);
      await desk.press('Enter', 'ArrowUp');
      await pause(500);  // in which the mirror follows the picture
      if (await isSaved(desk)) seen.saved = number;
    }
  };
  seen.ended = work().catch(() => {});
  return seen;
}
async function lastEdit(desk) {
  await desk.see('treegrid', undefined, { timeout: 5_000 }).catch(() => desk.click('button', kTemplate));
  await desk.see('treegrid');
  return Math.max(...(await desk.names('rowheader')).map((name) => Number(kLines.exec(name)?.[1] ?? 0)));
}

export const journey = {
  async 'opens, draws, tells screen readers'(visit) {
    const desk = await visit.open();
    await desk.settle();
    assert.ok(await desk.colours() > 100, 'the picture is not blank');
    const buttons = (await desk.names('button')).join();
    for (const name of [kTemplate, '新建空白计划', '打开文件']) {
      assert.ok(buttons.includes(name), `${name} is told`);
    }
    await beginPlan(desk);
    assert.ok((await rows(desk)).length >= 10, 'the template is there');
    assert.ok(await desk.colours() > 100, 'the plan is drawn');
  },

  async 'typing, also Chinese; saved by itself'(visit) {
    const desk = await visit.withPlan();
    await rename(desk, kOtherTask, 'Prototype 7');
    await rename(desk, 'Prototype 7', '样机，第二轮');
    await saved(desk);
  },

  async 'a composed word arrives once'(visit) {
    const desk = await visit.withPlan();
    if (!desk.tab.compose) throw new Missing('no input method can be driven there, so it could not be tried');
    await desk.press('Control+k');
    await desk.see('dialog');
    await desk.tab.compose();
    const typed = () => desk.tab.evaluate(() => document.querySelector('[role=dialog] [role=searchbox]')?.textContent);
    await desk.until('the word is in the field', async () => await typed() === '你');
    await pause(500);
    assert.equal(await typed(), '你');
    await desk.press('Escape', 'Escape');
    await desk.gone('dialog');
  },

  async 'undo and redo by key'(visit) {
    const desk = await visit.withPlan();
    const before = (await rows(desk)).join();
    await rename(desk, kTask, 'abc');
    const renamed = (await rows(desk)).join();
    await desk.press('Control+z');
    await desk.until('undone', async () => (await rows(desk)).join() === before);
    await desk.press('Control+y');
    await desk.until('done again', async () => (await rows(desk)).join() === renamed);
    await desk.press('Control+z');
    await desk.see('rowheader', kTask);
  },

  async 'the wheel scrolls'(visit) {
    const desk = await visit.withPlan();
    const shown = await desk.names('rowheader');
    const grid = await desk.see('grid', '计划');
    const x = grid.x + grid.width / 2, y = grid.y + grid.height / 2;
    await desk.tab.move(x, y);
    await desk.tab.wheel(x, y, 0, 100);
    await desk.until('the rows move up', async () => (await desk.names('rowheader'))[0] !== shown[0]);
    await desk.tab.wheel(x, y, 0, -1000);
    await desk.until('and back', async () => (await desk.names('rowheader'))[0] === shown[0]);
  },

  async 'nothing is drawn while nothing happens'(visit) {
    const desk = await visit.withPlan();
    await saved(desk);
    // Notices go, and a minute may pass.
    for (let tries = 0; tries < 4; ++tries) {
      const frames = await desk.frames();
      await pause(4_000);
      if (await desk.frames() === frames) return;
    }
    assert.fail('it draws again and again');
  },

  async 'the picture comes back after lost graphics'(visit) {
    const desk = await visit.withPlan();
    const canTry = await desk.tab.evaluate(async () => {
      const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
      const driver = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
      if (!driver) return false;
      driver.loseContext();
      await wait(200);
      driver.restoreContext();
      await wait(500);
      return true;
    });
    if (!canTry) throw new Missing('a page cannot lose its graphics on purpose, so it could not be tried');
    await desk.settle();
    assert.ok(await desk.colours() > 100, 'the picture is not blank');
  },

  async 'a plan goes out as a file'(visit) {
    const desk = await visit.withPlan();
    await desk.press('Control+k');
    await desk.see('dialog');
    await desk.type('导出计划文件');
    const { name, bytes } = await desk.tab.download(() => desk.press('Enter'));
    assert.match(name, /\.tongzhou$/);
    assert.ok(bytes.length > 1000, 'the file holds something');
  },

  async 'all is there after reload, tab, restart'(visit) {
    const desk = await visit.withPlan();
    await saved(desk);
    const left = await rows(desk);
    const isBack = async (page, after) => {
      await page.see('treegrid');
      assert.deepEqual(await rows(page), left, after);
    };
    await desk.reload();
    await isBack(desk, 'after reloading');
    const next = new Desk(await visit.browser.open());
    await desk.close();
    visit.desk = next;
    await next.go(visit.url);
    await isBack(next, 'in another tab');
    await isBack(await visit.open(), 'after a restart of the browser');
  },

  async 'copy and paste'(visit) {
    const before = await visit.withPlan();
    const desk = visit.desk = new Desk(await visit.browser.open());
    await copyElsewhere(desk.tab, '外部采购\n外部验收\n');
    await before.close();
    await desk.go(visit.url);
    await desk.see('treegrid');
    await desk.click('rowheader', kTask);
    await desk.press('Control+v');
    await desk.see('rowheader', '外部采购');
    await desk.see('rowheader', '外部验收');
    await desk.click('rowheader', '外部采购');
    await desk.press('Control+c', 'Control+v');
    await desk.until('the copied row is there twice', async () =>
      (await desk.names('rowheader')).filter((name) => name.includes('外部采购')).length === 2);
  },

  async 'a Microsoft Project file comes in; bars are dragged'(visit) {
    const desk = await visit.withPlan();
    await desk.tab.choose(() => desk.press('Control+o'), join(root, 'tests/fixtures/launch.xml'));
    await desk.see('dialog');  // what the import did not understand
    await desk.click('button', '知道了');
    await desk.gone('dialog');
    const bars = await desk.see('row', /^产品设计定稿，/);  // the row of the chart, which tells dates too
    const before = await rows(desk);
    const at = { x: bars.x + bars.width * 0.14, y: bars.y + bars.height / 2 };  // on its bar, the plan being fitted in
    await desk.drag(at, { x: at.x + 80, y: at.y });
    await desk.until('the task moved and others followed', async () =>
      (await rows(desk)).filter((name, i) => name !== before[i]).length > 1);
    await saved(desk);
  },

  async 'opens again without its server'(visit) {
    if (visit.place === 'file') throw new Missing('a file needs no server');
    const desk = await visit.withPlan();
    if (!await desk.tab.evaluate(() => 'serviceWorker' in navigator)) throw new Missing('it has no service workers');
    await desk.tab.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await visit.server.stop();
    await (await visit.open()).see('treegrid');
  },

  async 'killed while editing, nothing saved is lost'({ engine, place, url, server: { folder } }) {
    const visit = await Visit.begin(engine, place, folder, url);
    try {
      let desk = await visit.withPlan(), begin = 1;
      for (let round = 1; round <= kKills; ++round) {
        await desk.click('rowheader', begin === 1 ? kTask : kLines);
        const seen = edit(desk, begin);
        await desk.until('an edit is said to be saved', () => seen.saved >= begin, { timeout: 30_000 });
        await pause(Math.random() * 2000);
        const last = seen.saved;
        await visit.kill();
        await Promise.race([seen.ended, pause(2_000)]);
        desk = await visit.open();
        const found = await lastEdit(desk);
        if (found < last) throw new Lost(`kill ${round}: edit ${last} was said to be saved, the plan holds ${found}`);
        begin = Math.max(last, found) + 1;
      }
    } finally {
      await visit.end();
    }
  },
};
