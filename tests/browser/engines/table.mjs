// What works where, as the README's table.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../driver.mjs';

const kBegin = '<!-- engines: written by ./dev test --browsers -->\n', kEnd = '<!-- /engines -->';
const kMarks = { works: '✓', fails: '✗' };

export function tableOf(results) {
  const columns = [...new Map(results.map(({ engine, place }) => [engine + place, { engine, place }])).values()];
  // Firefox and Chromium count in whole numbers.
  const versionOf = (engine) => results.find((result) => result.engine === engine && result.version)
    ?.version.split('.').slice(0, engine === 'WebKitGTK' ? 2 : 1).join('.') ?? '';
  const reasons = [];
  const mark = ({ state, reason }) => {
    if (state !== 'missing') return kMarks[state];
    if (!reasons.includes(reason)) reasons.push(reason);
    return `– <sup>${reasons.indexOf(reason) + 1}</sup>`;
  };
  const line = (cells) => `| ${cells.join(' | ')} |\n`;
  const capabilities = [...new Set(results.map(({ capability }) => capability))];
  const lines = capabilities.map((capability) => line([capability, ...columns.map(({ engine, place }) =>
    mark(results.find((result) => result.engine === engine && result.place === place &&
      result.capability === capability)))]));
  return line(['', ...columns.map(({ engine, place }) => `${engine} ${versionOf(engine)}, ${place}`)]) +
    line(['---', ...columns.map(() => ':-:')]) + lines.join('') +
    reasons.map((reason, i) => `\n<sup>${i + 1}</sup> ${reason}.\n`).join('');
}

export function writeTable(results) {
  const path = join(root, 'README.md');
  const text = readFileSync(path, 'utf8');
  const begin = text.indexOf(kBegin), end = text.indexOf(kEnd);
  if (begin < 0 || end < begin) throw new Error(`README.md has no place for the table: ${kBegin}`);
  writeFileSync(path, text.slice(0, begin + kBegin.length) + tableOf(results) + text.slice(end));
}
