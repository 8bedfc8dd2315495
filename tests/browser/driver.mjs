// Drives the page as a person would: finds things by role and name in the mirror beside the canvas,
// acts with the real mouse and keyboard where they are drawn.
//
//   const desk = await openDesk({ url });
//   await desk.click('button', '新任务');
//   await desk.type('样机试制');
//   await desk.press('Enter');
//   await desk.see('row', /样机试制/);
//
// A name is a string (anywhere in the accessible name), or a regular expression.
import { createServer } from 'node:http';
import { after } from 'node:test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';

export const root = new URL('../..', import.meta.url).pathname;
export const dist = process.env.TONGZHOU_DIST ?? join(root, 'dist');

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.webmanifest': 'application/manifest+json',
};

// A plain static host for a folder, on a free port; `requests` lists the paths asked for. While it runs, its
// `folder` may be changed, and a `fault(file, bytes)` may answer { status, body } instead of a file.
export async function serve(folder = dist, path = '/') {
  const requests = [];
  const host = { folder, fault: undefined, requests };
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    requests.push(asked);
    if (!asked.startsWith(path)) return void response.writeHead(404).end();
    const inside = normalize(asked.slice(path.length) || 'index.html');
    try {
      const bytes = await readFile(join(host.folder, inside.endsWith('/') ? `${inside}index.html` : inside));
      const { status, body } = await host.fault?.(inside, bytes) ?? { status: 200, body: bytes };
      response.writeHead(status, { 'content-type': kTypes[extname(inside)] ?? 'application/octet-stream' });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.unref();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return Object.assign(host, {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    stop: () => new Promise((done) => { server.closeAllConnections(); server.close(done); }),
  });
}

// Flags without which headless Chromium has no WebGL2 here or talks to the world.
export const kFlags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--use-gl=angle', '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

export const browserPath = process.env.TONGZHOU_CHROMIUM ?? '/usr/bin/chromium';

// A test that failed leaves its browser open, which would keep the run from ending.
const isTest = process.env.NODE_TEST_CONTEXT !== undefined;
const openProfiles = new Set();
let shared;  // starting a browser takes longer than most tests
if (isTest) {
  after(async () => {
    await Promise.all([...openProfiles].map((profile) => profile.forget()));
    await (await shared)?.close();
  });
}

const kLaunch = { executablePath: browserPath, headless: true, args: kFlags };
const contextOptions = ({ width = 1280, height = 720, locale = 'zh-CN', theme = 'light', density = 1 }) => ({
  locale, colorScheme: theme, viewport: { width, height }, deviceScaleFactor: density, acceptDownloads: true,
});

// The system's own file dialogs cannot be answered from here; a test that wants them brings its own.
export const withoutDialogs = (context) =>
  context.addInitScript(() => { delete window.showOpenFilePicker; delete window.showSaveFilePicker; });

async function profileOf(context, folder) {
  await withoutDialogs(context);
  const profile = {
    folder,
    context,
    close: () => context.close(),
    forget: async () => {
      openProfiles.delete(profile);
      await context.close().catch(() => {});
      if (folder) await rm(folder, { recursive: true, force: true });
    },
  };
  openProfiles.add(profile);
  return profile;
}

// A browser profile of its own on disk, so that what was stored is there after a restart.
export async function openProfile({ folder, ...options } = {}) {
  const own = folder ?? await mkdtemp(join(tmpdir(), 'tongzhou-profile-'));
  return profileOf(await chromium.launchPersistentContext(own, { ...kLaunch, ...contextOptions(options) }), own);
}

// One in memory, in a browser that the tests of a file share.
async function openSharedProfile(options) {
  shared ??= chromium.launch(kLaunch);
  return profileOf(await (await shared).newContext(contextOptions(options)));
}

// Opens the page in a new tab of the profile (a fresh one unless given) and waits until it can be used.
export async function openDesk({ url, profile, ...options } = {}) {
  const own = profile ?? await (isTest ? openSharedProfile : openProfile)(options);
  const page = await own.context.newPage();
  const desk = new Desk(page, own, profile === undefined);
  await page.goto(url);
  await desk.ready();
  return desk;
}

export class Desk {
  complaints = [];  // what the page wrote to the console as an error, or threw

  constructor(page, profile, ownsProfile) {
    this.page = page;
    this.profile = profile;
    this.ownsProfile = ownsProfile;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (line) => { if (line.type() === 'error') this.complaints.push(line.text()); });
  }

  // Until the first frame that can be used is drawn.
  async ready() {
    await this.page.waitForFunction(() => globalThis.__tongzhou?.ready === true, undefined, { timeout: 30_000 });
  }

  locate(role, name) {
    const options = name instanceof RegExp ? { name } : { name, exact: false };
    return this.page.getByRole(role, name === undefined ? {} : options);
  }

  // The first such thing on screen, once it is there: { x, y, width, height } in CSS pixels.
  async see(role, name, { timeout = 10_000 } = {}) {
    const first = this.locate(role, name).first();
    try {
      await first.waitFor({ state: 'attached', timeout });
    } catch {
      const there = await this.names(role);
      throw new Error(`no ${role} named ${name}; there are: ${there.join(' | ') || 'none'}`);
    }
    return first.evaluate((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  async gone(role, name, { timeout = 10_000 } = {}) {
    await this.locate(role, name).first().waitFor({ state: 'detached', timeout });
  }

  // The names of all such things, in reading order.
  names(role) {
    return this.page.getByRole(role).evaluateAll((nodes) => nodes.map((node) => node.getAttribute('aria-label') ?? node.textContent));
  }

  async attribute(role, name, attribute) {
    await this.see(role, name);
    return this.locate(role, name).first().getAttribute(attribute);
  }

  async point(role, name, { at = 0.5 } = {}) {
    const box = await this.see(role, name);
    return { x: box.x + box.width * at, y: box.y + box.height / 2 };
  }

  async click(role, name, { at, count = 1, button = 'left', modifiers = [] } = {}) {
    const { x, y } = await this.point(role, name, { at });
    for (const key of modifiers) await this.page.keyboard.down(key);
    await this.page.mouse.move(x, y);
    await this.settle();
    await this.page.mouse.click(x, y, { clickCount: count, button });
    for (const key of modifiers) await this.page.keyboard.up(key);
    await this.settle();
  }

  async drag(from, to, { steps = 8 } = {}) {
    await this.page.mouse.move(from.x, from.y);
    await this.settle();
    await this.page.mouse.down();
    await this.page.mouse.move(to.x, to.y, { steps });
    await this.settle();
    await this.page.mouse.up();
    await this.settle();
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.settle();
    }
  }

  async type(text) {
    await this.page.keyboard.insertText(text);
    await this.settle();
  }

  // Writes into a field, over what is in it, and leaves it.
  async fill(name, text) {
    await this.click('textbox', name);
    await this.until('the field takes text', () => this.page.evaluate(
      () => document.activeElement?.matches('input, textarea') ?? false));
    await this.press('Control+a');
    await this.type(text);
    await this.press('Tab');
  }

  // Until nothing more is drawn: every event so far has had its effect on screen and mirror.
  async settle({ timeout = 10_000 } = {}) {
    const settled = await this.page.evaluate((limit) => new Promise((done) => {
      const begun = performance.now();
      let last = -1, still = 0;
      const look = () => {
        const frames = globalThis.__tongzhou?.frames ?? 0;
        still = frames === last ? still + 1 : 0;
        last = frames;
        if (still >= 3) done(true);
        else if (performance.now() - begun > limit) done(false);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }), timeout);
    if (!settled) throw new Error(`the page still draws after ${timeout} ms`);
  }

  async until(promise, holds, { timeout = 10_000 } = {}) {
    const end = Date.now() + timeout;
    for (;;) {
      if (await holds()) return;
      if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${promise}`);
      await new Promise((wait) => setTimeout(wait, 50));
    }
  }

  // Writes a task's name anew in its cell.
  async rename(task, name) {
    await this.click('rowheader', task);
    await this.press('F2');
    await this.page.keyboard.press('Control+a');
    await this.type(name);
    await this.press('Enter');
  }

  async isSaved() {
    return (await this.names('status')).some((name) => /^(已保存|Saved)/.test(name));
  }
  saved() { return this.until('saved', () => this.isSaved()); }

  // What the page hands out as a file while `act` runs: { name, bytes }.
  async download(act) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  // Answers the page's file chooser, opened by `act`.
  async choose(act, files) {
    const ask = () => Promise.all([this.page.waitForEvent('filechooser', { timeout: 8_000 }), act()]);
    // A browser loses a key now and then, and a person presses it again; that it did is told.
    const [chooser] = await ask().catch((error) => {
      console.error(`asked again for a file: ${error.message.split('\n')[0]}`);
      return ask();
    });
    await chooser.setFiles(files);
    await this.settle();
  }

  screenshot(path) { return this.page.screenshot({ path }); }

  async close() {
    await this.page.close();
    if (this.ownsProfile) await this.profile.forget();
  }
}
