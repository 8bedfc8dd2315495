// Handles of files and folders that a person chose, kept over a reload where the browser can: each kind in a database
// of its own.
const kHandles = 'handles';

function resultOf(asked) {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

export function keepHandles(name) {
  const use = async (mode, work) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(kHandles);
    const database = await resultOf(opening);
    try {
      return await resultOf(work(database.transaction(kHandles, mode).objectStore(kHandles)));
    } finally {
      database.close();
    }
  };
  return {
    // Nothing where there is none.
    get: (key) => use('readonly', (store) => store.get(key)).catch(() => undefined),
    // Where it cannot be kept, the person is asked again next time.
    put: (key, value) => use('readwrite', (store) => store.put(value, key)).catch(() => undefined),
  };
}
