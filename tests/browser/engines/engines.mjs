// The three engines the page is for, driven alike: each starts a browser on a profile on disk and opens tabs in it.
//
//   const browser = await engines.firefox.start(folder);
//   const tab = await browser.open();
//   await tab.go(url);
//
// A tab: go, reload, evaluate(function, argument), move, down, up, wheel, press('Control+k'), type, picture,
// choose(act, file), download(act) and close. A browser: open, close, kill, version. Firefox and WebKitGTK need a
// screen (Xvfb).
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromium as playwright } from 'playwright-core';
import { browserPath, kFlags, root, withoutDialogs } from '../driver.mjs';

const kWidth = 1280, kHeight = 720;
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function until(promise, look, milliseconds = 15_000) {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`not within ${milliseconds} ms: ${promise}`);
}

// Ends the processes that were started with `folder` among their arguments and all they started, without a word.
async function killAll(folder) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((id) => {
    try {
      const parent = /^\d+ \(.*\) . (\d+)/s.exec(readFileSync(`/proc/${id}/stat`, 'utf8'))[1];
      return [{ id, parent, isRoot: readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder) }];
    } catch { return []; }  // it has ended meanwhile
  });
  const doomed = new Set(processes.filter(({ isRoot }) => isRoot).map(({ id }) => id));
  for (let before = -1; before !== doomed.size;) {
    before = doomed.size;
    for (const { id, parent } of processes) if (doomed.has(parent)) doomed.add(id);
  }
  for (const id of doomed) {
    try { process.kill(Number(id), 'SIGKILL'); } catch { /* it has ended meanwhile */ }
  }
  await until('the processes have ended', () => [...doomed].every((id) => {
    try { return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${id}/stat`, 'utf8')); } catch { return true; }
  }));
}

// The file that appears in the folder of downloads while `act` runs.
async function arrival(folder, act) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await act();
  const whole = () => readdirSync(folder).find((name) => !/\.(part|wkdownload)$/.test(name) &&
    !existsSync(join(folder, `${name}.part`)) && readFileSync(join(folder, name)).length > 0);
  const name = await until('a file is saved', whole);
  await pause(200);
  return { name, bytes: readFileSync(join(folder, name)) };
}

// ---- Chromium, by the protocol of its developer tools ----------------------------------------------------------

class ChromiumTab {
  constructor(page) { this.page = page; }
  go(url) { return this.page.goto(url); }
  reload() { return this.page.reload(); }
  evaluate(work, given) { return this.page.evaluate(work, given); }
  move(x, y) { return this.page.mouse.move(x, y); }
  down() { return this.page.mouse.down(); }
  up() { return this.page.mouse.up(); }
  wheel(x, y, deltaX, deltaY) { return this.page.mouse.wheel(deltaX, deltaY); }
  press(chord) { return this.page.keyboard.press(chord); }
  type(text) { return this.page.keyboard.insertText(text); }
  // Composes 你 with an input method; an engine without this method has none that can be driven.
  async compose() {
    const input = await this.page.context().newCDPSession(this.page);
    await input.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
    await input.send('Input.insertText', { text: '你' });
  }
  picture() { return this.page.screenshot(); }
  async choose(act, file) {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), act()]);
    await chooser.setFiles(file);
  }
  async download(act) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }
  close() { return this.page.close(); }
}

const chromium = {
  name: 'Chromium',
  async start(folder) {
    // It refuses a profile that a process it cannot find says it holds.
    for (const name of ['Lock', 'Socket', 'Cookie']) rmSync(join(folder, `Singleton${name}`), { force: true });
    const context = await playwright.launchPersistentContext(folder, {
      executablePath: browserPath, headless: true, args: kFlags, locale: 'zh-CN', acceptDownloads: true,
      viewport: { width: kWidth, height: kHeight },
    });
    await withoutDialogs(context);
    return {
      version: context.browser().version(),
      open: async () => new ChromiumTab(await context.newPage()),
      close: () => context.close(),
      kill: async () => {
        const closed = new Promise((done) => { context.once('close', done); });
        await killAll(folder);
        await Promise.race([closed, pause(5_000)]);
      },
    };
  },
};

// ---- Firefox, by WebDriver BiDi, which it speaks itself --------------------------------------------------------

class FirefoxTab {
  constructor(page, folder) { Object.assign(this, { page, folder }); }
  go(url) { return this.page.goto(url); }
  reload() { return this.page.reload(); }
  evaluate(work, given) { return this.page.evaluate(work, given); }
  move(x, y) { return this.page.mouse.move(x, y); }
  down() { return this.page.mouse.down(); }
  up() { return this.page.mouse.up(); }
  wheel(x, y, deltaX, deltaY) { return this.page.mouse.wheel({ deltaX, deltaY }); }
  async press(chord) {
    const keys = chord.split('+'), key = keys.pop();
    for (const held of keys) await this.page.keyboard.down(held);
    await this.page.keyboard.press(key);
    for (const held of keys.reverse()) await this.page.keyboard.up(held);
  }
  async type(text) { for (const letter of text) await this.page.keyboard.press(letter); }
  async picture() { return Buffer.from(await this.page.screenshot()); }
  async choose(act, file) {
    // A driven Firefox dismisses its dialog by itself, which the page must not hear.
    await this.evaluate(() => {
      const listen = HTMLInputElement.prototype.addEventListener;
      HTMLInputElement.prototype.addEventListener = function (type, ...rest) {
        if (type !== 'cancel') listen.call(this, type, ...rest);
      };
    });
    const [chooser] = await Promise.all([this.page.waitForFileChooser(), act()]);
    await chooser.accept([file]);
  }
  download(act) { return arrival(join(this.folder, 'downloads'), act); }
  close() { return this.page.close(); }
}

const firefox = {
  name: 'Firefox ESR',
  async start(folder) {
    const { default: puppeteer } = await import('puppeteer-core');
    const browser = await puppeteer.launch({
      browser: 'firefox', executablePath: process.env.TONGZHOU_FIREFOX ?? '/usr/bin/firefox-esr', headless: false,
      userDataDir: folder, defaultViewport: { width: kWidth, height: kHeight },
      env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' },
      extraPrefsFirefox: {
        'intl.accept_languages': 'zh-CN, zh',
        'webgl.force-enabled': true,  // graphics in software are on its list of bad ones
        'browser.download.folderList': 2, 'browser.download.dir': join(folder, 'downloads'),
        'browser.download.useDownloadDir': true, 'browser.download.alwaysOpenPanel': false,
        'toolkit.startup.max_resumed_crashes': -1, 'browser.sessionstore.resume_from_crash': false,
      },
    });
    return {
      version: (await browser.version()).replace('firefox/', ''),
      open: async () => new FirefoxTab(await browser.newPage(), folder),
      close: () => browser.close(),
      // Puppeteer puts the preferences back when their browser has ended; the next start must not come between.
      kill: async () => {
        await killAll(folder);
        await until('the preferences are back', () =>
          ['prefs.js', 'user.js'].every((file) => !existsSync(join(folder, `${file}.puppeteer`)))).catch(() => {});
      },
    };
  },
};

// ---- WebKitGTK, by WebDriver ----------------------------------------------------------------------------------

const freePort = () => new Promise((found) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => found(port));
  });
});

class WebKitTab {
  constructor(driver, handle, folder, Key) { Object.assign(this, { driver, handle, folder, Key }); }
  async here() {
    if (this.driver.shown !== this.handle) await this.driver.switchTo().window(this.handle);
    this.driver.shown = this.handle;
    return this.driver;
  }
  async act(add) { await add((await this.here()).actions({ async: true })).perform(); }
  async go(url) { await (await this.here()).get(url); }
  async reload() { await (await this.here()).navigate().refresh(); }
  async evaluate(work, given) {
    const { value, fault } = await (await this.here()).executeAsyncScript(`
      const [given, done] = arguments;
      const answer = (async () => (${work})(given))();
      answer.then((value) => done({ value }), (error) => done({ fault: String(error) }));`, given);
    if (fault) throw new Error(fault);
    return value;
  }
  move(x, y) { return this.act((hand) => hand.move({ x: Math.round(x), y: Math.round(y), duration: 0 })); }
  down() { return this.act((hand) => hand.press()); }
  up() { return this.act((hand) => hand.release()); }
  wheel(x, y, deltaX, deltaY) {
    return this.act((hand) => hand.scroll(Math.round(x), Math.round(y), deltaX, deltaY));
  }
  press(chord) {
    const keys = chord.split('+').map((key) => this.key(key)), key = keys.pop();
    return this.act((hand) => {
      for (const held of keys) hand.keyDown(held);
      hand.keyDown(key).keyUp(key);
      for (const held of keys.reverse()) hand.keyUp(held);
      return hand;
    });
  }
  key(name) {
    if (name.length === 1) return name;
    if (name === 'Enter') return this.Key.RETURN;  // ENTER is the one of the number pad
    return this.Key[name.replace(/(?<=.)(?=[A-Z])/g, '_').toUpperCase()];
  }
  type(text) {
    return this.act((hand) => [...text].reduce((typed, letter) => typed.keyDown(letter).keyUp(letter), hand));
  }
  // By the keys of the screen, which pass through the input method of GTK.
  async compose() {
    execFileSync('xdotool', ['mousemove', `${kWidth / 2}`, `${kHeight - 100}`]);
    await pause(300);
    execFileSync('xdotool', ['key', '--delay', '100', 'ctrl+shift+u', '4', 'f', '6', '0', 'Return']);
  }
  async picture() { return Buffer.from(await (await this.here()).takeScreenshot(), 'base64'); }
  async choose(act, file) {
    // A driven WebKit opens no dialog: it takes a file as what is typed into an element of the document.
    await this.evaluate(() => {
      HTMLInputElement.prototype.click = function () {
        this.id = 'chooser';
        document.body.append(this);
      };
    });
    await act();
    await (await this.here()).findElement({ id: 'chooser' }).sendKeys(file);
  }
  download(act) { return arrival(join(this.folder, 'downloads'), act); }
  async close() {
    await (await this.here()).close();
    this.driver.shown = undefined;
  }
}

const webkit = {
  name: 'WebKitGTK',
  async start(folder) {
    const { Builder, Capabilities, Key } = await import('selenium-webdriver');
    const port = await freePort(), window = join(root, 'tests/browser/engines/webkit_window.py');
    const service = spawn(process.env.TONGZHOU_WEBKIT_DRIVER ?? 'WebKitWebDriver', [`--port=${port}`],
      { stdio: 'ignore', env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: '1' } });
    process.once('exit', () => service.kill('SIGKILL'));
    await until('WebKitWebDriver answers', () => fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined));
    const driver = await new Builder().usingServer(`http://127.0.0.1:${port}`).disableEnvironmentOverrides()
      .withCapabilities(new Capabilities({
        browserName: 'WebKitGTK',
        'webkitgtk:browserOptions': { binary: '/usr/bin/python3', args: [window, folder] },
      })).build();
    const told = await driver.getCapabilities();
    let isFirst = true;
    return {
      version: told.get('browserVersion'),
      open: async () => {
        if (!isFirst) await driver.switchTo().newWindow('tab');
        isFirst = false;
        driver.shown = await driver.getWindowHandle();
        return new WebKitTab(driver, driver.shown, folder, Key);
      },
      close: async () => {
        await driver.quit();
        service.kill();
        await until('the browser has ended', () => service.exitCode !== null || service.signalCode !== null);
        await killAll(folder);
      },
      kill: async () => {
        await killAll(folder);
        service.kill('SIGKILL');
      },
    };
  },
};

export const engines = { chromium, firefox, webkit };
