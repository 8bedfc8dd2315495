// The journey in each engine, from a server and from file://.
//
//   TONGZHOU_ENGINES='firefox webkit' DISPLAY=:7 node --test tests/browser/engines/engines.test.mjs
//
// Chromium alone unless TONGZHOU_ENGINES says otherwise. TONGZHOU_KILLS tells how often each browser is killed. When
// all engines ran, the table of the README is written.
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist } from '../driver.mjs';
import { engines } from './engines.mjs';
import { journey, kKills, Lost, Missing, Visit } from './journey.mjs';
import { writeTable } from './table.mjs';

const kPlaces = ['server', 'file'];
const wanted = (process.env.TONGZHOU_ENGINES ?? 'chromium').split(' ');
const fileUrl = pathToFileURL(join(dist, 'tongzhou.html')).href;
const results = [];  // { engine, version, place, capability, state: 'works' | 'fails' | 'missing', reason }
let visit;

async function end() {
  await visit?.end();
  visit = undefined;
}

// What comes of a capability. After one that failed, and in another engine or place, the next begins anew.
async function attempt(engine, place, capability) {
  if (visit?.engine !== engine || visit.place !== place) await end();
  visit ??= await Visit.begin(engine, place, dist, fileUrl);
  try {
    await journey[capability](visit);
    return { state: 'works', version: visit.browser?.version };
  } catch (error) {
    if (error instanceof Missing) return { state: 'missing', version: visit.browser?.version, reason: error.message };
    await end();
    return { state: 'fails', error };
  }
}

for (const name of wanted) {
  const engine = engines[name];
  for (const place of kPlaces) {
    for (const capability of Object.keys(journey)) {
      test(`${engine.name}, ${place}: ${capability}`, { timeout: 240_000 + kKills * 30_000 }, async (context) => {
        let result = await attempt(engine, place, capability);
        // A busy machine loses a key or a click now and then; a loss of data is a fault at once.
        if (result.error && !(result.error instanceof Lost)) {
          context.diagnostic(`tried twice; the first time: ${result.error.message}`);
          result = await attempt(engine, place, capability);
        }
        results.push({ engine: engine.name, place, capability, ...result });
        if (result.state === 'missing') context.diagnostic(`not offered: ${result.reason}`);
        if (result.error) throw result.error;
      });
    }
  }
}

after(async () => {
  await end();
  const all = Object.keys(engines).length * kPlaces.length * Object.keys(journey).length;
  if (results.length === all) writeTable(results);
});
