// Glyphs from the browser's own text drawing. White on nothing: the alpha is the coverage, and whatever
// comes back in another colour is a picture of its own (emoji).

// The interface fonts of Apple, Microsoft, then what Linux has; the browser falls back by itself for
// every character that none of them has.
const kFamilies = '-apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", ' +
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", system-ui, sans-serif';
const kWeights = [400, 600];

// Visible enough to judge its colour by, and darker than white can come back from premultiplication.
const kVisibleAlpha = 40;
const kWhiteLeast = 200;

function isColoured(rgba) {
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3] > kVisibleAlpha && Math.min(rgba[i], rgba[i + 1], rgba[i + 2]) < kWhiteLeast) {
      return true;
    }
  }
  return false;
}

function coverage(rgba) {
  const alpha = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < alpha.length; ++i) alpha[i] = rgba[i * 4 + 3];
  return alpha;
}

// Not an element where that is possible: an element's first drawing waits for the graphics to have started.
function makeCanvas() {
  const kinds = [() => new OffscreenCanvas(1, 1), () => document.createElement('canvas')];
  if (typeof OffscreenCanvas !== 'function') kinds.shift();
  for (const make of kinds) {
    const canvas = make();
    const context = canvas.getContext('2d', {willReadFrequently: true});
    if (context) return {canvas, context};  // Safari had the former without a 2D context for a while
  }
  throw new Error('no 2D canvas');
}

export function drawGlyphs() {
  const {canvas, context} = makeCanvas();
  // Chinese shapes for characters that differ between countries.
  canvas.lang = 'zh-CN';
  context.lang = 'zh-CN';
  const nothing = new Uint8Array(0);

  let font = '';
  const choose = (weight, em) => {
    const wish = `${kWeights[weight]} ${em}px ${kFamilies}`;
    if (font === wish) return;
    font = wish;
    context.font = font;
  };
  const makeRoom = (width, height) => {
    if (canvas.width >= width && canvas.height >= height) return;
    canvas.width = Math.max(canvas.width, width);
    canvas.height = Math.max(canvas.height, height);
    context.font = font;  // a resized canvas forgets
  };

  return {
    glyphAdvance(weight, em, character) {
      choose(weight, em);
      return context.measureText(String.fromCodePoint(character)).width;
    },

    drawGlyph(weight, em, character) {
      choose(weight, em);
      const text = String.fromCodePoint(character);
      const box = context.measureText(text);
      // One pixel more on each side, for the blurred edge.
      const left = -Math.ceil(box.actualBoundingBoxLeft) - 1;
      const top = -Math.ceil(box.actualBoundingBoxAscent) - 1;
      const width = Math.ceil(box.actualBoundingBoxRight) + 1 - left;
      const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
      const glyph = {advance: box.width, left, top, width, height, coloured: false, pixels: nothing};
      if (width <= 2 || height <= 2) return {...glyph, width: 0, height: 0};
      makeRoom(width, height);
      context.clearRect(0, 0, width, height);
      context.fillStyle = '#fff';
      context.textBaseline = 'alphabetic';
      context.fillText(text, -left, -top);
      const rgba = context.getImageData(0, 0, width, height).data;
      glyph.coloured = isColoured(rgba);
      glyph.pixels = glyph.coloured ? rgba : coverage(rgba);
      return glyph;
    },
  };
}
