// From a random 64-bit id to a 32-bit place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace tongzhou {

// Open addressing with linear probing, at most half full. Ids are random bits already, mixed once
// more so that ids made up by hand (tests, foreign files) do not cluster. Never forgets an id.
class IdIndex {
 public:
  static constexpr std::uint32_t kAbsent = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t find(std::uint64_t id) const {
    if (cells_.empty() || id == 0) return kAbsent;
    for (std::size_t i = home(id);; i = (i + 1) & (cells_.size() - 1)) {
      if (cells_[i].id == id) return cells_[i].place;
      if (cells_[i].id == 0) return kAbsent;
    }
  }
  // Chance puts none of 2,000,000 ids further than about 100 cells from home.
  static constexpr std::size_t kFarthestByChance = 1024;

  // False, and nothing inserted, when the id is 0, is there already, or would stand further than
  // `farthest` cells from home. Readers of files bound that: ids made up to collide could hold us
  // up for hours.
  bool insert(std::uint64_t id, std::uint32_t place,
              std::size_t farthest = std::numeric_limits<std::size_t>::max()) {
    if (id == 0) return false;
    if ((count_ + 1) * 2 > cells_.size()) resize(cells_.empty() ? 16 : cells_.size() * 2);
    std::size_t i = home(id);
    for (std::size_t steps = 0; cells_[i].id != 0; i = (i + 1) & (cells_.size() - 1))
      if (cells_[i].id == id || ++steps == farthest) return false;
    cells_[i] = {id, place};
    ++count_;
    return true;
  }
  std::size_t size() const { return count_; }
  void reserve(std::size_t count) {
    std::size_t size = 16;
    while (size < count * 2) size *= 2;
    if (size > cells_.size()) resize(size);
  }

 private:
  struct Cell {
    std::uint64_t id = 0;
    std::uint32_t place = 0;
  };
  std::size_t home(std::uint64_t id) const {
    return static_cast<std::size_t>((id * 0x9e3779b97f4a7c15U) >> 32) & (cells_.size() - 1);
  }
  void put(Cell cell) {
    std::size_t i = home(cell.id);
    while (cells_[i].id != 0) i = (i + 1) & (cells_.size() - 1);
    cells_[i] = cell;
  }
  void resize(std::size_t size) {
    std::vector<Cell> old(size);
    old.swap(cells_);
    for (const Cell& cell : old)
      if (cell.id != 0) put(cell);
  }

  std::vector<Cell> cells_;
  std::size_t count_ = 0;
};

}  // namespace tongzhou
