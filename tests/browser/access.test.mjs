// What axe-core, the accessibility checker, says of the pages, a cell being edited and the palette, in both languages. (Colours on a
// canvas it cannot see: tests/ui/theme_test.cpp looks after those.)
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { openDesk, serve } from './driver.mjs';

const kAxe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let site;
before(async () => { site = await serve(); });
after(() => site.stop());

// The rules and the elements that break them; nothing when all is well.
async function findings(desk) {
  await desk.settle();
  await desk.page.waitForTimeout(500);  // the copy for readers follows the picture
  if (!await desk.page.evaluate(() => 'axe' in globalThis)) {
    await desk.page.evaluate(await readFile(kAxe, 'utf8'));
  }
  const { violations } = await desk.page.evaluate(() => axe.run());
  return violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 3).map(({ html, failureSummary }) =>
    `    ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', ' ')}`).join('\n')}`);
}

for (const locale of ['zh-CN', 'en-US']) {
  test(`axe-core finds nothing, ${locale}`, { timeout: 180_000 }, async () => {
    const desk = await openDesk({ url: site.url, locale });
    const found = new Map();  // finding -> where it was met first
    const look = async (where) => {
      for (const finding of await findings(desk)) if (!found.has(finding)) found.set(finding, where);
    };
    await look('the start page');
    await desk.click('button', locale === 'zh-CN' ? '新品联合上市' : /launch/i);
    await desk.see('treegrid');
    await look('the plan');
    await desk.click('rowheader', (await desk.names('rowheader'))[1]);
    await look('the plan with a task');
    await desk.press('F2');
    await look('a cell being edited');
    await desk.press('Escape', 'Control+k');
    await look('the palette');
    await desk.press('Escape');
    for (const page of ['Alt+1', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9', 'Alt+0']) {
      await desk.press(page);
      await look(`the page behind ${page}`);
    }
    await desk.click('button', locale === 'zh-CN' ? '填写姓名' : 'Add your name');
    await look('who edits');
    await desk.press('Escape');

    // A colleague renames the task that is renamed here too.
    const mine = await desk.download(() => desk.press('Control+s'));
    const there = await openDesk({ url: site.url, locale });
    const asFile = ({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes });
    await there.choose(() => there.press('Control+o'), asFile(mine));
    await there.see('treegrid');
    const [, task] = await there.names('rowheader');
    await there.rename(task, 'there');
    const theirs = await there.download(() => there.press('Control+s'));
    await there.close();
    await desk.press('Alt+2');
    await desk.rename(task, 'here');
    await desk.choose(() => desk.press('Control+o'), asFile(theirs));
    await desk.see('checkbox');
    await look('a copy that waits');
    await desk.click('button', locale === 'zh-CN' ? '合并' : 'Merge');
    await desk.press('Alt+7');
    await look('a conflict');
    await desk.press('Alt+8');
    await desk.click('option');
    await look('a change of the history');
    assert.deepEqual([...found].map(([finding, where]) => `${where}: ${finding}`), []);
    await desk.close();
  });
}
