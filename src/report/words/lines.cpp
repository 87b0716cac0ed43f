#include "report/words/lines.hpp"

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

/// Takes the first word off, with the blanks before it; empty where there is none.
std::string_view take_word(std::string_view& text) {
  constexpr char kBlank = ' ';
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  const std::string_view word = text.substr(0, text.find(kBlank));
  text.remove_prefix(word.size());
  return word;
}

/// Takes off what is up to the first hyphen or stroke, or the whole word.
std::string_view take_piece(std::string_view& word) {
  const std::size_t mark = word.find_first_of("-/");
  const std::string_view piece = word.substr(0, mark == std::string_view::npos ? mark : mark + 1);
  word.remove_prefix(piece.size());
  return piece;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// Digits, and what stands between, before and behind them without a blank of ASCII.
bool is_of_number(char32_t c) {
  constexpr std::u32string_view kMarks = U".,'()+%\u00A0\u2019\u2026\u202F\u2212";
  return is_digit(c) || kMarks.find(c) != std::u32string_view::npos;
}

/// The bytes of the number that the text begins with; 0 where it begins with none.
std::size_t number_size(std::string_view text) {
  bool has_digit = false;
  std::size_t end = 0;
  while (end < text.size()) {
    const Character character = first_character(text.substr(end));
    if (!is_of_number(character.code_point)) {
      break;
    }
    has_digit = has_digit || is_digit(character.code_point);
    end += character.size;
  }
  return has_digit ? end : 0;
}

/// Takes off as many characters as fit, with the marks that belong to them, and numbers as a whole
/// unless one is longer than a line.
std::string_view take_characters(std::string_view& piece, std::size_t width,
                                 LongNumber long_number) {
  std::size_t end = 0;
  std::size_t used = 0;
  std::size_t cut_until = 0;
  while (end < piece.size()) {
    const std::string_view rest = piece.substr(end);
    std::size_t size = end < cut_until ? 0 : number_size(rest);
    if (long_number == LongNumber::kCut && display_width(rest.substr(0, size)) > width) {
      cut_until = end + size;
      size = 0;
    }
    size = size == 0 ? first_character(rest).size : size;
    const std::size_t own = display_width(rest.substr(0, size));
    if (end > 0 && used + own > width) {
      break;
    }
    used += own;
    end += size;
  }
  const std::string_view taken = piece.substr(0, end);
  piece.remove_prefix(end);
  return taken;
}

class BrokenLines {
 public:
  BrokenLines(std::size_t width, LongNumber long_number)
      : width_{width}, long_number_{long_number} {}

  void add_word(std::string_view word) {
    const std::size_t columns = display_width(word);
    if (columns <= width_) {
      begin_with(columns);
      return put(word, columns);
    }
    std::string_view rest = word;
    begin_with(display_width(take_piece(rest)));
    while (!word.empty()) {
      add_piece(take_piece(word));
    }
  }

  std::vector<std::string> take() && { return std::move(lines_); }

 private:
  /// A word, or its beginning, on this line behind a blank, or else on the next.
  void begin_with(std::size_t columns) {
    if (used_ > 0 && used_ + 1 + columns > width_) {
      break_line();
    } else if (used_ > 0) {
      put(" ", 1);
    }
  }

  void add_piece(std::string_view piece) {
    if (used_ > 0 && used_ + display_width(piece) > width_) {
      break_line();
    }
    while (!piece.empty()) {
      const std::string_view taken = take_characters(piece, width_ - used_, long_number_);
      put(taken, display_width(taken));
      if (!piece.empty()) {
        break_line();
      }
    }
  }

  void put(std::string_view text, std::size_t columns) {
    lines_.back() += text;
    used_ += columns;
  }

  void break_line() {
    lines_.emplace_back();
    used_ = 0;
  }

  std::size_t width_;
  LongNumber long_number_;
  std::vector<std::string> lines_ = std::vector<std::string>(1);
  std::size_t used_ = 0;
};

}  // namespace

std::vector<std::string> lines_within(std::string_view text, std::size_t width,
                                      LongNumber long_number) {
  BrokenLines lines{width, long_number};
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    lines.add_word(word);
  }
  return std::move(lines).take();
}

std::size_t widest_piece(std::string_view text) {
  std::size_t widest = 0;
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    while (!word.empty()) {
      widest = std::max(widest, display_width(take_piece(word)));
    }
  }
  return widest;
}

std::size_t widest_number(std::string_view text) {
  std::size_t widest = 0;
  while (!text.empty()) {
    const std::size_t size = number_size(text);
    widest = std::max(widest, display_width(text.substr(0, size)));
    text.remove_prefix(std::max(size, first_character(text).size));
  }
  return widest;
}

}  // namespace allot::report
