#pragma once

#include <optional>
#include <string_view>
#include <utility>

#include "allot/core/int128.hpp"
#include "allot/core/money.hpp"
#include "allot/report/words/writer.hpp"

namespace allot::report {

/// What stands before the first of several members or items, before each of the others, and, where
/// there are any, behind the last.
struct JsonLayout {
  std::string_view first, between, last = {};
};
inline constexpr JsonLayout kInOneLine{"", ", "};
/// An item to a line: a change of one figure is a change of one line.
inline constexpr JsonLayout kInLines{"\n  ", ",\n  "};

/// JSON as it is told: the order of its members is part of each format. A value without a name is
/// an item of a list.
class JsonWriter {
 public:
  /// Amounts have so many decimals.
  JsonWriter(Writer& out, int decimals) : out_{out}, decimals_{decimals} {}

  /// All of it.
  template <class Tell>
  void document(Tell&& tell) {
    nest('{', {"", ",\n "}, '}', tell);
    out_.put('\n');
  }

  void string(std::string_view name, std::string_view text);
  /// The string, or null where it is empty.
  void text(std::string_view name, std::string_view text);
  /// The amount, or null where there is none; so it is with numbers.
  void amount(std::string_view name, const std::optional<Money>& value) {
    number(name, value ? std::optional{int128{value->minor()}} : std::nullopt, decimals_);
  }
  /// In units of 10^-decimals, with all its decimals.
  void number(std::string_view name, const std::optional<int128>& value, int decimals = 0);
  /// A number or a word of JSON as it is.
  void verbatim(std::string_view name, std::string_view value) {
    key(name);
    out_.put(value);
  }
  void flag(std::string_view name, bool value) { verbatim(name, value ? "true" : "false"); }
  void null(std::string_view name) { verbatim(name, "null"); }

  template <class Tell>
  void object(std::string_view name, Tell&& tell) {
    key(name);
    nest('{', kInOneLine, '}', tell);
  }
  template <class Tell>
  void object(Tell&& tell) {
    object({}, tell);
  }

  /// `tell` tells all items.
  template <class Tell>
  void list(std::string_view name, const JsonLayout& layout, Tell&& tell) {
    key(name);
    nest('[', layout, ']', tell);
  }
  /// `tell(item)` tells one.
  template <class Items, class Tell>
  void each(std::string_view name, const Items& items, Tell&& tell,
            const JsonLayout& layout = kInOneLine) {
    list(name, layout, [&] {
      for (const auto& item : items) {
        tell(item);
      }
    });
  }
  /// The same, of objects.
  template <class Items, class Tell>
  void objects(std::string_view name, const Items& items, Tell&& tell,
               const JsonLayout& layout = kInOneLine) {
    each(
        name, items, [&](const auto& item) { object([&] { tell(item); }); }, layout);
  }
  template <class Items>
  void strings(std::string_view name, const Items& items, const JsonLayout& layout = kInOneLine) {
    each(
        name, items, [&](const auto& item) { string({}, item); }, layout);
  }

  /// The next member begins a line.
  void break_line(std::string_view before) { next_ = before; }

 private:
  void key(std::string_view name) {
    out_.put(std::exchange(next_, between_));
    if (!name.empty()) {
      out_.put('"');
      out_.put(name);
      out_.put("\": ");
    }
  }

  template <class Tell>
  void nest(char open, const JsonLayout& layout, char close, Tell&& tell) {
    const std::string_view outer = between_;
    out_.put(open);
    next_ = layout.first;
    between_ = layout.between;
    tell();
    if (next_ == between_) {
      out_.put(layout.last);
    }
    out_.put(close);
    next_ = between_ = outer;
  }

  Writer& out_;
  int decimals_;
  std::string_view next_ = {}, between_ = {};
};

}  // namespace allot::report
