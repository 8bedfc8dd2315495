// Typing: a real text field, invisible, stands at the caret whenever a field on the canvas takes text,
// so that input methods, dictation, touch keyboards and the clipboard work as in any page. Its
// contents go to the program at once; only a composition stays in it until it is finished.
import {heldKeys} from './pointer.js';
import {tableOf} from './table_text.js';

// Keys that belong to an input method are not ours (229 is what older engines say instead).
const isComposing = (event) => event.isComposing || event.keyCode === 229;

// Answered by the copy, cut and paste events, which alone may touch the clipboard.
function isClipboardKey(event) {
  const command = event.ctrlKey || event.metaKey;
  if (command && !event.altKey && ['c', 'x', 'v'].includes(event.key.toLowerCase())) return true;
  if (event.code === 'Insert') return command || event.shiftKey;
  return event.code === 'Delete' && event.shiftKey;
}

// Rows of a table are given as text, which spreadsheets read, and as a table.
function offer(clipboard, text) {
  clipboard.setData('text/plain', text);
  const table = tableOf(text);
  if (table !== undefined) clipboard.setData('text/html', table);
}

const utf8 = new TextEncoder();

function makeField(page) {
  const field = document.createElement('textarea');
  field.id = 'text';
  field.rows = 1;
  field.tabIndex = -1;
  field.autocapitalize = 'off';
  field.autocomplete = 'off';
  field.spellcheck = false;
  field.setAttribute('aria-label', document.documentElement.lang.startsWith('zh') ? '输入' : 'Text input');
  field.setAttribute('autocorrect', 'off');
  page.append(field);
  return field;
}

export function takeText(page, canvas, program, frames) {
  const field = makeField(page);
  let wanted = false;
  let composing = false;

  const compose = (text, caret) => {
    program.compose(text, utf8.encode(text.slice(0, caret)).length);
    frames.wake();
  };
  const type = (text) => {
    field.value = '';
    program.type(text);
    frames.wake();
  };

  field.addEventListener('compositionstart', () => { composing = true; });
  field.addEventListener('compositionend', (event) => {
    composing = false;
    program.compose('', 0);
    type(wanted ? event.data : '');
  });
  field.addEventListener('input', (event) => {
    if (composing) compose(field.value, field.selectionEnd);
    // WebKit adds the finished text once more after compositionend.
    else if (event.inputType === 'insertFromComposition') field.value = '';
    else if (field.value !== '') type(field.value);
  });

  const onKey = (event) => {
    const down = event.type === 'keydown';
    // A release is told always, or a key that was held when a composition began would stay held.
    if ((down && isComposing(event)) || isClipboardKey(event)) return;
    if (program.key(event.key, event.code, heldKeys(event), down)) event.preventDefault();
  };
  addEventListener('keydown', onKey);
  addEventListener('keyup', onKey);

  const onCopy = (event) => {
    const text = program.copy(event.type === 'cut');
    if (text === undefined) return;
    offer(event.clipboardData, text);
    event.preventDefault();
  };
  addEventListener('copy', onCopy);
  addEventListener('cut', onCopy);
  addEventListener('paste', (event) => {
    const text = event.clipboardData.getData('text/plain');
    event.preventDefault();
    if (text !== '') program.paste(text.replaceAll('\r\n', '\n'));
  });

  // A click must not take the focus from the field, but it finishes what is being composed.
  canvas.addEventListener('mousedown', (event) => {
    event.preventDefault();
    if (composing) field.blur();
    (wanted ? field : page).focus({preventScroll: true});
  });

  return {
    // The caret's place in CSS pixels; `isWanted` is false when no field takes text.
    followCaret(isWanted, x, y, height) {
      if (isWanted) {
        field.style.left = `${Math.max(0, Math.min(x, innerWidth - 2))}px`;
        field.style.top = `${Math.max(0, Math.min(y, innerHeight - height))}px`;
        field.style.height = `${height}px`;
      }
      if (isWanted === wanted) return;
      wanted = isWanted;
      if (!wanted) field.value = '';
      (wanted ? field : page).focus({preventScroll: true});
    },

    // A copy that no copy event asked for: a button, a menu.
    copy(text) {
      if (navigator.clipboard) {
        const item = (type, part) => ({[type]: new Blob([part], {type})});
        const table = tableOf(text);
        navigator.clipboard.write([new ClipboardItem(
            {...item('text/plain', text), ...(table === undefined ? {} : item('text/html', table))})]).catch(() => {});
        return;
      }
      const answer = (event) => {
        offer(event.clipboardData, text);
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      addEventListener('copy', answer, {capture: true, once: true});
      document.execCommand('copy');
      removeEventListener('copy', answer, {capture: true});
    },
  };
}
