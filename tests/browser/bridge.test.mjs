// The page around the canvas: typing, clipboard, keys, sleep, sharpness, lost graphics, failures.
// Everything is tried in the search field of the command palette (Ctrl+K), which every page has.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test as run } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dist, openDesk, openProfile, serve } from './driver.mjs';

const test = (name, body) => run(name, { timeout: 60_000 }, body);
let site;
before(async () => { site = await serve(); });
after(() => site.stop());

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const query = (desk) => desk.page.getByRole('dialog').getByRole('searchbox');
const typed = async (desk) => {
  await desk.settle();
  return query(desk).textContent();
};

// The clipboard answers when it likes.
const shows = async (desk, text) => {
  await desk.until('the text arrives', async () => (await typed(desk)) === text, { timeout: 5_000 }).catch(() => {});
  assert.equal(await typed(desk), text);
};

// Runs `use` with the palette's field ready for typing, and a line to the browser's input methods.
async function withField(use, options = {}) {
  const desk = await openDesk({ url: site.url, ...options });
  try {
    await desk.press('Control+k');
    await query(desk).waitFor({ state: 'attached' });
    await desk.settle();
    const input = await desk.page.context().newCDPSession(desk.page);
    const compose = async (text) => {
      await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await desk.settle();
    };
    const commit = async (text) => {
      await input.send('Input.insertText', { text });
      await desk.settle();
    };
    await use(desk, { compose, commit });
    assert.deepEqual(desk.complaints, []);
  } finally {
    await desk.close();
  }
}

test('a composed word arrives once, when it is chosen', () => withField(async (desk, { compose, commit }) => {
  await compose('n');
  await compose('ni');
  await compose('nihao');
  await shows(desk, '');
  await commit('你好');
  await shows(desk, '你好');
  await compose('かんじ');
  await compose('漢字');
  await commit('漢字');
  await compose('ㅎ');
  await compose('한');
  await commit('한');
  await commit('🚩');
  await shows(desk, '你好漢字한🚩');
}));

test('a cancelled composition leaves nothing behind', () => withField(async (desk, { compose, commit }) => {
  await commit('计划');
  await compose('ce');
  await compose('c');
  await compose('');
  await shows(desk, '计划');
  await desk.press('Backspace');
  await shows(desk, '计');
}));

test('typing, the clipboard both ways, undo', () => withField(async (desk) => {
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.page.keyboard.type('Plan 7');
  await shows(desk, 'Plan 7');
  await desk.press('Control+a', 'Control+c');
  await desk.until('the copy is on the clipboard', async () =>
    (await desk.page.evaluate(() => navigator.clipboard.readText())) === 'Plan 7');
  await desk.press('Control+x');
  await shows(desk, '');
  await desk.press('Control+z');
  await shows(desk, 'Plan 7');
  await desk.page.evaluate(() => navigator.clipboard.writeText('外部'));
  await desk.settle();
  await desk.press('End', 'Control+v');
  await shows(desk, 'Plan 7外部');
}));

test('ten thousand characters can be pasted', () => withField(async (desk) => {
  await desk.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const text = '同舟共济'.repeat(2500);
  await desk.page.evaluate((long) => navigator.clipboard.writeText(long), text);
  await desk.settle();  // being granted the clipboard takes the focus from the page for a moment
  await desk.press('Control+v');
  await shows(desk, text);
}));

test('keys of the browser stay with the browser, ours do not reach it', () => withField(async (desk) => {
  await desk.press('Escape');
  const prevented = (key, code, ctrlKey = false) => desk.page.evaluate((init) => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(event);
    return event.defaultPrevented;
  }, { key, code, ctrlKey });
  for (const key of ['F5', 'F11', 'F12']) assert.equal(await prevented(key, key), false, key);
  for (const key of ['r', 'l', 't', 'w', '=', '-', '0']) {
    assert.equal(await prevented(key, `Key${key.toUpperCase()}`, true), false, `Ctrl+${key}`);
  }
  assert.equal(await prevented('k', 'KeyK', true), true, 'Ctrl+K');
  assert.equal(await prevented('Tab', 'Tab'), true, 'Tab');
}));

test('nothing is drawn while nothing happens', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.settle();
  await pause(500);
  const frames = await desk.page.evaluate(() => __tongzhou.frames);
  await pause(2000);
  assert.equal(await desk.page.evaluate(() => __tongzhou.frames), frames);
  await desk.close();
});

test('one pixel of the canvas is one of the screen, at every density and size', async () => {
  for (const density of [1, 1.25, 1.5, 2, 3]) {
    const desk = await openDesk({ url: site.url, density, width: 1001, height: 701 });
    const size = () => desk.page.evaluate(() => {
      const canvas = document.getElementById('canvas');
      return [canvas.width, canvas.height];
    });
    assert.deepEqual(await size(), [Math.round(1001 * density), Math.round(701 * density)]);
    await desk.page.setViewportSize({ width: 840, height: 600 });
    await desk.until('the canvas follows the window', async () =>
      (await size()).join() === [Math.round(840 * density), Math.round(600 * density)].join());
    await desk.close();
  }
});

test('after the graphics driver was lost the same picture is back', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.settle();
  const before = await desk.page.screenshot();
  await desk.page.evaluate(async () => {
    const context = document.getElementById('canvas').getContext('webgl2');
    const driver = context.getExtension('WEBGL_lose_context');
    driver.loseContext();
    await new Promise((done) => setTimeout(done, 200));
    driver.restoreContext();
    await new Promise((done) => setTimeout(done, 500));
  });
  await desk.settle();
  assert.ok(before.equals(await desk.page.screenshot()));
  await desk.close();
});

test('a widget activated by a screen reader acts', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.page.getByRole('searchbox').first().dispatchEvent('click');
  await query(desk).waitFor({ state: 'attached' });
  await desk.close();
});

test('no other origin is asked, and after loading none at all', async () => {
  const desk = await openDesk({ url: site.url });
  const asked = [];
  desk.page.on('request', (request) => asked.push(request.url()));
  await desk.press('Control+k');
  await desk.type('a');
  await pause(500);
  assert.deepEqual(asked, []);
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('the edition of one file opens by double click', async () => {
  const desk = await openDesk({ url: pathToFileURL(join(dist, 'tongzhou.html')).href });
  await desk.press('Control+k');
  await query(desk).waitFor({ state: 'attached' });
  await desk.type('同舟');
  await shows(desk, '同舟');
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('after a fault it says in plain words what is safe, and calls the program no more', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.page.evaluate(() => dispatchEvent(new ErrorEvent('error', {
    error: new WebAssembly.RuntimeError('unreachable'),
  })));
  const panel = desk.page.getByRole('alert');
  await panel.waitFor({ state: 'visible' });
  const text = await panel.textContent();
  assert.match(text, /已停止写入/);
  assert.match(text, /Everything shown as saved is safe/);
  await panel.getByRole('button').click();
  await desk.ready();
  await desk.close();
});

test('a program that does not arrive is told, not left blank', async () => {
  const profile = await openProfile();
  const page = await profile.context.newPage();
  await page.route('**/tongzhou.wasm', (route) => route.fulfill({ status: 404 }));
  await page.goto(site.url);
  const panel = page.getByRole('alert');
  await panel.waitFor({ state: 'visible' });
  assert.match(await panel.textContent(), /Not everything arrived/);
  await profile.forget();
});
