// Copied text made into a table, without a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

// The modules of shell/ are joined into one script for the page; here this one is read by itself.
const source = await readFile(new URL('../../shell/table_text.js', import.meta.url), 'utf8');
const { tableOf } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
const rows = (text) => [...tableOf(text).matchAll(/<tr>(.*?)<\/tr>/g)]
  .map(([, row]) => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell));

test('text without columns is no table', () => assert.equal(tableOf('一段 "文字"\n两行'), undefined));

test('rows and cells, quoted as spreadsheets do, with any ends of lines', () => {
  assert.deepEqual(rows('a\tb\r\nc\td\r\n'), [['a', 'b'], ['c', 'd']]);
  assert.deepEqual(rows('"说 ""好"""\t"x\ny"'), [['说 &quot;好&quot;', 'x<br>y']]);
  assert.deepEqual(rows('a\rb\tc'), [['a'], ['b', 'c']]);
});

test('text that is quoted badly counts as plain, and nothing in it is markup', () => {
  assert.deepEqual(rows('"a" b\tc'), [['&quot;a&quot; b', 'c']]);
  assert.deepEqual(rows('"open\tb'), [['&quot;open', 'b']]);
  assert.deepEqual(rows('<i>\t&'), [['&lt;i&gt;', '&amp;']]);
});
