// The mouse, where SDL (which hears the canvas by itself) does not do what a good page does.

// ImGui's bits for held keys (ImGuiMod_*).
const kCtrl = 1 << 12;
const kShift = 1 << 13;
const kAlt = 1 << 14;
const kSuper = 1 << 15;

const kPinchPauseMilliseconds = 200;  // after which a pinch has ended

export const heldKeys = (event) => (event.ctrlKey ? kCtrl : 0) | (event.shiftKey ? kShift : 0) |
    (event.altKey ? kAlt : 0) | (event.metaKey ? kSuper : 0);

export function guidePointer(page, canvas, program) {
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  // A drag goes on outside the window.
  let isPressed = false;
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    isPressed = event.pointerType !== 'touch';  // fingers are told otherwise
  });
  addEventListener('mouseup', () => { isPressed = false; });
  // WebKit tells that the pointer has left the canvas before it tells that the button was released there.
  page.addEventListener('mouseleave', (event) => { if (isPressed) event.stopPropagation(); }, {capture: true});
  // Ctrl and the wheel magnify the page, unless they mean something to us. A pinch on a touchpad comes as the same,
  // with nobody holding the key: then it is held for the program as long as the pinch goes on.
  let isCtrlHeld = false;
  for (const type of ['keydown', 'keyup']) addEventListener(type, (event) => { isCtrlHeld = event.ctrlKey; });
  let release = 0;
  const holdCtrl = (down) => program.key('Control', 'ControlLeft', down ? kCtrl : 0, down);
  page.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return;
    if (!program.ownsWheel()) return void event.stopPropagation();
    if (isCtrlHeld) return;
    if (release === 0) holdCtrl(true);
    clearTimeout(release);
    release = setTimeout(() => {
      release = 0;
      holdCtrl(false);
    }, kPinchPauseMilliseconds);
  }, {capture: true, passive: true});
}
