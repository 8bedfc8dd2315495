// Starts the program in the page.
import {showFailure} from './failure.js';
import {takeFiles} from './files.js';
import {shareFolders} from './folders.js';
import {runFrames} from './frames.js';
import {drawGlyphs} from './glyphs.js';
import {loadProgram} from './load.js';
import {keepMirror} from './mirror.js';
import {offlineChoice, takeNewestVersion} from './offline.js';
import {keepPage, openPlanInPage} from './plan_page.js';
import {guidePointer} from './pointer.js';
import {wrapProgram} from './program.js';
import {quickLane, safeLane, storageRoom} from './storage.js';
import {measureSurface, watchSurface} from './surface.js';
import {readSurroundings, watchSurroundings} from './surroundings.js';
import {takeText} from './text.js';
import {takeTouch} from './touch.js';
import {joinWindows} from './windows.js';

const kGraphics = {alpha: false, depth: false, stencil: false, antialias: false};

// A trap inside a callback that the compiled program registered by itself (mouse, wheel, touch).
function watchTraps(program) {
  const isTrap = (error) => error instanceof WebAssembly.RuntimeError ||
      error instanceof WebAssembly.Exception || error instanceof RangeError;
  addEventListener('error', (event) => {
    if (isTrap(event.error)) program.fail(event.error);
  });
}

// For measuring and for tests; see tests/browser.
function offerFigures(program, frames, firstFrameMilliseconds) {
  window.__tongzhou = {
    ready: true,
    firstFrameMilliseconds,  // since the page was asked for
    get frames() { return program.framesDrawn(); },
    get wakes() { return frames.wakes; },  // times it was looked whether one is due
    get busyMilliseconds() { return program.busyMilliseconds(); },  // of all that was done so far
    get lastFrameMilliseconds() { return program.lastFrameMilliseconds(); },  // our own time alone
  };
}

async function start() {
  const page = document.getElementById('page');
  const canvas = document.getElementById('canvas');
  const offered = {...drawGlyphs(), ...quickLane()};
  keepPage();
  let failed = false;
  const onFailure = (error) => {
    failed = true;
    console.error(error);
    showFailure('trap', error);
  };

  if (!await takeNewestVersion()) return;
  const loading = loadProgram({canvas, page: offered, onAbort: onFailure});
  // Starting the graphics takes long where they are drawn in software; the program arrives meanwhile. SDL asks for the
  // same context again and gets this one.
  page.style.visibility = 'hidden';  // an empty canvas on screen costs the graphics as much as a full one
  page.hidden = false;
  const surface = measureSurface(canvas);
  canvas.width = surface.width;
  canvas.height = surface.height;
  if (!canvas.getContext('webgl2', kGraphics)) {
    showFailure('graphics');
    return;
  }
  const module = await loading;
  const program = wrapProgram(module, onFailure);
  watchTraps(program);
  const frames = runFrames(program);
  const windows = joinWindows();
  const room = storageRoom(program, frames);
  const offline = offlineChoice(program, frames);
  Object.assign(offered, {wake: frames.wake}, windows, room, offline, takeText(page, canvas, program, frames),
      keepMirror(page, program, frames), takeFiles(program, frames), shareFolders(program, frames),
      safeLane(program, frames));
  guidePointer(page, canvas, program);
  takeTouch(page, canvas, program);

  if (program.start(readSurroundings(), surface) === 0) {
    showFailure('graphics');
    return;
  }
  if (failed) return;
  page.style.visibility = '';
  frames.now();
  offerFigures(program, frames, performance.now());
  document.getElementById('loading').hidden = true;
  watchSurface(canvas, program, frames);
  watchSurroundings(program, frames);
  addEventListener('beforeunload', (event) => {
    if (!program.mayClose()) event.preventDefault();
  });
  page.focus({preventScroll: true});
  openPlanInPage(program);
  frames.wake();
  windows.hear(program, frames);
  room.tellStorageFacts();
  document.addEventListener('visibilitychange', () => document.hidden || room.tellStorageFacts());
  offline.begin();
}

if (typeof WebAssembly !== 'object' || typeof WebAssembly.Exception !== 'function') {
  showFailure('engine');
} else {
  start().catch((error) => {
    console.error(error);
    showFailure('load', error);
  });
}
