// Makes the service worker of a finished site: offline_edition(DIST) lists what stands in it.
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const kWorker = 'service-worker.js';
// The edition of one file is a download, not a part of the site.
const kLeftOut = new Set([kWorker, 'tongzhou.html']);

const shell = dirname(fileURLToPath(import.meta.url));
const checksum = (bytes) => createHash('sha256').update(bytes).digest('hex');

export function makeOfflineEdition(dist) {
  const files = readdirSync(dist).filter((file) => !kLeftOut.has(file)).sort();
  const sums = Object.fromEntries(files.map((file) => [file, checksum(readFileSync(join(dist, file)))]));
  const listed = JSON.stringify(sums, null, 1);
  const worker = readFileSync(join(shell, kWorker), 'utf8')
      .replace("'@version@'", () => `'${checksum(listed).slice(0, 16)}'`)
      .replace("'@files@'", () => listed);
  writeFileSync(join(dist, kWorker), worker);
}
