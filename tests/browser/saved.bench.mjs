// How long it takes from the key that ends an edit to its transaction in the durable store, which is what "saved" means;
// and, in the same page, how long the browser takes for such a transaction by itself ("bare").
import { openDesk, serve } from './driver.mjs';

const kEdits = 200;

// In the page: when Enter was pressed, and when transactions that write were complete.
function watch() {
  window.__entered = [];
  window.__complete = [];
  addEventListener('keydown', (event) => { if (event.key === 'Enter') window.__entered.push(event.timeStamp); }, true);
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...how) {
    const transaction = begin.apply(this, how);
    if (transaction.mode === 'readwrite') {
      transaction.addEventListener('complete', () => window.__complete.push(performance.now()));
    }
    return transaction;
  };
}

// In the page: the milliseconds of transactions as small as an edit, one at a time, in a database of their own.
async function commitBare(count) {
  const open = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('bare', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('entries');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const times = [];
  for (let i = 0; i < count; ++i) {
    await new Promise((pause) => setTimeout(pause, 100));
    const begun = performance.now();
    const transaction = open.transaction('entries', 'readwrite', {durability: 'strict'});
    transaction.objectStore('entries').put(new Uint8Array(300), `edit ${i}`);
    transaction.objectStore('entries').put(new Uint8Array(100), 'about');
    await new Promise((complete) => { transaction.oncomplete = complete; });
    times.push(performance.now() - begun);
  }
  open.close();
  return times;
}

function printTimes(name, times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  console.log(`${name}_median ${at(0.5).toFixed(3)} ms`);
  console.log(`${name}_p99 ${at(0.99).toFixed(3)} ms`);
}

const server = await serve();
const desk = await openDesk({ url: server.url });
await desk.page.context().addInitScript(watch);
await desk.page.reload();
await desk.ready();
await desk.click('button', '新品联合上市');
await desk.saved();
await desk.click('rowheader', '需求冻结');
for (let edit = 1; edit <= kEdits; ++edit) {
  await desk.press('F2');
  await desk.page.keyboard.press('Control+a');
  await desk.type(`第 ${edit} 次修改`);
  await desk.press('Enter');
  await desk.page.keyboard.press('ArrowUp');
}
await desk.saved();
const times = await desk.page.evaluate(() => window.__entered.map((at) => window.__complete.find((end) => end > at) - at));
const known = times.filter((time) => time > 0);
console.log(`saved_edits ${known.length} edits`);
printTimes('saved', known);
printTimes('saved_bare', await desk.page.evaluate(commitBare, kEdits));
await desk.close();
await server.stop();
