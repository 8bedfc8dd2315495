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

test('a letter typed the moment a field opens is text, also where it is a command elsewhere', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  const press = async (letter) => desk.page.evaluate((key) => {
    const event = new KeyboardEvent('keydown',
      { key, code: `Key${key.toUpperCase()}`, keyCode: key.toUpperCase().charCodeAt(0), bubbles: true, cancelable: true });
    (document.activeElement ?? document.body).dispatchEvent(event);
    return event.defaultPrevented;
  }, letter);
  assert.equal(await press('l'), true);  // the test of it: outside fields it is a command
  await desk.settle();
  await desk.page.evaluate(() => document.getElementById('text').addEventListener('focus', (focus) => queueMicrotask(() => {
    const event = new KeyboardEvent('keydown', { key: 'l', code: 'KeyL', keyCode: 76, bubbles: true, cancelable: true });
    focus.target.dispatchEvent(event);
    window.__taken = event.defaultPrevented;
  }), { once: true }));
  await desk.press('Control+k');
  await desk.until('the field has the keyboard', () => desk.page.evaluate(() => window.__taken !== undefined));
  assert.equal(await desk.page.evaluate(() => window.__taken), false);
  await desk.close();
});

test('copied rows are text in columns and a table', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.click('button', '新品联合上市');
  await desk.click('rowheader', '需求冻结');
  await desk.page.evaluate(() => addEventListener('copy', (event) => {
    globalThis.__copied = { text: event.clipboardData.getData('text/plain'), html: event.clipboardData.getData('text/html') };
  }));
  await desk.press('Control+c');
  const { text, html } = await desk.page.evaluate(() => __copied);
  assert.match(text, /需求冻结\t/);
  const cells = await desk.page.evaluate((source) => [...new DOMParser().parseFromString(source, 'text/html')
    .querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent)), html);
  assert.deepEqual(cells, text.replace(/\r\n$/, '').split('\r\n').map((row) => row.split('\t')));
  await desk.close();
});

// Fingers on the plan page: { desk, touch(type, ...points), shown() } with the rows that are in sight.
async function withFingers(use) {
  const desk = await openDesk({ url: site.url });
  await desk.click('button', '新品联合上市');
  await desk.see('treegrid');
  const input = await desk.page.context().newCDPSession(desk.page);
  await input.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
  const touch = async (type, ...points) => {
    await input.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
    await pause(5);
  };
  await use(desk, touch, async () => (await desk.page.waitForTimeout(600), desk.names('rowheader')));
  assert.deepEqual(desk.complaints, []);
  await desk.close();
}

test('a tap chooses, a long press opens the menu of the row', () => withFingers(async (desk, touch) => {
  const row = await desk.point('rowheader', '需求冻结');
  await touch('touchStart', [row.x, row.y]);
  await touch('touchEnd');
  await desk.see('heading', '需求冻结').catch(() => desk.see('textbox', '名称'));
  assert.equal(await desk.page.locator('[role=grid] [role=row][aria-selected=true]').count(), 1);
  await touch('touchStart', [row.x, row.y]);
  await pause(700);
  await touch('touchEnd');
  await desk.see('menuitem', /缩进|降级|删除/);
}));

test('a swipe scrolls with the finger and glides on', () => withFingers(async (desk, touch, shown) => {
  const before = await shown();
  const box = await desk.see('grid', '计划');
  const x = box.x + box.width / 2, y = box.y + box.height * 0.8;
  await touch('touchStart', [x, y]);
  for (let step = 1; step <= 8; ++step) await touch('touchMove', [x, y - 12 * step]);
  await pause(400);  // held still: it does not glide
  await touch('touchMove', [x, y - 96]);
  await touch('touchEnd');
  const after = await shown();
  assert.equal(after[0], before[3], `96 pixels are three rows: ${after[0]}`);
  // Quick, whatever the machine: nothing is waited for in between.
  await Promise.all([touch('touchStart', [x, y]), ...[1, 2, 3, 4, 5].map((step) => touch('touchMove', [x, y - 20 * step])),
    touch('touchEnd')]);
  const glided = await shown();
  const moved = after.indexOf(glided[0]);  // -1: farther than all that was in sight
  assert.ok(moved > 3 || moved === -1, `100 pixels by the finger, and on: ${moved} rows`);
  await desk.page.emulateMedia({ reducedMotion: 'reduce' });
  const still = await shown();
  await Promise.all([touch('touchStart', [x, y - 100]), ...[1, 2, 3, 4, 5].map((step) => touch('touchMove', [x, y - 100 + 20 * step])),
    touch('touchEnd')]);
  const back = (await shown()).indexOf(still[0]);
  assert.ok(back >= 2 && back <= 4, `100 pixels by the finger, and not on: ${back} rows`);
}));

test('a pen points and presses as a mouse does', () => withFingers(async (desk) => {
  const input = await desk.page.context().newCDPSession(desk.page);
  const row = await desk.point('rowheader', '需求冻结');
  for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
    await input.send('Input.dispatchMouseEvent', {
      type, ...row, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: type === 'mouseMoved' ? 0 : 1, pointerType: 'pen',
    });
    await desk.settle();
  }
  assert.equal(await desk.page.locator('[role=grid] [role=row][aria-selected=true]').count(), 1);
}));

