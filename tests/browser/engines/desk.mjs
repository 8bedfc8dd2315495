// The page as a person uses it, in any engine: finds things by role and name in the mirror, acts with mouse and
// keyboard where they are drawn. The same verbs as ../driver.mjs.

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Desk {
  constructor(tab) { this.tab = tab; }

  // Opens the page in a new tab and waits until it can be used.
  static async open(browser, url) {
    const desk = new Desk(await browser.open());
    await desk.go(url);
    return desk;
  }

  async go(url) {
    await this.tab.go(url);
    await this.ready();
  }

  async reload() {
    await this.tab.reload();
    await this.ready();
  }

  async ready() {
    await this.until('the page can be used', () => this.tab.evaluate(() => globalThis.__tongzhou?.ready === true),
      { timeout: 30_000 });
  }

  // All things of a role, in reading order: { name, x, y, width, height } in CSS pixels.
  things(role) {
    return this.tab.evaluate((wanted) => [...document.querySelectorAll(`[role=${wanted}]`)].map((node) => {
      const { x, y, width, height } = node.getBoundingClientRect();
      return { name: node.getAttribute('aria-label') ?? node.textContent, x, y, width, height };
    }), role);
  }

  async names(role) { return (await this.things(role)).map(({ name }) => name); }

  // The first such thing, once it is there.
  async see(role, name, { timeout = 10_000 } = {}) {
    const fits = (thing) => name === undefined ||
      (name instanceof RegExp ? name.test(thing.name) : thing.name.includes(name));
    let found;
    const look = async () => { found = (await this.things(role)).find(fits); return found; };
    await this.until(`there is a ${role}${name === undefined ? '' : ` named ${name}`}`, look, { timeout });
    return found;
  }

  async gone(role) {
    await this.until(`there is no ${role}`, async () => (await this.things(role)).length === 0);
  }

  async click(role, name) {
    const { x, y, width, height } = await this.see(role, name);
    await this.tab.move(x + width / 2, y + height / 2);
    await this.settle();
    await this.tab.down();
    await this.tab.up();
    await this.settle();
  }

  async drag(from, to, { steps = 8 } = {}) {
    await this.tab.move(from.x, from.y);
    await this.settle();
    await this.tab.down();
    for (let step = 1; step <= steps; ++step) {
      await this.tab.move(from.x + (to.x - from.x) * step / steps, from.y + (to.y - from.y) * step / steps);
    }
    await this.settle();
    await this.tab.up();
    await this.settle();
  }

  async press(...chords) {
    for (const chord of chords) {
      await this.tab.press(chord);
      await this.settle();
    }
  }

  async type(text) {
    await this.tab.type(text);
    await this.settle();
  }

  frames() { return this.tab.evaluate(() => globalThis.__tongzhou.frames); }

  // Until nothing more is drawn.
  async settle({ timeout = 10_000 } = {}) {
    const settled = await this.tab.evaluate((limit) => new Promise((done) => {
      const end = performance.now() + limit;
      let last = -1, still = 0;
      const look = () => {
        const frames = globalThis.__tongzhou?.frames ?? 0;
        still = frames === last ? still + 1 : 0;
        last = frames;
        if (still >= 3) done(true);
        else if (performance.now() > end) done(false);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }), timeout);
    if (!settled) throw new Error(`the page still draws after ${timeout} ms`);
  }

  async until(promise, holds, { timeout = 10_000 } = {}) {
    for (const end = Date.now() + timeout; !await holds(); await pause(50)) {
      if (Date.now() > end) throw new Error(`not within ${timeout} ms: ${promise}`);
    }
  }

  // How many colours a picture of the window has.
  async colours() {
    const address = `data:image/png;base64,${(await this.tab.picture()).toString('base64')}`;
    return this.tab.evaluate(async (source) => {
      const image = Object.assign(new Image(), { src: source });
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }, address);
  }

  close() { return this.tab.close(); }
}
