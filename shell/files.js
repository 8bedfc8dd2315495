// Files in and out: dropped anywhere on the page, chosen in a dialog, saved as a download.

export function download(name, type, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], {type}));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);  // long enough for any download to begin
}

export function takeFiles(program, frames) {
  const drop = async (file) => {
    program.fileDropped(file.name, new Uint8Array(await file.arrayBuffer()));
    frames.wake();
  };
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  addEventListener('drop', (event) => {
    event.preventDefault();  // or the browser would leave the page for the file
    for (const file of event.dataTransfer.files) drop(file);
  });

  const open = async (request, file) => {
    try {
      program.fileOpened(request, file.name, new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
      program.fileUnreadable(request, String(error));
    }
    frames.wake();
  };

  return {
    // `endings` as in <input accept>; empty for any. Browsers refuse unless a key or click came just before.
    askOpen(request, endings) {
      const input = document.createElement('input');
      input.type = 'file';
      input.accept = endings;
      input.addEventListener('change', () => open(request, input.files[0]));
      input.addEventListener('cancel', () => program.fileDismissed(request));
      input.click();
    },

    saveFile(request, name, type, bytes) {
      download(name, type, bytes);
      setTimeout(() => {
        program.fileSaved(request);
        frames.wake();
      });
    },
  };
}
