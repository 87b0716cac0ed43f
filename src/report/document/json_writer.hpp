#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
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
inline constexpr std::string_view kComma = ", ";
inline constexpr JsonLayout kInOneLine{"", kComma};
/// An item to a line: a change of one figure is a change of one line.
inline constexpr JsonLayout kInLines{"\n  ", ",\n  "};

/// The name of a member, with what stands around it; of an item of a list none. Ours need no
/// escapes, and are put together when they are compiled.
class JsonName {
 public:
  JsonName() = default;
  template <std::size_t size>
  consteval JsonName(const char (&ours)[size]) : size_{size + 5} {
    static_assert(size >= 3);  // JsonWriter::key copies eight bytes at once
    std::copy_n(", \"", 3, text_.begin());
    std::copy_n(ours, size - 1, text_.begin() + 3);
    std::copy_n("\": ", 3, text_.begin() + size + 2);
  }
  explicit JsonName(std::string_view theirs) : theirs_{theirs}, is_theirs_{true} {}

 private:
  friend class JsonWriter;

  std::array<char, 24> text_ = {};  ///< `, "name": `
  std::size_t size_ = 0;
  std::string_view theirs_ = {};
  bool is_theirs_ = false;
};

/// JSON as it is told: the order of its members is part of each format.
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

  void string(const JsonName& name, std::string_view text);
  /// The string, or null where it is empty.
  void text(const JsonName& name, std::string_view text);
  /// The amount, or null where there is none; so it is with numbers.
  void amount(const JsonName& name, const std::optional<Money>& value) {
    number(name, value ? std::optional{int128{value->minor()}} : std::nullopt, decimals_);
  }
  /// In units of 10^-decimals, with all its decimals.
  void number(const JsonName& name, const std::optional<int128>& value, int decimals = 0);
  /// A number or a word of JSON as it is.
  void verbatim(const JsonName& name, std::string_view value) {
    key(name);
    out_.put(value);
  }
  void flag(const JsonName& name, bool value) { verbatim(name, value ? "true" : "false"); }
  void null(const JsonName& name) { verbatim(name, "null"); }

  template <class Tell>
  void object(const JsonName& name, Tell&& tell) {
    key(name);
    nest('{', kInOneLine, '}', tell);
  }
  template <class Tell>
  void object(Tell&& tell) {
    object({}, tell);
  }

  /// `tell` tells all items.
  template <class Tell>
  void list(const JsonName& name, const JsonLayout& layout, Tell&& tell) {
    key(name);
    nest('[', layout, ']', tell);
  }
  /// `tell(item)` tells one.
  template <class Items, class Tell>
  void each(const JsonName& name, const Items& items, Tell&& tell,
            const JsonLayout& layout = kInOneLine) {
    list(name, layout, [&] {
      for (const auto& item : items) {
        tell(item);
      }
    });
  }
  /// The same, of objects.
  template <class Items, class Tell>
  void objects(const JsonName& name, const Items& items, Tell&& tell,
               const JsonLayout& layout = kInOneLine) {
    each(
        name, items, [&](const auto& item) { object([&] { tell(item); }); }, layout);
  }
  template <class Items>
  void strings(const JsonName& name, const Items& items, const JsonLayout& layout = kInOneLine) {
    each(
        name, items, [&](const auto& item) { string({}, item); }, layout);
  }

  /// The next member begins a line.
  void break_line(std::string_view before) { next_ = before; }

 private:
  void key(const JsonName& name);

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
