// The browser's two stores. Lane A is localStorage, written before the call returns. Lane B is
// IndexedDB with strict durability: a write is told as done only when it is on disk.
import {kIsServed} from './offline.js';

// StorageTrouble of src/store/port.h.
const kTrouble = {noSpace: 0, unavailable: 1, noAnswer: 2, failed: 3};
const kNoSuchKey = 1;

export function troubleOf(error) {
  switch (error?.name) {
    case 'QuotaExceededError': return kTrouble.noSpace;
    case 'SecurityError':
    case 'NotAllowedError':
    case 'InvalidStateError':
    case 'NotFoundError': return kTrouble.unavailable;
    case 'TimeoutError': return kTrouble.noAnswer;
    default: return kTrouble.failed;
  }
}

// Runs `work` on localStorage; the getter itself throws where storage is forbidden.
function quickly(work) {
  try {
    return work(localStorage);
  } catch (error) {
    return {code: -1 - troubleOf(error), text: String(error)};
  }
}

export function quickLane() {
  return {
    quickKeys: (prefix) => quickly((store) => {
      const keys = Object.keys(store).filter((key) => key.startsWith(prefix));
      return {code: 0, text: keys.join('\n')};
    }),
    quickRead: (key) => quickly((store) => {
      const text = store.getItem(key);
      return text === null ? {code: kNoSuchKey, text: ''} : {code: 0, text};
    }),
    quickWrite: (key, value) => quickly((store) => {
      store.setItem(key, value);
      return {code: 0, text: ''};
    }),
    quickErase: (key) => {
      quickly((store) => store.removeItem(key));
    },
  };
}

const kDatabase = 'tongzhou';
const kStore = 'entries';

function openDatabase() {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(kDatabase, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(kStore);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

export function safeLane(program, frames) {
  const collected = new Map();  // request -> [key, bytes or null]
  let database;                 // a promise, so that calls keep their order while it opens

  const connect = () => {
    database ??= openDatabase().then((open) => {
      // Let a newer edition of the page upgrade, and come back after the browser has closed it.
      open.onversionchange = () => open.close();
      open.onclose = () => { database = undefined; };
      return open;
    });
    database.catch(() => { database = undefined; });
    return database;
  };

  // One transaction; `work` asks for what it needs, `receive` hands it over after it is complete.
  const transact = async (mode, work) => {
    const transaction = (await connect()).transaction(kStore, mode, {durability: 'strict'});
    return new Promise((resolve, reject) => {
      let receive;
      transaction.oncomplete = () => resolve(receive());
      transaction.onabort = () =>
          reject(transaction.error ?? new Error('the transaction was aborted'));
      try {
        receive = work(transaction.objectStore(kStore));
      } catch (error) {
        transaction.abort();  // or what was put before it would be kept
        reject(error);
      }
    });
  };

  // Answers `request` once: with what came, a failure, or the end of patience.
  const answer = (request, limit, promise) => {
    let answered = false;
    const finish = (trouble, detail, entries = []) => {
      if (answered) return;
      answered = true;
      clearTimeout(timer);
      for (const [key, value] of entries) program.safeFound(request, key, value);
      program.safeFinished(request, trouble, detail);
      frames.wake();
    };
    const timer = setTimeout(() => finish(kTrouble.noAnswer, `${limit} ms`), limit);
    promise.then((entries) => finish(-1, '', entries),
        (error) => finish(troubleOf(error), String(error)));
  };

  return {
    safeCollect(request, key, bytes) {
      if (!collected.has(request)) collected.set(request, []);
      collected.get(request).push([key, bytes]);
    },

    safeWrite(request, limit) {
      const writes = collected.get(request) ?? [];
      collected.delete(request);
      answer(request, limit, transact('readwrite', (store) => {
        for (const [key, bytes] of writes) bytes === null ? store.delete(key) : store.put(bytes, key);
        return () => [];
      }));
    },

    safeRead(request, prefix, keysOnly, limit) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      answer(request, limit, transact('readonly', (store) => {
        const keys = store.getAllKeys(range);
        const values = keysOnly ? undefined : store.getAll(range);
        return () => keys.result.map((key, i) => [key, values?.result[i] ?? new Uint8Array(0)]);
      }));
    },
  };
}

// StorageFacts::Kept and StorageFacts::Page of src/app/ports.h.
const kKept = {unknown: 0, promised: 1, notPromised: 2};
const kPage = location.protocol === 'file:' ? 1 : kIsServed ? 2 : 0;

// Whether the browser may reclaim what is stored, how much it is, and the asking for better.
export function storageRoom(program, frames) {
  const tell = async () => {
    const room = navigator.storage;
    const kept = await room?.persisted?.().catch(() => undefined);
    const used = (await room?.estimate?.().catch(() => undefined))?.usage ?? 0;
    const answer = kept === undefined ? kKept.unknown : kept ? kKept.promised : kKept.notPromised;
    program.storageFacts(answer, used, kPage);
    frames.wake();
  };
  return {
    tellStorageFacts: tell,
    askToKeep: () => {
      Promise.resolve(navigator.storage?.persist?.()).catch(() => undefined).then(tell);
    },
  };
}
