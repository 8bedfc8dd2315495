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
function makeCanvas(options) {
  const kinds = [() => new OffscreenCanvas(1, 1), () => document.createElement('canvas')];
  if (typeof OffscreenCanvas !== 'function') kinds.shift();
  for (const make of kinds) {
    const canvas = make();
    const context = canvas.getContext('2d', options);
    if (!context) continue;  // Safari had the former without a 2D context for a while
    // Chinese shapes for characters that differ between countries.
    canvas.lang = 'zh-CN';
    context.lang = 'zh-CN';
    return {canvas, context};
  }
  throw new Error('no 2D canvas');
}

// Some browsers give back noise instead of what was drawn, so that pages cannot recognise the machine.
function isReadable({canvas, context}) {
  canvas.width = canvas.height = 16;
  for (let i = 0; i < 16; ++i) {
    context.fillStyle = `rgb(${i * 16}, ${255 - i * 16}, ${i * 7 % 256})`;
    context.fillRect(0, i, 16, 1);
  }
  const {data} = context.getImageData(0, 0, 16, 16);
  return data.every((value, at) => {
    const i = at >> 6;
    return value === [i * 16, 255 - i * 16, i * 7 % 256, 255][at & 3];
  });
}

export function drawGlyphs() {
  const drawing = makeCanvas({willReadFrequently: true});
  const readable = isReadable(drawing);
  const nothing = new Uint8Array(0);

  let font = '';
  const measure = ({context}, weight, em, character) => {
    const wish = `${kWeights[weight]} ${em}px ${kFamilies}`;
    if (font !== wish) context.font = font = wish;
    return context.measureText(String.fromCodePoint(character));
  };
  const placeOf = (box) => {
    // One pixel more on each side, for the blurred edge.
    const left = -Math.ceil(box.actualBoundingBoxLeft) - 1;
    const top = -Math.ceil(box.actualBoundingBoxAscent) - 1;
    const width = Math.ceil(box.actualBoundingBoxRight) + 1 - left;
    const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
    return width <= 2 || height <= 2 ? {left, top, width: 0, height: 0} : {left, top, width, height};
  };
  const fill = ({canvas, context}, character, {left, top, width, height}) => {
    if (canvas.width < width || canvas.height < height) {
      canvas.width = Math.max(canvas.width, width);
      canvas.height = Math.max(canvas.height, height);
      context.font = font;  // a resized canvas forgets
    }
    context.clearRect(0, 0, width, height);
    context.fillStyle = '#fff';
    context.textBaseline = 'alphabetic';
    context.fillText(String.fromCodePoint(character), -left, -top);
  };

  return {
    glyphsReadable: readable,

    glyphAdvance: (weight, em, character) => measure(drawing, weight, em, character).width,

    drawGlyph(weight, em, character) {
      const box = measure(drawing, weight, em, character);
      const place = placeOf(box);
      const glyph = {advance: box.width, ...place, coloured: false, pixels: nothing};
      if (place.width === 0) return glyph;
      if (!readable) return {...glyph, pixels: new Uint8Array(place.width * place.height)};
      fill(drawing, character, place);
      const rgba = drawing.context.getImageData(0, 0, place.width, place.height).data;
      glyph.coloured = isColoured(rgba);
      glyph.pixels = glyph.coloured ? rgba : coverage(rgba);
      return glyph;
    },

    // Into a texture of `gl`, without reading.
    paintGlyph(gl, texture, x, y, weight, em, character) {
      const place = placeOf(measure(drawing, weight, em, character));
      fill(drawing, character, place);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, place.width, place.height, gl.RGBA, gl.UNSIGNED_BYTE, drawing.canvas);
    },
  };
}
