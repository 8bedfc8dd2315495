// libsodium multiplies the base point of edwards25519 by means of a table of 30 KB, a thirtieth of
// the page. Here its way for any other point does it: three times as long, and still no time at
// all. The linker puts this in its place (--wrap in CMakeLists.txt).
#include <array>

#include "core/check.h"

extern "C" {

// As in sodium/private/ed25519_ref10.h, which cannot be included from outside of libsodium. A point
// is four numbers of 40 bytes in each of its two ways to write them.
struct alignas(16) Ge25519Point {
  unsigned char bytes[160];
};
int ge25519_frombytes(Ge25519Point* point, const unsigned char* encoded);
void ge25519_scalarmult(Ge25519Point* product, const unsigned char* scalar,
                        const Ge25519Point* point);

// The linker wants that name.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
void __wrap_ge25519_scalarmult_base(Ge25519Point* product, const unsigned char* scalar) {
  // RFC 8032, section 5.1: y is 4/5, x is even.
  std::array<unsigned char, 32> encoded;
  encoded.fill(0x66);
  encoded.front() = 0x58;
  Ge25519Point base;
  const bool is_point = ge25519_frombytes(&base, encoded.data()) == 0;
  tongzhou::check(is_point, "the base point is one");
  ge25519_scalarmult(product, scalar, &base);
}
}
