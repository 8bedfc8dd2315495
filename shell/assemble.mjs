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
import {oneFile} from './one_file.mjs';

const shell = dirname(fileURLToPath(import.meta.url));
const [build, dist] = process.argv.slice(2);
if (!dist) {
  console.error('usage: node shell/assemble.mjs BUILD DIST');
  process.exit(2);
}

const kImport = /^import \{[^}]*\} from '\.\/([\w-]+\.m?js)';\n/gm;
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

const hashOf = (text) => createHash('sha256').update(text).digest('base64');

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
const packed = deflateRawSync(readFileSync(join(build, 'tongzhou.wasm')), {level: 9}).toString('base64');
writeFileSync(join(dist, 'tongzhou.html'),
    await oneFile({index: page, style, scripts: `${glue}\n${script}`, packed, hashOf}));
