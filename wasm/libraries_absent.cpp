// Ways of libraries that a page never takes, in place of their own by page.cmake: with them go
// reading by pattern and files of an operating system.
#include <cstdarg>
#include <cstdlib>
#include <cstring>

extern "C" {

// Of minizip, for archives in files; ours are in memory.
void __wrap_fill_fopen64_filefunc(void*) {}

// Dear ImGui reads by it which shaders we chose; what else it would read it is not given.
int __wrap_sscanf(const char* text, const char* pattern, ...) {
  constexpr char kVersion[] = "#version %d";
  constexpr std::size_t kHead = sizeof kVersion - 3;  // without the %d
  if (std::strcmp(pattern, kVersion) != 0 || std::strncmp(text, pattern, kHead) != 0) return 0;
  va_list into;
  va_start(into, pattern);
  *va_arg(into, int*) = std::atoi(text + kHead);
  va_end(into);
  return 1;
}

}  // extern "C"
