// Fingers on the canvas, as people know them from other pages, told to the program as mouse and wheel: a tap clicks, a
// swipe scrolls and glides on, a long press is a right click, or takes hold when the finger then moves, two fingers
// pinch. SDL would make a drag of everything.

const kSlop = 10;                  // pixels that a tap may tremble
const kLongPressMilliseconds = 500;
// What one notch of the wheel (100 pixels to the browser) does in the program: 3 rows down, 60 pixels sideways, a
// zoom by 1.18.
const kNotch = 100;
const kNotchDown = 96;
const kNotchSideways = 60;
const kNotchZoom = 1.18;
const kGlideMilliseconds = 325;    // in which gliding loses two thirds of its speed
const kSlowest = 0.02;             // pixels a millisecond; then it stands
const kVelocityMilliseconds = 200; // of the last movement tell how fast it was
const kLeft = 0, kRight = 2;
const kStill = matchMedia('(prefers-reduced-motion: reduce)');

export function takeTouch(page, canvas, program) {
  let gesture = 'none';  // undecided, held, dragging, scrolling, pinching
  let start, last, spread = 0;
  let trail = [];        // of the last movement, or from its start: {x, y, time}
  let pressTimer = 0, glide = 0;

  const mouse = (type, at, button = kLeft, buttons = 0) => canvas.dispatchEvent(new MouseEvent(type,
      {bubbles: true, cancelable: true, clientX: at.x, clientY: at.y, button, buttons, view: window}));
  const click = (at, button) => {
    mouse('mousemove', at);
    mouse('mousedown', at, button, button === kRight ? 2 : 1);
    mouse('mouseup', at, button);
  };
  const wheel = (at, deltaX, deltaY) => canvas.dispatchEvent(new WheelEvent('wheel',
      {bubbles: true, cancelable: true, clientX: at.x, clientY: at.y, deltaX, deltaY, view: window}));
  const scroll = (x, y) => wheel(last, -x * kNotch / kNotchSideways, -y * kNotch / kNotchDown);
  const zoom = (ratio) => wheel(last, 0, -Math.log(ratio) / Math.log(kNotchZoom) * kNotch);
  const holdCtrl = (down) => program.key('Control', 'ControlLeft', down ? 1 << 12 : 0, down);

  const pointOf = ({clientX, clientY}) => ({x: clientX, y: clientY});
  const middleOf = ([a, b]) => ({x: (a.clientX + b.clientX) / 2, y: (a.clientY + b.clientY) / 2});
  const spreadOf = ([a, b]) => Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY));

  const isFresh = (point, time) => time - point.time < kVelocityMilliseconds;

  const glideOn = () => {
    const first = trail[0], end = trail.at(-1);
    const time = end.time - first.time;
    if (!(time > 0)) return;
    let speed = {x: (end.x - first.x) / time, y: (end.y - first.y) / time};
    let before = performance.now();
    const step = (now) => {
      const passed = Math.max(0, now - before);
      before = now;
      scroll(speed.x * passed, speed.y * passed);
      const left = Math.exp(-passed / kGlideMilliseconds);
      speed = {x: speed.x * left, y: speed.y * left};
      glide = Math.hypot(speed.x, speed.y) > kSlowest ? requestAnimationFrame(step) : 0;
    };
    glide = requestAnimationFrame(step);
  };

  const begin = (fingers, time) => {
    cancelAnimationFrame(glide);
    if (fingers.length > 1) {
      finish();
      gesture = 'pinching';
      last = middleOf(fingers);
      spread = spreadOf(fingers);
      mouse('mousemove', last);
      holdCtrl(true);
      return;
    }
    gesture = 'undecided';
    start = last = pointOf(fingers[0]);
    trail = [{...start, time}];
    mouse('mousemove', start);
    pressTimer = setTimeout(() => { gesture = 'held'; }, kLongPressMilliseconds);
  };
  const move = (fingers, time) => {
    if (gesture === 'pinching') {
      if (fingers.length < 2) return;
      const now = spreadOf(fingers);
      zoom(now / spread);
      spread = now;
      return;
    }
    const at = pointOf(fingers[0]);
    const far = Math.hypot(at.x - start.x, at.y - start.y) > kSlop;
    if (gesture === 'undecided' && far) {
      clearTimeout(pressTimer);
      gesture = 'scrolling';
    } else if (gesture === 'held' && far) {
      gesture = 'dragging';
      mouse('mousedown', start, kLeft, 1);
    }
    if (gesture === 'dragging') mouse('mousemove', at, kLeft, 1);
    if (gesture === 'scrolling') {
      scroll(at.x - last.x, at.y - last.y);
      // On a slow machine a single step may take longer.
      trail = [...trail.filter((point, i) => i + 1 === trail.length || isFresh(point, time)), {...at, time}];
    }
    if (gesture !== 'undecided' && gesture !== 'held') last = at;
  };
  // `liftedAt` when the finger left the glass of itself.
  const finish = (liftedAt) => {
    clearTimeout(pressTimer);
    const ended = gesture;
    gesture = 'none';
    if (ended === 'pinching') holdCtrl(false);
    if (ended === 'dragging') mouse('mouseup', last);
    if (liftedAt === undefined) return;
    if (ended === 'undecided') click(start, kLeft);
    if (ended === 'held') click(start, kRight);
    if (ended === 'scrolling' && !kStill.matches && trail.length > 1 && isFresh(trail.at(-1), liftedAt)) glideOn();
  };

  const take = (act) => (event) => {
    event.preventDefault();  // or the browser would add a mouse of its own
    event.stopPropagation();
    act(event);
  };
  const listen = (type, act) => page.addEventListener(type, take(act), {capture: true, passive: false});
  listen('touchstart', (event) => begin(event.touches, event.timeStamp));
  listen('touchmove', (event) => { if (gesture !== 'none') move(event.touches, event.timeStamp); });
  listen('touchend', (event) => {
    if (gesture !== 'pinching') finish(event.timeStamp);
    else if (event.touches.length < 2) finish();
  });
  listen('touchcancel', () => finish());
}
