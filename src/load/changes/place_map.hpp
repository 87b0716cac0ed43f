#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace allot::load {

/// Between the parts of a place.
inline constexpr char kPlaceSeparator = '\n';

/// From a place to a part of it. Names may have line ends in them, places have them nowhere else.
inline void add_part(std::string& place, std::string_view name) {
  place += kPlaceSeparator;
  for (const char c : name) {
    if (c == kPlaceSeparator || c == '\\') {
      place += '\\';
    }
    place += c == kPlaceSeparator ? 'n' : c;
  }
}

/// Values by places in the tree (see PathTarget), which can be found from the places above and
/// below them.
template <class Value>
class PlaceMap {
 public:
  void set(std::string_view place, Value value) {
    values_.insert_or_assign(std::string{place}, std::move(value));
  }

  void clear() { values_.clear(); }

  /// The value at `place`: an empty one if there was none.
  Value& at(std::string_view place) {
    const auto found = values_.find(place);
    return found != values_.end() ? found->second : values_[std::string{place}];
  }

  /// Drops what is at `place`, and all parts of it.
  void drop(std::string_view place) {
    const std::string below = std::string{place} + kPlaceSeparator;
    const auto first = values_.lower_bound(below);
    auto last = first;
    while (last != values_.end() && last->first.starts_with(below)) {
      ++last;
    }
    values_.erase(first, last);
    if (const auto found = values_.find(place); found != values_.end()) {
      values_.erase(found);
    }
  }

  [[nodiscard]] const Value* find(std::string_view place) const {
    const auto at = values_.find(place);
    return at == values_.end() ? nullptr : &at->second;
  }

  /// What `place` is a part of, from the outside in.
  template <class Visit>
  void visit_above(std::string_view place, Visit visit) const {
    for (std::size_t end = place.find(kPlaceSeparator, 1); end != std::string_view::npos;
         end = place.find(kPlaceSeparator, end + 1)) {
      if (const Value* value = find(place.substr(0, end))) {
        visit(*value);
      }
    }
  }

  /// The same, with what `place` is called from there.
  template <class Visit>
  void visit_holders(std::string_view place, Visit visit) {
    for (std::size_t end = place.find(kPlaceSeparator, 1); end != std::string_view::npos;
         end = place.find(kPlaceSeparator, end + 1)) {
      if (const auto found = values_.find(place.substr(0, end)); found != values_.end()) {
        visit(found->second, place.substr(end + 1));
      }
    }
  }

  /// The parts of `place`, itself not among them.
  template <class Visit>
  void visit_below(std::string_view place, Visit visit) const {
    const std::string begin = std::string{place} + kPlaceSeparator;
    for (auto at = values_.lower_bound(begin); at != values_.end() && at->first.starts_with(begin);
         ++at) {
      visit(at->second);
    }
  }

 private:
  std::map<std::string, Value, std::less<>> values_;
};

}  // namespace allot::load
