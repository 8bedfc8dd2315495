// Makes the page of the compiled program: node shell/assemble.mjs BUILD DIST
//
//   DIST/            a static site with relative addresses only
//   DIST/tongzhou.html  the same in one file that opens by double click
//
// The modules of shell/ are joined into one classic script, because a page opened by double click may
// not import modules. They share one scope, so no two of them may declare the same name.
import {createHash} from 'node:crypto';
import {copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {deflateRawSync} from 'node:zlib';
import {minify} from 'terser';
import {makeOfflineEdition} from './offline_edition.mjs';

const shell = dirname(fileURLToPath(import.meta.url));
const [build, dist] = process.argv.slice(2);
if (!dist) {
  console.error('usage: node shell/assemble.mjs BUILD DIST');
  process.exit(2);
}

const kImport = /^import \{[^}]*\} from '\.\/([\w-]+\.js)';\n/gm;
const kDeclaration = /^(?:async )?(?:function|class|const|let) (\w+)/gm;

function joinModules(first) {
  const joined = new Map();  // file -> text, what it needs before it
  const names = new Map();   // name -> file that declares it
  const add = (file) => {
    if (joined.has(file)) return;
    joined.set(file, '');
    const source = readFileSync(join(shell, file), 'utf8');
    for (const [, needed] of source.matchAll(kImport)) add(needed);
    const text = source.replace(kImport, '').replace(/^export /gm, '').replace(/^ *\/\/.*\n/gm, '');
    if (/^(import|export)\b/m.test(text)) throw new Error(`${file}: only {named} imports from './' are joined`);
    for (const [, name] of text.matchAll(kDeclaration)) {
      if (names.has(name)) throw new Error(`${name} is declared in ${names.get(name)} and ${file}`);
      names.set(name, file);
    }
    joined.delete(file);
    joined.set(file, text);
  };
  add(first);
  return `(() => {\n'use strict';\n${[...joined.values()].join('')}})();\n`;
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

// The text that stands in for `part` of `page`, which must be there exactly once.
function replaceOnce(page, part, text) {
  if (page.split(part).length !== 2) throw new Error(`index.html should hold once: ${part}`);
  return page.replace(part, () => text);
}

function oneFile(page, style, scripts, wasm) {
  if (/<\/script/i.test(scripts) || /<\/style/i.test(style)) throw new Error('a closing tag in the text');
  const packed = deflateRawSync(wasm, {level: 9}).toString('base64');
  const policy = `default-src 'none'; script-src ${hashOf(scripts)} 'wasm-unsafe-eval'; ` +
      `style-src ${hashOf(style)}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  page = page.replace(/(http-equiv="Content-Security-Policy" content=")[^"]*/, (all, start) => start + policy);
  page = replaceOnce(page, '<link rel="manifest" href="manifest.webmanifest">\n', '');
  page = replaceOnce(page, '<link rel="preload" href="tongzhou.wasm" as="fetch" crossorigin>\n', '');
  page = replaceOnce(page, '<link rel="stylesheet" href="page.css">', `<style>${style}</style>`);
  page = replaceOnce(page, '<script src="tongzhou.js" defer></script>\n',
      `<script type="text/plain" id="program">${packed}</script>\n`);
  return replaceOnce(page, '<script src="page.js" defer></script>', `<script>${scripts}</script>`);
}

const page = readFileSync(join(shell, 'index.html'), 'utf8');
const style = readFileSync(join(shell, 'page.css'), 'utf8');
// Shorter, not renamed where others can see it.
const small = async (text) => `${(await minify(text, {compress: {passes: 2}, mangle: true})).code}\n`;
const glue = await small(readFileSync(join(build, 'tongzhou.js'), 'utf8'));
const script = await small(joinModules('main.js'));

rmSync(dist, {recursive: true, force: true});
mkdirSync(dist, {recursive: true});
writeFileSync(join(dist, 'index.html'), page);
writeFileSync(join(dist, 'page.css'), style);
writeFileSync(join(dist, 'page.js'), script);
writeFileSync(join(dist, 'tongzhou.js'), glue);
copyFileSync(join(build, 'tongzhou.wasm'), join(dist, 'tongzhou.wasm'));
copyFileSync(join(shell, 'manifest.webmanifest'), join(dist, 'manifest.webmanifest'));
for (const icon of ['icon-192.png', 'tongzhou.svg', 'maskable.svg']) {
  copyFileSync(join(shell, '../assets/icons', icon), join(dist, icon));
}
makeOfflineEdition(dist);
writeFileSync(join(dist, 'tongzhou.html'),
    oneFile(page, style, `${glue}\n${script}`, readFileSync(join(build, 'tongzhou.wasm'))));
