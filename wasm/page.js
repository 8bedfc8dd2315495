// Joins the program to the page: each import of page.h becomes a call of a method of `Module.page`,
// with pointers turned into strings and bytes. Nothing is decided here.
addToLibrary({
  page_wake: () => Module['page'].wake(),

  page_follow_caret: (wanted, x, y, height) =>
      Module['page'].followCaret(wanted !== 0, x, y, height),
  page_copy__deps: ['$UTF8ToString'],
  page_copy: (text) => Module['page'].copy(UTF8ToString(text)),

  page_mirror__deps: ['$UTF8ToString'],
  page_mirror: (json) => Module['page'].mirror(JSON.parse(UTF8ToString(json))),
  page_announce__deps: ['$UTF8ToString'],
  page_announce: (sentence, assertive) =>
      Module['page'].announce(UTF8ToString(sentence), assertive !== 0),

  page_glyph_advance: (weight, em, character) => Module['page'].glyphAdvance(weight, em, character),
  page_draw_glyph: (weight, em, character, figures, pixels, capacity) => {
    const glyph = Module['page'].drawGlyph(weight, em, character);
    if (glyph.pixels.length > capacity) return 0;
    HEAPF32.set(
        [glyph.advance, glyph.left, glyph.top, glyph.width, glyph.height, glyph.coloured ? 1 : 0],
        figures >> 2);
    HEAPU8.set(glyph.pixels, pixels);
    return 1;
  },

  page_glyphs_readable: () => Number(Module['page'].glyphsReadable),
  page_paint_glyph__deps: ['$GL', '$GLctx'],
  page_paint_glyph: (texture, x, y, weight, em, character) => Module['page'].paintGlyph(
      GLctx, GL.textures[texture], x, y, weight, em, character),

  page_unix_milliseconds: () => Date.now(),
  page_local_milliseconds: () => {
    const now = new Date();
    return now.getTime() - now.getTimezoneOffset() * 60000;
  },
  page_random: (bytes, size) => {
    crypto.getRandomValues(HEAPU8.subarray(bytes, bytes + size));
  },
  page_decode_gb18030__deps: ['$stringToNewUTF8', '$lengthBytesUTF8'],
  page_decode_gb18030: (bytes, size, result) => {
    try {
      const decoder = new TextDecoder('gb18030', {fatal: true});
      const text = decoder.decode(HEAPU8.slice(bytes, bytes + size));
      HEAPU32[result >> 2] = stringToNewUTF8(text);
      return lengthBytesUTF8(text);
    } catch {
      return -1;
    }
  },

  page_quick_keys__deps: ['$UTF8ToString', '$pageAnswer'],
  page_quick_keys: (prefix, text) => pageAnswer(text, Module['page'].quickKeys(UTF8ToString(prefix))),
  page_quick_read__deps: ['$UTF8ToString', '$pageAnswer'],
  page_quick_read: (key, text) => pageAnswer(text, Module['page'].quickRead(UTF8ToString(key))),
  page_quick_write__deps: ['$UTF8ToString', '$pageAnswer'],
  page_quick_write: (key, value, text) =>
      pageAnswer(text, Module['page'].quickWrite(UTF8ToString(key), UTF8ToString(value))),
  page_quick_erase__deps: ['$UTF8ToString'],
  page_quick_erase: (key) => Module['page'].quickErase(UTF8ToString(key)),
  $pageAnswer__deps: ['$stringToNewUTF8'],
  $pageAnswer: function(at, answer) {
    HEAPU32[at >> 2] = stringToNewUTF8(answer.text);
    return answer.code;
  },

  page_safe_collect__deps: ['$UTF8ToString'],
  page_safe_collect: (request, key, bytes, size) => Module['page'].safeCollect(
      request, UTF8ToString(key), bytes === 0 ? null : HEAPU8.slice(bytes, bytes + size)),
  page_safe_write: (request, limit) => Module['page'].safeWrite(request, limit),
  page_safe_read__deps: ['$UTF8ToString'],
  page_safe_read: (request, prefix, keysOnly, limit) =>
      Module['page'].safeRead(request, UTF8ToString(prefix), keysOnly !== 0, limit),

  page_save_file__deps: ['$UTF8ToString'],
  page_save_file: (request, name, type, place, ask, inPage, bytes, size) => Module['page'].saveFile(request, {
    name: UTF8ToString(name), type: UTF8ToString(type), place: UTF8ToString(place), ask: ask !== 0,
    inPage: inPage !== 0,
    bytes: HEAPU8.slice(bytes, bytes + size),
  }),
  page_opened_as__deps: ['$UTF8ToString'],
  page_opened_as: (origin, place) => Module['page'].openedAs(origin, UTF8ToString(place)),
  page_address_text__deps: ['$stringToNewUTF8'],
  page_address_text: () => stringToNewUTF8(location.protocol === 'file:' ? '' : location.href.split('#')[0]),
  page_ask_open__deps: ['$UTF8ToString'],
  page_ask_open: (request, endings) => Module['page'].askOpen(request, UTF8ToString(endings)),

  page_tell_windows: (bytes, size) => Module['page'].tellWindows(HEAPU8.slice(bytes, bytes + size)),
  page_ask_to_keep: () => Module['page'].askToKeep(),
  page_keep_offline: (keep) => Module['page'].keepOffline(keep !== 0),

  page_has_folders: () => Number(Module['page'].hasFolders),
  page_folder__deps: ['$UTF8ToString'],
  page_folder: (request, act, plan, name, bytes, size) => Module['page'].useFolder(
      request, act, UTF8ToString(plan), UTF8ToString(name), HEAPU8.slice(bytes, bytes + size)),

  page_open_address__deps: ['$UTF8ToString'],
  page_open_address: (address) => {
    open(UTF8ToString(address), '_blank', 'noopener');
  },
});
