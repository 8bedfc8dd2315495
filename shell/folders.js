// Folders that a person shares with others by whatever carries them: a synchroniser, a network drive, a memory stick.
// The program names them by its plan; their handles are kept in a database of their own.
import {write} from './files.js';
import {troubleOf} from './storage.js';

const kFolderDatabase = 'tongzhou-folders';
const kHandles = 'handles';
const kReadWrite = {mode: 'readwrite'};
const kSuccess = -1, kDismissed = -2;

function answerOf(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function withHandles(mode, work) {
  const opening = indexedDB.open(kFolderDatabase, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(kHandles);
  const database = await answerOf(opening);
  try {
    return await answerOf(work(database.transaction(kHandles, mode).objectStore(kHandles)));
  } finally {
    database.close();
  }
}

export function shareFolders(program, frames) {
  const handles = new Map();  // plan -> handle

  const find = async (plan) => {
    if (!handles.has(plan)) {
      const kept = await withHandles('readonly', (store) => store.get(plan));
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

  // In the order of FolderAct in wasm/browser_folders.h; each answers {text} or {bytes}.
  const acts = [
    async (plan) => {
      const folder = await window.showDirectoryPicker({id: 'tongzhou', ...kReadWrite});
      handles.set(plan, folder);
      // Where it cannot be kept it is asked for anew next time.
      await withHandles('readwrite', (store) => store.put(folder, plan)).catch(() => {});
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
        const {text = '', bytes: read = new Uint8Array()} = await acts[act](plan, name, bytes);
        program.folderAnswered(number, kSuccess, text, read);
      } catch (error) {
        const trouble = error.name === 'AbortError' ? kDismissed : troubleOf(error);
        program.folderAnswered(number, trouble, String(error.message), new Uint8Array());
      }
      frames.wake();
    },
  };
}
