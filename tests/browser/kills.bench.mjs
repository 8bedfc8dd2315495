// Kills browsers while they edit, far more often than the tests do: Chromium and its tab 300 times, Firefox and
// WebKitGTK 50 times from a server and as often from a file. The first loss ends the run.
//
//   TONGZHOU_KILLS=20 node tests/browser/kills.bench.mjs [chromium|tab|firefox|webkit]...
import { spawn } from 'node:child_process';
import { root } from './driver.mjs';

const kSeries = [
  { name: 'chromium', kills: 300, file: 'kill.test.mjs', test: 'said to be saved is lost when the browser is killed' },
  { name: 'tab', kills: 300, file: 'kill.test.mjs', test: 'is lost when the tab crashes' },
  ...['firefox', 'webkit'].map((name) => (
    { name, kills: 50, engines: name, file: 'engines/engines.test.mjs', test: 'killed while editing' })),
];

// What the tests told, when they end well and one of them ran.
async function run({ kills, engines, file, test }) {
  const tests = spawn(process.execPath,
    ['--test', '--test-reporter=tap', `--test-name-pattern=${test}`, `tests/browser/${file}`],
    { cwd: root, env: { ...process.env, TONGZHOU_KILLS: kills, TONGZHOU_ENGINES: engines ?? 'chromium' } });
  let told = '';
  for (const stream of [tests.stdout, tests.stderr]) stream.on('data', (data) => { told += data; });
  const status = await new Promise((ended) => tests.on('close', ended));
  const passed = Number(/^# pass (\d+)/m.exec(told)?.[1] ?? 0);
  if (status !== 0 || passed === 0) throw new Error(told);
  return passed;
}

const asked = process.argv.slice(2);
for (const series of kSeries.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const kills = Number(process.env.TONGZHOU_KILLS ?? series.kills);
  const begun = performance.now();
  const times = await run({ ...series, kills });
  console.log(`kills_${series.name} ${times * kills} kills`);
  console.log(`kills_${series.name}_lost 0 edits`);
  console.log(`kills_${series.name}_seconds ${((performance.now() - begun) / 1000).toFixed(0)} s`);
}
