// Files in and out: dropped anywhere on the page, chosen in a dialog, opened by double click where the page is
// installed; saved where they came from where the browser can (File System Access), else as downloads.

import {keepHandles} from './handles.js';
import {pageWith} from './plan_page.js';

export function download({name, type, bytes}) {
  const address = URL.createObjectURL(new Blob([bytes], {type}));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);  // long enough for any download to begin
}

// A drawing (SVG) as PNG, on white paper: two pixels for one, where that is not too large for a canvas.
async function pixelsOf(drawing) {
  const largest = 8192;
  const address = URL.createObjectURL(new Blob([drawing], {type: 'image/svg+xml'}));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const scale = Math.min(2, largest / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const paper = canvas.getContext('2d');
    paper.fillStyle = 'white';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(address);
  }
}

const endingOf = (name) => name.slice(name.lastIndexOf('.'));
const isDismissal = (error) => error.name === 'AbortError';

// Where files were opened or written, and what they were then: one that was changed since by somebody else is not
// written over.
function keepPlaces() {
  const origins = [];       // handles of opened files; their numbers count from 1
  const places = new Map();  // what a file is a copy of -> {handle, modified, size}
  const shelf = keepHandles('tongzhou-files');  // the same, of former visits

  const look = async (handle) => {
    const file = await handle.getFile();
    return {handle, modified: file.lastModified, size: file.size};
  };
  const keep = (place, seen) => {
    places.set(place, seen);
    shelf.put(place, seen);
  };
  const isAsItWas = async (place) => {
    const now = await look(place.handle);
    return now.modified === place.modified && now.size === place.size;
  };
  const mayWrite = async (handle) => {
    const mode = {mode: 'readwrite'};
    return await handle.queryPermission(mode) === 'granted' || await handle.requestPermission(mode) === 'granted';
  };

  return {
    // The number under which the file can be found again; 0 for no handle.
    async add(handle) {
      if (!handle) return 0;
      return origins.push(await look(handle));
    },
    name: (origin, place) => keep(place, origins[origin - 1]),
    // A handle that may be written without asking; nothing when there is none.
    async known(place) {
      const found = places.get(place) ?? await shelf.get(place);
      if (!found) return undefined;
      try {
        return await mayWrite(found.handle) && await isAsItWas(found) ? found.handle : undefined;
      } catch {
        return undefined;  // deleted or moved meanwhile
      }
    },
    async written(place, handle) {
      if (place !== '') keep(place, await look(handle));
    },
  };
}

// The browser keeps the old contents until all of the new ones are written.
export async function write(handle, bytes) {
  const stream = await handle.createWritable();
  await stream.write(bytes);
  await stream.close();
}

export function takeFiles(program, frames) {
  const places = keepPlaces();

  const drop = async (file, handle) => {
    program.fileDropped(file.name, await places.add(await handle), new Uint8Array(await file.arrayBuffer()));
    frames.wake();
  };
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  addEventListener('drop', (event) => {
    event.preventDefault();  // or the browser would leave the page for the file
    for (const item of event.dataTransfer.items) {
      const file = item.getAsFile();
      if (file) drop(file, item.getAsFileSystemHandle?.().catch(() => undefined));
    }
  });
  // Files that the system opens with the installed page.
  window.launchQueue?.setConsumer(async ({files}) => {
    for (const handle of files) await drop(await handle.getFile(), handle);
  });

  // Of several, the first answers the request; the others come as if dropped.
  const open = async (request, file, handle) => {
    try {
      program.fileOpened(request, file.name, await places.add(handle), new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      program.fileUnreadable(request, String(error));
    }
    frames.wake();
  };
  const openByField = (request, endings) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept = endings;
    input.addEventListener('change', async () => {
      const [first, ...others] = input.files;
      await open(request, first);
      for (const file of others) await drop(file);
    });
    input.addEventListener('cancel', () => program.fileDismissed(request));
    input.click();
  };
  const openByHandle = async (request, endings) => {
    const kinds = endings === '' ? [] : [{accept: {'application/octet-stream': endings.split(',')}}];
    try {
      const [handle, ...others] =
        await window.showOpenFilePicker({types: kinds, excludeAcceptAllOption: false, multiple: true});
      await open(request, await handle.getFile(), handle);
      for (const other of others) await drop(await other.getFile(), other);
    } catch (error) {
      if (isDismissal(error)) program.fileDismissed(request);
      else openByField(request, endings);
    }
  };

  const askWhere = ({name, type}) => window.showSaveFilePicker({
    suggestedName: name, types: [{accept: {[type.split(';')[0]]: [endingOf(name)]}}],
  });
  const saveByDownload = (request, file) => {
    download(file);
    setTimeout(() => {
      program.fileSaved(request);
      frames.wake();
    });
  };
  const saveByHandle = async (request, file) => {
    let handle;
    try {
      handle = (!file.ask && await places.known(file.place)) || await askWhere(file);
    } catch (error) {
      if (!isDismissal(error)) return saveByDownload(request, file);
      program.fileUnsaved(request, '');
      return;
    }
    try {
      await write(handle, file.bytes);
      await places.written(file.place, handle);
      program.fileSaved(request);
    } catch (error) {
      program.fileUnsaved(request, String(error));
    }
    frames.wake();
  };

  return {
    // `endings` as in <input accept>; empty for any. Browsers refuse unless a key or click came just before.
    askOpen: (request, endings) => (window.showOpenFilePicker ? openByHandle : openByField)(request, endings),
    saveFile: async (request, file) => {
      const isDrawing = file.type === 'image/png';
      if (!file.inPage && !isDrawing) return (window.showSaveFilePicker ? saveByHandle : saveByDownload)(request, file);
      try {
        saveByDownload(request, {...file, bytes: await (isDrawing ? pixelsOf : pageWith)(file.bytes)});
      } catch (error) {
        program.fileUnsaved(request, String(error));
        frames.wake();
      }
    },
    openedAs: (origin, place) => places.name(origin, place),
  };
}