test('two fingers zoom the time of the chart', () => withFingers(async (desk, touch) => {
  const box = await desk.see('treegrid');
  const y = box.y + box.height / 2, middle = box.x + box.width / 2;
  const before = await desk.page.screenshot();
  await touch('touchStart', [middle - 40, y], [middle + 40, y]);
  for (let step = 1; step <= 10; ++step) await touch('touchMove', [middle - 40 - 10 * step, y], [middle + 40 + 10 * step, y]);
  await touch('touchEnd');
  await desk.settle();
  assert.notDeepEqual(await desk.page.screenshot(), before);
}));

test('a pinch on a touchpad zooms the time of the chart, and only that', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.click('button', '新品联合上市');
  const box = await desk.see('treegrid');
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await desk.page.mouse.move(at.x, at.y);
  await desk.settle();
  const rows = await desk.names('rowheader'), before = await desk.page.screenshot();
  const input = await desk.page.context().newCDPSession(desk.page);
  const kCtrl = 2;
  for (let step = 0; step < 4; ++step) {
    await input.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY: 60, modifiers: kCtrl });
  }
  await pause(600);
  await desk.settle();
  assert.deepEqual(await desk.names('rowheader'), rows, 'the rows stay');
  assert.notDeepEqual(await desk.page.screenshot(), before, 'the chart is another');
  await desk.page.mouse.wheel(0, 100);
  await pause(600);
  await desk.settle();
  assert.notDeepEqual(await desk.names('rowheader'), rows, 'afterwards the wheel scrolls again');
  await desk.close();
});

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

test('the page rests also when the mouse leaves just as a hint comes up', async () => {
  const desk = await openDesk({ url: site.url });
  const button = await desk.point('button', '深色主题');
  for (let late = 0; late < 3; ++late) {
    await desk.page.mouse.move(640, 400);
    await pause(500);
    await desk.page.mouse.move(button.x, button.y);
    await desk.settle();
    await desk.page.evaluate((late) => new Promise((done) => {
      const before = __tongzhou.frames, begun = performance.now();
      let since = 0;
      const leave = () => {
        // On a busy machine the hint may stand already.
        const waits = __tongzhou.frames === before && performance.now() - begun < 1000;
        if (waits || since++ < late) return void requestAnimationFrame(leave);
        const init = { clientX: 640, clientY: 400, bubbles: true };
        document.getElementById('canvas').dispatchEvent(new MouseEvent('mousemove', init));
        done();
      };
      requestAnimationFrame(leave);
    }), late);
    await pause(1500);
    const frames = await desk.page.evaluate(() => __tongzhou.frames);
    await pause(500);
    assert.equal(await desk.page.evaluate(() => __tongzhou.frames), frames, `${late} frames late`);
  }
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

test('where what is drawn cannot be read back, the picture is the same', async () => {
  const clear = await openDesk({ url: site.url });
  await clear.press('Control+k');
  await clear.settle();
  const picture = await clear.page.screenshot();
  await clear.close();

  const profile = await openProfile();
  await profile.context.addInitScript(() => {
    for (const context of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D]) {
      const read = context.prototype.getImageData;
      context.prototype.getImageData = function (...box) {
        const image = read.apply(this, box);
        crypto.getRandomValues(image.data.subarray(0, Math.min(image.data.length, 65_536)));
        window.__read = (window.__read ?? 0) + 1;
        return image;
      };
    }
  });
  const desk = await openDesk({ url: site.url, profile });
  await desk.press('Control+k');
  await desk.settle();
  assert.equal(await desk.page.evaluate(() => window.__read), 1);  // the test of it
  assert.ok(picture.equals(await desk.page.screenshot()));
  await profile.forget();
});

test('what is on screen is told to screen readers, and not where that is switched off', async () => {
  const desk = await openDesk({ url: site.url });
  const choose = async (command) => {
    await desk.press('Control+k');
    await desk.type(command);
    await desk.press('Enter');
    await desk.page.waitForTimeout(500);
    await desk.settle();
  };
  const told = () => desk.page.evaluate(() => document.querySelectorAll('#mirror [role]').length);
  assert.ok(await told() > 10);
  await choose('关闭读屏支持');
  assert.equal(await told(), 0);
  await choose('打开读屏支持');
  assert.ok(await told() > 10);
  assert.deepEqual(desk.complaints, []);
  await desk.close();
});

test('a widget activated by a screen reader acts', async () => {
  const desk = await openDesk({ url: site.url });
  await desk.page.getByRole('searchbox').first().dispatchEvent('click');
  await query(desk).waitFor({ state: 'attached' });
  await query(desk).dispatchEvent('click');
  await desk.type('上市');
  assert.equal(await typed(desk), '上市');
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
  await panel.getByRole('button', { name: '重新加载' }).click();
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
