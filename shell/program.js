// The compiled program as the page sees it: its functions, with text as strings and files as bytes.
// The first call that traps ends it: the program then says so and answers nothing any more.

export function wrapProgram(module, onFailure) {
  let broken = false;
  let busy = 0;

  const guard = (call) => {
    if (broken) return undefined;
    const begun = performance.now();
    try {
      return call();
    } catch (error) {
      broken = true;
      onFailure(error);
      return undefined;
    } finally {
      busy += performance.now() - begun;
    }
  };
  const withText = (text, call) => {
    const at = module.stringToNewUTF8(text);
    const answer = call(at);
    module._free(at);
    return answer;
  };
  const withBytes = (bytes, call) => {
    const at = module._malloc(Math.max(1, bytes.length));
    module.HEAPU8.set(bytes, at);
    call(at, bytes.length);
    module._free(at);
  };
  const preferences = ({dark, contrast, mac}) => [dark, contrast, mac].map(Number);

  return {
    start: (surroundings, screen) => guard(() => withText(surroundings.language,
        (language) => module._tongzhou_start(language, ...preferences(surroundings),
            screen.width, screen.height, screen.density))),
    rescue: (chinese) => guard(() => module._tongzhou_rescue(Number(chinese))),
    // Seconds until the next frame falls due.
    frame: () => guard(() => module._tongzhou_frame()) ?? Infinity,
    workHidden: () => guard(() => module._tongzhou_work_hidden()) ?? Infinity,
    wake: () => guard(() => module._tongzhou_wake()),
    resize: (screen) => guard(() =>
        module._tongzhou_resize(screen.width, screen.height, screen.density)),
    surroundingsChanged: (surroundings) => guard(() => withText(surroundings.language,
        (language) => module._tongzhou_surroundings(language, ...preferences(surroundings)))),
    // True when the key is ours.
    key: (key, code, modifiers, down) => guard(() => withText(key, (keyAt) => withText(code,
        (codeAt) => module._tongzhou_key(keyAt, codeAt, modifiers, Number(down))))) === 1,
    ownsWheel: () => guard(() => module._tongzhou_owns_wheel()) === 1,
    type: (text) => guard(() => withText(text, (at) => module._tongzhou_type(at))),
    compose: (text, caretBytes) => guard(() => withText(text,
        (at) => module._tongzhou_compose(at, caretBytes))),
    // The copied text, or nothing.
    copy: (cut) => guard(() => {
      const at = module._tongzhou_copy(Number(cut));
      return at === 0 ? undefined : module.UTF8ToString(at);
    }),
    paste: (text) => guard(() => withText(text, (at) => module._tongzhou_paste(at))),
    fileDropped: (name, origin, bytes) => guard(() => withText(name, (nameAt) => withBytes(bytes,
        (at, size) => module._tongzhou_file_dropped(nameAt, origin, at, size)))),
    // `origin` counts from 1; 0 where the file cannot be written again.
    fileOpened: (request, name, origin, bytes) => guard(() => withText(name, (nameAt) => withBytes(bytes,
        (at, size) => module._tongzhou_file_opened(request, nameAt, origin, at, size)))),
    fileUnreadable: (request, detail) => guard(() => withText(detail,
        (at) => module._tongzhou_file_unreadable(request, at))),
    fileDismissed: (request) => guard(() => module._tongzhou_file_dismissed(request)),
    fileUnsaved: (request, detail) => guard(() => withText(detail,
        (at) => module._tongzhou_file_unsaved(request, at))),
    fileSaved: (request) => guard(() => module._tongzhou_file_saved(request)),
    // `trouble` is a StorageTrouble, -1 for success, or -2 where a dialog was dismissed.
    folderAnswered: (request, trouble, text, bytes) => guard(() => withText(text, (textAt) => withBytes(bytes,
        (at, size) => module._tongzhou_folder_answered(request, trouble, textAt, at, size)))),
    safeFound: (request, key, bytes) => guard(() => withText(key, (keyAt) => withBytes(bytes,
        (at, size) => module._tongzhou_safe_found(request, keyAt, at, size)))),
    // `trouble` is a StorageTrouble, or -1 for success.
    safeFinished: (request, trouble, detail) => guard(() => withText(detail,
        (at) => module._tongzhou_safe_finished(request, trouble, at))),
    heard: (bytes) => guard(() => withBytes(bytes, (at, size) => module._tongzhou_heard(at, size))),
    returned: () => guard(() => module._tongzhou_returned()),
    // `kept` is a StorageFacts::Kept.
    storageFacts: (kept, used, page) => guard(() => module._tongzhou_storage_facts(kept, used, page)),
    updateReady: () => guard(() => module._tongzhou_update_ready()),
    activate: (id) => guard(() => module._tongzhou_activate(id)),
    mayClose: () => guard(() => module._tongzhou_may_close()) !== 0,
    graphicsLost: () => guard(() => module._tongzhou_graphics_lost()),
    graphicsRestored: () => guard(() => module._tongzhou_graphics_restored()),
    framesDrawn: () => guard(() => module._tongzhou_frames_drawn()),
    lastFrameMilliseconds: () => guard(() => module._tongzhou_last_frame_milliseconds()),
    // All time spent in calls so far, what they ask of the page included.
    busyMilliseconds: () => busy,
    // For a trap in a callback that nobody here made.
    fail: (error) => guard(() => { throw error; }),
  };
}
