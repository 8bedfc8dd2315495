// Keeps the canvas at exactly one of its pixels per pixel of the screen, whatever the window, the zoom
// or the screen does, and gives it its picture back when the graphics driver took it away.

function exactSize(entry) {
  const {width, height} = entry.contentRect;
  const rounded = {
    width: Math.max(1, Math.round(width * devicePixelRatio)),
    height: Math.max(1, Math.round(height * devicePixelRatio)),
  };
  // The screen's own count may round differently at fractional scales. Where a screen is only
  // pretended (device emulation) it counts the real one's pixels instead, and is no use.
  const box = entry.devicePixelContentBoxSize?.[0];
  const isNear = box && Math.abs(box.inlineSize - rounded.width) <= 1 &&
      Math.abs(box.blockSize - rounded.height) <= 1;
  return isNear ? {width: box.inlineSize, height: box.blockSize} : rounded;
}

export function measureSurface(canvas) {
  const {width, height} = canvas.getBoundingClientRect();
  return {
    width: Math.max(1, Math.round(width * devicePixelRatio)),
    height: Math.max(1, Math.round(height * devicePixelRatio)),
    density: devicePixelRatio,
  };
}

export function watchSurface(canvas, program, frames) {
  let shown = '';
  const fit = (entries) => {
    const screen = {...exactSize(entries.at(-1)), density: devicePixelRatio};
    if (JSON.stringify(screen) === shown) return;
    shown = JSON.stringify(screen);
    program.resize(screen);
    frames.now();
  };
  const observer = new ResizeObserver(fit);
  try {
    observer.observe(canvas, {box: 'device-pixel-content-box'});
  } catch {
    // Safari: told of CSS pixels only, so ask again when their size on the screen changes.
    observer.observe(canvas);
    const again = () => {
      observer.unobserve(canvas);
      observer.observe(canvas);
      listen();
    };
    const listen = () => matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
        .addEventListener('change', again, {once: true});
    listen();
  }

  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    program.graphicsLost();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    program.graphicsRestored();
    frames.wake();
  });
}
