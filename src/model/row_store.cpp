#include "model/row_store.h"

#include <algorithm>

namespace tongzhou {

RowStore::RowStore(const RowStore& other) : RowStore(*other.type_) {
  reserve(other.size_);
  for (; size_ < other.size_; ++size_) type_->copy(at(size_), other.at(size_));
}

RowStore::RowStore(RowStore&& other) noexcept : RowStore(*other.type_) { swap(other); }

RowStore& RowStore::operator=(const RowStore& other) {
  if (this != &other) {
    RowStore copy(other);
    swap(copy);
  }
  return *this;
}

RowStore& RowStore::operator=(RowStore&& other) noexcept {
  swap(other);
  return *this;
}

RowStore::~RowStore() {
  for (std::size_t i = 0; i < size_; ++i) type_->destroy(at(i));
  ::operator delete(rows_);
}

void RowStore::swap(RowStore& other) noexcept {
  std::swap(type_, other.type_);
  std::swap(rows_, other.rows_);
  std::swap(size_, other.size_);
  std::swap(capacity_, other.capacity_);
}

void RowStore::reserve(std::size_t count) {
  if (count <= capacity_) return;
  auto* const rows = static_cast<std::byte*>(::operator new(count * type_->size));
  for (std::size_t i = 0; i < size_; ++i) type_->relocate(rows + i * type_->size, at(i));
  ::operator delete(rows_);
  rows_ = rows;
  capacity_ = count;
}

void* RowStore::append(const void* like) {
  if (size_ == capacity_) {
    // What is copied may lie in what is about to move.
    const auto* const from = static_cast<const std::byte*>(like);
    const bool is_own = rows_ != nullptr && from >= rows_ && from < rows_ + size_ * type_->size;
    const auto offset = is_own ? from - rows_ : 0;
    reserve(std::max<std::size_t>(4, capacity_ * 2));
    if (is_own) like = rows_ + offset;
  }
  void* const row = at(size_);
  type_->copy(row, like);
  ++size_;
  return row;
}

}  // namespace tongzhou
