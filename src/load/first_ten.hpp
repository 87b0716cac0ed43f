#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "allot/core/diagnostic.hpp"

namespace allot::load {

/// Passes on the first ten messages of a kind and counts the others: a million wrong cells are
/// one mistake.
class FirstTen {
 public:
  /// `others` names what is counted: "more wrong rows in this table".
  FirstTen(Problems& problems, std::string others)
      : problems_{problems}, others_{std::move(others)} {}

  [[nodiscard]] bool any() const { return count_ > 0; }

  /// `make` gives the Diagnostic; it is not called for those that are only counted.
  template <class Make>
  void add(Make make) {
    constexpr std::size_t kShown = 10;
    ++count_;
    if (count_ <= kShown) {
      problems_.add(make());
    } else if (++hidden_ == 1) {
      first_hidden_ = make();
    }
  }

  /// Says how many were only counted. To be called once, at the end.
  void finish() {
    if (first_hidden_) {
      problems_.add({.code = first_hidden_->code,
                     .where = first_hidden_->where,
                     .message = others_ + ": " + std::to_string(hidden_),
                     .label = "the first of them"});
    }
  }

 private:
  Problems& problems_;
  std::string others_;
  std::size_t count_ = 0;
  std::size_t hidden_ = 0;
  std::optional<Diagnostic> first_hidden_;
};

}  // namespace allot::load
