// Rows of one type, one after the other, where only their type's few functions know what they are:
// growing, copying and taking down is compiled once for all kinds of record.
#pragma once

#include <cstddef>
#include <memory>
#include <new>
#include <utility>

namespace tongzhou {

// What has to be known of a type of rows.
struct RowType {
  std::size_t size = 0;
  void (*copy)(void* to, const void* from) = nullptr;  // makes one at `to`
  void (*relocate)(void* to, void* from) = nullptr;    // the same, and `from` is no more
  void (*destroy)(void* row) = nullptr;

  template <class T>
  static constexpr RowType of() {
    static_assert(alignof(T) <= alignof(std::max_align_t));
    return {.size = sizeof(T),
            .copy =
                [](void* to, const void* from) {
                  std::construct_at(static_cast<T*>(to), *static_cast<const T*>(from));
                },
            .relocate =
                [](void* to, void* from) {
                  std::construct_at(static_cast<T*>(to), std::move(*static_cast<T*>(from)));
                  std::destroy_at(static_cast<T*>(from));
                },
            .destroy = [](void* row) { std::destroy_at(static_cast<T*>(row)); }};
  }
};

class RowStore {
 public:
  // The type lives as long as the program.
  explicit RowStore(const RowType& type) : type_(&type) {}
  RowStore(const RowStore& other);
  RowStore(RowStore&& other) noexcept;
  RowStore& operator=(const RowStore& other);  // of the same type
  RowStore& operator=(RowStore&& other) noexcept;
  ~RowStore();

  std::size_t size() const { return size_; }
  void* data() { return rows_; }
  const void* data() const { return rows_; }
  void reserve(std::size_t count);
  // Behind the others; it may be one of them.
  void* append(const void* like);

 private:
  void* at(std::size_t place) const { return rows_ + place * type_->size; }
  void swap(RowStore& other) noexcept;

  const RowType* type_;
  std::byte* rows_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace tongzhou
