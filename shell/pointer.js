// The mouse, where SDL (which hears the canvas by itself) does not do what a good page does.

// ImGui's bits for held keys (ImGuiMod_*).
const kCtrl = 1 << 12;
const kShift = 1 << 13;
const kAlt = 1 << 14;
const kSuper = 1 << 15;

export const heldKeys = (event) => (event.ctrlKey ? kCtrl : 0) | (event.shiftKey ? kShift : 0) |
    (event.altKey ? kAlt : 0) | (event.metaKey ? kSuper : 0);

export function guidePointer(page, canvas, program) {
  canvas.addEventListener('contextmenu', (event) => event.preventDefault());
  // A drag goes on outside the window.
  canvas.addEventListener('pointerdown', (event) => canvas.setPointerCapture(event.pointerId));
  // Ctrl and the wheel (a pinch on a touchpad, too) magnify the page, unless they mean something to us.
  page.addEventListener('wheel', (event) => {
    if (event.ctrlKey && !program.handlesWheel(heldKeys(event))) event.stopPropagation();
  }, {capture: true, passive: true});
}
