// Draws when there is something to draw, and lets the page sleep otherwise. A hidden page gets no
// animation frames; what falls due there (saving, long work) is done from timers, without a picture.

const kLongestTimer = 2 ** 31 - 1;  // milliseconds; browsers fire a longer one at once

export function runFrames(program) {
  let waiting = false;
  let timer = 0;
  let wakes = 0;

  const run = () => {
    if (!waiting) return;
    waiting = false;
    ++wakes;
    sleep(document.hidden ? program.workHidden() : program.frame());
  };
  const sleep = (seconds) => {
    clearTimeout(timer);
    if (seconds === 0) wake();
    else if (seconds !== Infinity) timer = setTimeout(wake, Math.min(seconds * 1000, kLongestTimer));
  };
  const schedule = () => {
    if (document.hidden) setTimeout(run, 0);
    else requestAnimationFrame(run);
  };
  const wake = () => {
    if (waiting) return;
    waiting = true;
    schedule();
  };

  document.addEventListener('visibilitychange', () => {
    if (waiting) schedule();
    if (document.hidden) return;
    program.wake();
    wake();
  });

  return {
    wake,
    get wakes() { return wakes; },
    // For who must not wait for the browser: a resized canvas is blank until it is drawn.
    now: () => {
      waiting = true;
      run();
    },
  };
}
