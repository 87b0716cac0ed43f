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

/// Takes off as many characters as fit, with the marks that belong to them.
std::string_view take_characters(std::string_view& piece, std::size_t width) {
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < piece.size()) {
    const std::size_t size = first_character(piece.substr(end)).size;
    const std::size_t own = display_width(piece.substr(end, size));
    if (used + own > width) {
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
  explicit BrokenLines(std::size_t width) : width_{width} {}

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
      const std::string_view taken = take_characters(piece, width_ - used_);
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
  std::vector<std::string> lines_ = std::vector<std::string>(1);
  std::size_t used_ = 0;
};

}  // namespace

std::vector<std::string> lines_within(std::string_view text, std::size_t width) {
  BrokenLines lines{width};
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

}  // namespace allot::report
