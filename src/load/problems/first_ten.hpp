#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/text.hpp"

namespace allot::load {

/// For cells that are written in another way than this program takes.
inline constexpr std::string_view kChangeColumn =
    "change the whole column at once: in a spreadsheet by the format of its cells, in an editor by "
    "find and replace";
inline constexpr std::string_view kOtherColumn = "is it the column that was meant?";

/// Passes on the first ten messages of a kind and counts the others: a million wrong cells are
/// one mistake.
class FirstTen {
 public:
  /// `others` names what is counted: "more wrong rows in this table".
  FirstTen(Problems& problems, std::string others)
      : problems_{problems}, others_{std::move(others)} {}
  /// For a column, of which `cells` have to be right: where most of them are wrong it is one
  /// mistake, and one message at the first of them, with the way out of it.
  FirstTen(Problems& problems, std::string others, std::size_t cells, std::string_view way_out)
      : problems_{problems}, others_{std::move(others)}, cells_{cells}, way_out_{way_out} {}

  [[nodiscard]] bool any() const { return count_ > 0; }

  /// `make` gives the Diagnostic; it is not called for those that are only counted.
  template <class Make>
  void add(Make make) {
    constexpr std::size_t kShown = 10;
    ++count_;
    if (count_ <= kShown) {
      shown_.push_back(make());
    } else if (++hidden_ == 1) {
      first_hidden_ = make();
    }
  }

  /// Passes them on. To be called once, at the end.
  void finish() {
    constexpr std::size_t kFew = 3;
    if (count_ >= kFew && 2 * count_ > cells_ && cells_ > 0) {
      add_for_column(std::move(shown_.front()));
      return;
    }
    for (Diagnostic& problem : shown_) {
      problems_.add(std::move(problem));
    }
    if (first_hidden_) {
      problems_.add({.code = first_hidden_->code,
                     .where = first_hidden_->where,
                     .message = others_ + ": " + std::to_string(hidden_),
                     .label = "the first of them"});
    }
  }

 private:
  void add_for_column(Diagnostic first) {
    first.message +=
        "; " + grouped_digits(std::to_string(count_ - 1)) + " more cells of the column are like it";
    first.help.emplace_back(way_out_);
    problems_.add(std::move(first));
  }

  Problems& problems_;
  std::string others_;
  std::size_t cells_ = 0;  ///< 0: each is a mistake of its own
  std::string_view way_out_;
  std::size_t count_ = 0;
  std::size_t hidden_ = 0;
  std::vector<Diagnostic> shown_;
  std::optional<Diagnostic> first_hidden_;
};

/// A message for each item that is wrong: `make(item)`.
template <class List, class IsWrong, class Make>
void report_first_ten(Problems& problems, std::string others, const List& list, IsWrong is_wrong,
                      Make make) {
  FirstTen first{problems, std::move(others)};
  for (const auto& item : list) {
    if (is_wrong(item)) {
      first.add([&] { return make(item); });
    }
  }
  first.finish();
}

}  // namespace allot::load
