#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/place_map.hpp"

namespace allot::load {

/// Finds the parts of lists and maps by their names: item by item, ten thousand changes of ten
/// thousand items look a hundred million times. Lists and maps go by their places (see PathTarget),
/// because nodes move.
///
/// What it has noted is looked at before it is believed, so that names which are gone do no harm,
/// and parts that are added at the end are noted by themselves. It has to be told where a value is
/// replaced, and where parts move up.
class PartIndex {
 public:
  /// The first of `size` parts, from `begin` on, for which `is_named(position)` holds. `names_of`
  /// calls its second argument with each name of the part at a position, `name` among them if
  /// `is_named` holds.
  template <class NamesOf, class IsNamed>
  std::optional<std::size_t> find(std::string_view place, std::size_t size, const std::string& name,
                                  const NamesOf& names_of, const IsNamed& is_named,
                                  std::size_t begin = 0) {
    constexpr std::size_t kFew = 8;  // looks that a list of names would not be worth
    Parts& parts = parts_.at(place);
    if (parts.looks < kFew) {
      ++parts.looks;
      std::size_t i = begin;
      while (i < size && !is_named(i)) {
        ++i;
      }
      return i < size ? std::optional{i} : std::nullopt;
    }
    parts.note(size, names_of);
    for (auto at = parts.names.lower_bound({name, begin});
         at != parts.names.end() && at->first == name; ++at) {
      if (at->second < size && is_named(at->second)) {
        return at->second;
      }
    }
    return std::nullopt;
  }

  /// To be called when the value at `place` has become another one.
  void changed(std::string_view place);
  /// Counts a part of the list or map at `place` that was taken out; returns how many there are.
  std::size_t count_taken_out(std::string_view place) { return ++parts_.at(place).taken_out; }
  /// To be called when parts have moved.
  void clear() { parts_.clear(); }

 private:
  struct Parts {
    std::size_t looks = 0;
    std::size_t noted = 0;                  ///< of so many parts the names are known
    std::vector<std::size_t> changed = {};  ///< which may have other names now
    std::set<std::pair<std::string, std::size_t>> names = {};  ///< with positions
    std::size_t taken_out = 0;

    template <class NamesOf>
    void note(std::size_t size, const NamesOf& names_of) {
      const auto note_one = [&](std::size_t position) {
        names_of(position, [&](std::string_view name) { names.emplace(name, position); });
      };
      for (const std::size_t position : std::exchange(changed, {})) {
        if (position < size) {
          note_one(position);
        }
      }
      for (noted = std::min(noted, size); noted < size; ++noted) {
        note_one(noted);
      }
    }
  };

  PlaceMap<Parts> parts_;
};

/// Where the parts of the tree of a scenario are.
struct TreeIndex {
  PartIndex parts;    ///< by key; of a list by id, and the steps by label and name
  PartIndex columns;  ///< the items of a list by the fields that they have

  void changed(std::string_view place) {
    parts.changed(place);
    columns.changed(place);
  }
  void clear() {
    parts.clear();
    columns.clear();
  }
};

// Parts that a change took out keep their positions until all changes of a file are made: all its
// paths speak of the same ones, and the others need not move up one by one.

template <class Part>
void take_out(Part& part) {
  part = Part{};
}

/// What a file, or the command line, says has a place.
inline bool is_taken_out(const YamlNode& item) {
  return item.is_empty() && item.where == Location{};
}
inline bool is_taken_out(const YamlNode::Entry& entry) {
  return entry.key.empty() && entry.key_where == Location{};
}

}  // namespace allot::load
