#include "load/xlsx/values/number_format.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "load/xlsx/values/cell_text.hpp"

namespace allot::load::xlsx {

namespace {

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {}, small, {});
}

/// Goes through the first section of a format once.
class FormatReader {
 public:
  explicit FormatReader(std::string_view code) : rest_{code} {}

  NumberFormat read() {
    while (!rest_.empty() && rest_.front() != ';') {
      read_one();
    }
    return format();
  }

 private:
  void read_one() {
    const char c = small(rest_.front());
    switch (c) {
      case '"':
        literal(take(std::min(rest_.find('"', 1), rest_.size() - 1) + 1));
        return;
      case '\\':
        literal(take(2));
        return;
      case '_':  // a blank as wide as the next character
      case '*':  // the next character as often as there is room
        take(2);
        return;
      case '[':
        bracket(take(std::min(rest_.find(']'), rest_.size() - 1) + 1));
        return;
      case '0':
      case '#':
      case '?':
        placeholder(c);
        break;
      case '.':
        behind_point_ = true;
        break;
      case ',':
        ++commas_;
        break;
      case '%':
        percent_ = true;
        break;
      default:
        letter(c);
        return;
    }
    is_id_ = is_id_ && c == '0';
    take(1);
  }

  std::string_view take(std::size_t count) {
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  void placeholder(char c) {
    decimals_ += behind_point_ ? 1 : 0;
    commas_ = 0;  // those before it group digits
    ++placeholders_;
    id_ += c;
  }

  /// Quoted, or behind a backslash. A digit in it could not be told from a place for one.
  void literal(std::string_view text) {
    text.remove_prefix(1);
    if (text.ends_with('"')) {
      text.remove_suffix(1);
    }
    is_id_ = is_id_ && text.find_first_of("0123456789.,'") == std::string_view::npos &&
             !find_control(text);
    id_ += text;
  }

  /// A colour, a language, a condition, or hours, minutes or seconds that go on.
  void bracket(std::string_view text) {
    text.remove_prefix(1);
    if (text.ends_with(']')) {
      text.remove_suffix(1);
    }
    const bool duration = !text.empty() && std::ranges::all_of(text, [&](char c) {
      return small(c) == small(text.front()) &&
             (small(c) == 'h' || small(c) == 'm' || small(c) == 's');
    });
    duration_ = duration_ || duration;
    is_id_ = is_id_ && !duration && !text.starts_with('$');
  }

  void letter(char c) {
    if (starts_with_word(rest_, "general")) {
      general_ = true;
      take(7);
      return;
    }
    if (starts_with_word(rest_, "am/pm") || starts_with_word(rest_, "a/p")) {
      time_ = true;
      take(rest_[1] == '/' ? 3 : 5);
      return;
    }
    date_ = date_ || c == 'y' || c == 'd';
    time_ = time_ || c == 'h' || c == 's';
    month_or_minute_ = month_or_minute_ || c == 'm';
    other_notation_ = other_notation_ || c == 'e' || c == '/';
    const bool separates = c == ' ' || c == '-' || c == '/';
    is_id_ = is_id_ && separates;
    id_ += c;
    take(1);
  }

  [[nodiscard]] NumberFormat format() const {
    using enum NumberFormat::Kind;
    const bool date = date_ || (month_or_minute_ && !time_ && !duration_);
    if (duration_) {
      return {.kind = kDuration};
    }
    if (date || time_) {
      return {.kind = !time_ ? kDate : !date ? kTime : kDateTime};
    }
    // A unit behind the digits makes it a number again.
    if (is_id_ && placeholders_ > 1 && id_.ends_with('0')) {
      return {.kind = kId, .decimals = 0, .id = id_};
    }
    const bool all = general_ || placeholders_ == 0 || other_notation_;
    return {.kind = percent_ ? kPercentage : kNumber,
            .decimals = all ? NumberFormat::kAllDecimals : decimals_,
            .scaled = placeholders_ > 0 && commas_ > 0};
  }

  std::string_view rest_;
  bool general_ = false;
  bool behind_point_ = false;
  bool percent_ = false;
  bool date_ = false;
  bool time_ = false;
  bool month_or_minute_ = false;
  bool duration_ = false;
  bool other_notation_ = false;  ///< an exponent or a fraction
  int decimals_ = 0;
  int commas_ = 0;  ///< since the last placeholder
  int placeholders_ = 0;
  bool is_id_ = true;
  std::string id_;
};

struct BuiltIn {
  std::uint32_t id;
  std::string_view code;
};

constexpr std::array kBuiltIn{
    BuiltIn{1, "0"},
    BuiltIn{2, "0.00"},
    BuiltIn{3, "#,##0"},
    BuiltIn{4, "#,##0.00"},
    BuiltIn{5, "#,##0"},
    BuiltIn{6, "#,##0"},
    BuiltIn{7, "#,##0.00"},
    BuiltIn{8, "#,##0.00"},
    BuiltIn{9, "0%"},
    BuiltIn{10, "0.00%"},
    BuiltIn{11, "0.00E+00"},
    BuiltIn{12, "# ?/?"},
    BuiltIn{13, "# ?\?/?\?"},
    BuiltIn{14, "m/d/yyyy"},
    BuiltIn{15, "d-mmm-yy"},
    BuiltIn{16, "d-mmm"},
    BuiltIn{17, "mmm-yy"},
    BuiltIn{18, "h:mm AM/PM"},
    BuiltIn{19, "h:mm:ss AM/PM"},
    BuiltIn{20, "h:mm"},
    BuiltIn{21, "h:mm:ss"},
    BuiltIn{22, "m/d/yyyy h:mm"},
    BuiltIn{37, "#,##0"},
    BuiltIn{38, "#,##0"},
    BuiltIn{39, "#,##0.00"},
    BuiltIn{40, "#,##0.00"},
    BuiltIn{41, "#,##0"},
    BuiltIn{42, "#,##0"},
    BuiltIn{43, "#,##0.00"},
    BuiltIn{44, "#,##0.00"},
    BuiltIn{45, "mm:ss"},
    BuiltIn{46, "[h]:mm:ss"},
    BuiltIn{47, "mmss.0"},
    BuiltIn{48, "##0.0E+0"},
};

}  // namespace

NumberFormat read_number_format(std::string_view code) { return FormatReader{code}.read(); }

NumberFormat built_in_number_format(std::uint32_t id) {
  const auto* const found = std::ranges::find(kBuiltIn, id, &BuiltIn::id);
  return found == kBuiltIn.end() ? NumberFormat{} : read_number_format(found->code);
}

}  // namespace allot::load::xlsx
