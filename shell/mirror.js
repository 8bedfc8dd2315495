// The page's own copy of what is on the canvas: an invisible element for each widget, with its role,
// name, value, state and place, for screen readers, voice control and tests. Messages are described in
// src/host/mirror.h. Clicks of a mouse go through to the canvas; a click by a screen reader activates.

const kFlags = {
  disabled: 'aria-disabled',
  readOnly: 'aria-readonly',
  invalid: 'aria-invalid',
  selected: 'aria-selected',
  checked: 'aria-checked',
  expanded: 'aria-expanded',
};
const kNumbers = {
  level: 'aria-level',
  row: 'aria-rowindex',
  column: 'aria-colindex',
  rowCount: 'aria-rowcount',
  columnCount: 'aria-colcount',
};

function setAttribute(element, name, value) {
  if (value === undefined) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
}

const isHeader = (node) => node.role === 'columnheader' || node.role === 'rowheader';

// Fields and sliders hold their value as text, headers their name; readers say `aria-valuetext` of a slider only.
function setValue(element, node) {
  if (node.role === 'slider' || node.role === 'progressbar') {
    setAttribute(element, 'aria-valuetext', node.value);
  } else if (isHeader(node)) {
    element.firstChild.data = node.value ? `${node.name} ${node.value}` : node.name;
  } else {
    element.firstChild.data = node.value ?? '';
  }
}

function describe(element, node) {
  setAttribute(element, 'role', node.role);
  setAttribute(element, 'aria-label', node.name || undefined);
  setAttribute(element, 'aria-current', node.current);
  setAttribute(element, 'aria-modal', node.role === 'dialog' ? true : undefined);
  for (const [key, attribute] of Object.entries(kFlags)) setAttribute(element, attribute, node[key]);
  for (const [key, attribute] of Object.entries(kNumbers)) setAttribute(element, attribute, node[key]);
  // A button that stays down is pressed, where a box is checked.
  if (node.role === 'button') {
    setAttribute(element, 'aria-pressed', node.checked);
    setAttribute(element, 'aria-checked', undefined);
  }
  setValue(element, node);
}

// A row that is one picture: ARIA asks for a cell in it all the same.
function fillRow(element, node) {
  const cell = element.querySelector('[role=gridcell]') ?? element.appendChild(document.createElement('div'));
  setAttribute(cell, 'role', 'gridcell');
  setAttribute(cell, 'aria-label', node.name);
}

export function keepMirror(page, program, frames) {
  const root = document.createElement('div');
  root.id = 'mirror';
  page.append(root);
  const live = ['polite', 'assertive'].map((urgency) => {
    const region = document.createElement('div');
    region.className = 'unseen';
    region.setAttribute('aria-live', urgency);
    page.append(region);
    return region;
  });
  const shown = new Map();  // id -> {element, node}

  const make = (id) => {
    const element = document.createElement('div');
    element.id = `w${id}`;
    element.tabIndex = -1;
    element.append('');
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      program.activate(id);
      frames.wake();
    });
    return element;
  };
  // Boxes come in the page's coordinates; an element inside another is placed from its corner.
  const place = ({element, node}) => {
    const [x, y, width, height] = node.box;
    const [fromX, fromY] = shown.get(node.in)?.node.box ?? [0, 0];
    element.style.left = `${x - fromX}px`;
    element.style.top = `${y - fromY}px`;
    element.style.width = `${width}px`;
    element.style.height = `${height}px`;
  };
  // Walks the widgets in order and moves only those that are not where they should be.
  const arrange = (order) => {
    const last = new Map();  // parent element -> its last child in order
    for (const id of order) {
      const {element, node} = shown.get(id);
      const parent = shown.get(node.in)?.element ?? root;
      const before = last.get(parent);
      const next = before ? before.nextElementSibling : parent.firstElementChild;
      if (next !== element) parent.insertBefore(element, next);
      last.set(parent, element);
    }
  };

  return {
    mirror({set, gone, order, focus}) {
      for (const id of gone) {
        shown.get(id)?.element.remove();
        shown.delete(id);
      }
      for (const node of set) {
        const known = shown.get(node.id) ?? {element: make(node.id)};
        known.node = node;
        shown.set(node.id, known);
        describe(known.element, node);
        if (node.role === 'row' && node.name) fillRow(known.element, node);
      }
      if (order) arrange(order);
      const changed = new Set(set.map((node) => node.id));
      for (const known of shown.values()) {
        if (changed.has(known.node.id) || changed.has(known.node.in)) place(known);
      }
      setAttribute(page, 'aria-activedescendant', focus !== 0 ? `w${focus}` : undefined);
    },

    announce(sentence, assertive) {
      const region = live[Number(assertive)];
      region.textContent = '';
      // Readers speak what changes, so the same sentence twice must come as a change.
      setTimeout(() => { region.textContent = sentence; }, 30);
    },
  };
}
