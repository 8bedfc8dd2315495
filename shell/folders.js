// Folders that a person shares with others by whatever carries them: a synchroniser, a network drive, a memory stick.
// The program names them by its plan.
import {write} from './files.js';
import {keepHandles} from './handles.js';
import {troubleOf} from './storage.js';

const kReadWrite = {mode: 'readwrite'};
const kSuccess = -1, kDismissed = -2;
const kPatience = 60_000;  // milliseconds: a drive of the network may sleep

// Fails after a while; what was asked for may still happen.
function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DOMException(`${kPatience} ms`, 'TimeoutError')), kPatience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

export function shareFolders(program, frames) {
  const handles = new Map();  // plan -> handle
  const shelf = keepHandles('tongzhou-folders');

  const find = async (plan) => {
    if (!handles.has(plan)) {
      const kept = await shelf.get(plan);
      if (!kept) throw new DOMException('no such folder any more', 'NotFoundError');
      handles.set(plan, kept);
    }
    return handles.get(plan);
  };
  const allow = (state) => {
    if (state !== 'granted') throw new DOMException('the browser wants to be asked again', 'NotAllowedError');
  };
  const folderOf = async (plan) => {
    const folder = await find(plan);
    allow(await folder.queryPermission(kReadWrite));
    return folder;
  };
  const lineOf = async (entry) => {
    try {
      const file = await entry.getFile();
      return [`${entry.name}\t${file.size}-${file.lastModified}`];
    } catch {
      return [];  // gone meanwhile
    }
  };

  // In the order of FolderAct in wasm/browser_folders.h; each answers {text} or {bytes}. The first two ask the person,
  // who takes as long as they like.
  const kAsking = 2;
  const acts = [
    async (plan) => {
      const folder = await window.showDirectoryPicker({id: 'tongzhou', ...kReadWrite});
      handles.set(plan, folder);
      await shelf.put(plan, folder);
      return {text: folder.name};
    },
    async (plan) => {
      allow(await (await find(plan)).requestPermission(kReadWrite));
      return {};
    },
    async (plan) => {
      const lines = [];
      for await (const entry of (await folderOf(plan)).values()) {
        if (entry.kind === 'file' && entry.name.endsWith('.tongzhou')) lines.push(...await lineOf(entry));
      }
      return {text: lines.join('\n')};
    },
    async (plan, name) => {
      const handle = await (await folderOf(plan)).getFileHandle(name);
      return {bytes: new Uint8Array(await (await handle.getFile()).arrayBuffer())};
    },
    async (plan, name, bytes) => {
      await write(await (await folderOf(plan)).getFileHandle(name, {create: true}), bytes);
      return {};
    },
  ];

  return {
    hasFolders: typeof window.showDirectoryPicker === 'function',
    async useFolder(number, act, plan, name, bytes) {
      try {
        const {text = '', bytes: read = new Uint8Array()} = await (act < kAsking ? acts[act](plan) : inTime(acts[act](plan, name, bytes)));
        program.folderAnswered(number, kSuccess, text, read);
      } catch (error) {
        const trouble = error.name === 'AbortError' ? kDismissed : troubleOf(error);
        program.folderAnswered(number, trouble, String(error.message), new Uint8Array());
      }
      frames.wake();
    },
  };
}
