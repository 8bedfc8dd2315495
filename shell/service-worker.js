// Serves one complete version of the page, from the first visit on without the server. A newer version is
// fetched whole and checked file by file before it counts; until then, and if anything is wrong with it,
// this one goes on. Its files and their checksums are put in by offline_edition.mjs.
const kVersion = '@version@';
const kFiles = '@files@';  // path -> SHA-256, hexadecimal

const kCachePrefix = `tongzhou ${registration.scope} `;
const kCache = kCachePrefix + kVersion;

async function checksum(bytes) {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// The file as this version has it, from the server; throws for anything else.
async function fetchExactly(path) {
  const answer = await fetch(new URL(path, registration.scope), {cache: 'no-cache'});
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  if (await checksum(bytes) !== kFiles[path]) throw new Error(`${path} is of another version, or damaged`);
  return new Response(bytes, {headers: {'Content-Type': answer.headers.get('Content-Type') ?? ''}});
}

async function fetchAll() {
  const paths = Object.keys(kFiles);
  const answers = await Promise.all(paths.map(fetchExactly));
  const cache = await caches.open(kCache);
  await Promise.all(paths.map((path, i) => cache.put(path, answers[i])));
}

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(kCachePrefix) && name !== kCache);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// From the store. Where the browser has thrown that away: from the server, if it still has this version;
// else this worker steps down, and the next start gets the server's version whole.
async function answer(request, path) {
  const cache = await caches.open(kCache);
  const kept = await cache.match(path);
  if (kept) return kept;
  try {
    return await fetchExactly(path);
  } catch {
    await registration.unregister();
    return request.mode === 'navigate' ? fetch(request) : Response.error();
  }
}

addEventListener('install', (event) => event.waitUntil(fetchAll()));
addEventListener('activate', (event) => event.waitUntil(forgetOthers()));

addEventListener('fetch', (event) => {
  const {request} = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || !address.href.startsWith(registration.scope)) return;
  const path = address.href.slice(registration.scope.length).replace(/[?#].*/, '') || 'index.html';
  if (Object.hasOwn(kFiles, path)) event.respondWith(answer(request, path));
});

// A page that has just started asks the waiting version to take over; it does when no other page is open.
addEventListener('message', (event) => event.waitUntil((async () => {
  if (event.data !== 'take over') return;
  const pages = await clients.matchAll({includeUncontrolled: true, type: 'window'});
  if (pages.length <= 1) await skipWaiting();
  else event.source.postMessage('others are open');
})()));
