// What the program asks of the page around it. Implemented by page.js, which hands every call on to
// the modules in shell/. Text is UTF-8; positions are CSS pixels.
#pragma once

#include <cstddef>
#include <cstdint>

extern "C" {

// Frames: draw soon.
void page_wake();

// Text: where the caret is, and whether a field wants typing at all.
void page_follow_caret(bool wanted, float x, float y, float height);
void page_copy(const char* text);

// The page's own copy of what is on screen, for screen readers and tests; see host/mirror.h.
void page_mirror(const char* json);
void page_announce(const char* sentence, bool assertive);

// Glyphs, drawn by the browser. `figures` receives advance, left, top, width, height, coloured.
// False when the picture does not fit into `capacity` bytes.
float page_glyph_advance(int weight, int em_px, std::uint32_t character);
bool page_draw_glyph(int weight, int em_px, std::uint32_t character, float* figures,
                     std::uint8_t* pixels, std::size_t capacity);
// Whether drawn glyphs can be read; where not, their pixels come back empty, and are painted into
// the texture of that name instead.
bool page_glyphs_readable();
void page_paint_glyph(unsigned texture, int x, int y, int weight, int em_px,
                      std::uint32_t character);

// The machine.
double page_unix_milliseconds();
double page_local_milliseconds();  // the wall clock, counted as if it were UTC
void page_random(std::uint8_t* bytes, std::size_t size);
// The text's length, or -1 when the bytes are not GB18030; the text itself is at *text, for free().
std::ptrdiff_t page_decode_gb18030(const std::uint8_t* bytes, std::size_t size, char** text);

// Storage, lane A (localStorage). Each answers 0, 1 for "no such key", or -1 - a StorageTrouble.
// *text receives the value, the keys one a line, or the browser's words for the trouble; it is for
// free().
int page_quick_keys(const char* prefix, char** text);
int page_quick_read(const char* key, char** text);
int page_quick_write(const char* key, const char* value, char** text);
void page_quick_erase(const char* key);

// Storage, lane B (IndexedDB). A write is collected entry by entry (`bytes` null: erase) and then
// sent. The answers come later, through tongzhou_safe_*, with the number given here.
void page_safe_collect(int request, const char* key, const std::uint8_t* bytes, std::size_t size);
void page_safe_write(int request, int time_limit_milliseconds);
void page_safe_read(int request, const char* prefix, bool keys_only, int time_limit_milliseconds);

// Files that a person chooses. Answers come later, through tongzhou_file_*.
// `place` and `ask` as in SaveAs.
void page_save_file(int request, const char* name, const char* media_type, const char* place,
                    bool ask, bool in_page, const std::uint8_t* bytes, std::size_t size);
void page_opened_as(int origin, const char* place);
// The address of the page without what stands behind #, for free(); empty where others have none.
char* page_address_text();
void page_ask_open(int request, const char* endings);  // ".tongzhou,.xml"; empty: any

// Folders that a person shares with others; what is asked for is a FolderAct of browser_folders.h.
// The answer comes through tongzhou_folder_answered.
bool page_has_folders();
void page_folder(int request, int act, const char* plan, const char* name,
                 const std::uint8_t* bytes, std::size_t size);

void page_open_address(const char* address);

// Other windows of this program; what they tell comes through tongzhou_heard.
void page_tell_windows(const std::uint8_t* bytes, std::size_t size);
// Asks the browser not to reclaim storage; the answer comes through tongzhou_storage_facts.
void page_ask_to_keep();
// StorageRoom::keep_offline.
void page_keep_offline(bool keep);
}
