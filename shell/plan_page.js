// The program's page with a file inside: made here for people to hand out, and taken out again when such a page opens.
// exchange/page_file.cpp reads it without a browser.

import {oneFile} from './one_file.mjs';

const kProgram = '<script type="text/plain" id="program">';
const kOpen = '<script type="text/plain" id="plan">';
const kClose = '</script>\n';

let untouched;  // the edition of one file as it was before the program drew into it

export function keepPage() {
  if (document.getElementById('program')) untouched = `<!doctype html>\n${document.documentElement.outerHTML}\n`;
}

function base64(bytes) {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

async function part(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}
const textOf = async (path) => (await part(path)).text();

async function hashOf(text) {
  return base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));
}

// Of the parts of this site, which are there without the server, too. A site without https can neither keep parts nor
// make hashes.
async function programPage() {
  if (untouched) return untouched;
  if (!crypto.subtle) return textOf('tongzhou.html');
  const [index, style, glue, script] =
      await Promise.all(['index.html', 'page.css', 'tongzhou.js', 'page.js'].map(textOf));
  const packed = new Response((await part('tongzhou.wasm')).body.pipeThrough(new CompressionStream('deflate-raw')));
  const program = base64(new Uint8Array(await packed.arrayBuffer()));
  return oneFile({index, style, scripts: `${glue}\n${script}`, packed: program, hashOf});
}

export async function pageWith(bytes) {
  let page = await programPage();
  const before = page.indexOf(kOpen), program = page.indexOf(kProgram);
  if (program < 0) throw new Error('tongzhou.html: no program in it');
  // The same words stand further behind as well: in this script.
  if (before >= 0 && before < program) page = page.slice(0, before) + page.slice(program);
  const at = page.indexOf(kProgram);
  return new TextEncoder().encode(`${page.slice(0, at)}${kOpen}${base64(bytes)}${kClose}${page.slice(at)}`);
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

// The plan in the address behind #plan=: base64 with the two signs of RFC 4648, 5. It is taken out of the address, so
// that a reload does not bring it again.
function openPlanInAddress(program) {
  const found = /^#plan=([\w-]+={0,2})$/.exec(location.hash);
  if (!found) return;
  history.replaceState(null, '', location.href.split('#')[0]);
  let bytes;
  try {
    bytes = bytesOf(found[1].replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    bytes = Uint8Array.of(0x89, 0x54, 0x5a, 0x50);  // cut on its way: what is left of a plan file, and told so
  }
  program.fileDropped('link.tongzhou', 0, bytes);
}

// The file in this page or in its address, as if it were dropped on it.
export function openPlanInPage(program) {
  const inside = document.getElementById('plan');
  if (inside) {
    const name = decodeURIComponent(location.pathname.split('/').pop());
    program.fileDropped(name, 0, bytesOf(inside.textContent));
  }
  openPlanInAddress(program);
  addEventListener('hashchange', () => openPlanInAddress(program));
}
