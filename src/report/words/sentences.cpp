#include "report/words/sentences.hpp"

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
// As long as an address on the web that a note gives.
constexpr std::size_t kLongestWord = 300;

std::vector<std::string> words_of(std::string_view phrase) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t begin = phrase.find_first_not_of(kBlanks);
    if (begin == std::string_view::npos) {
      return words;
    }
    phrase.remove_prefix(begin);
    const std::size_t end = std::min(phrase.find_first_of(kBlanks), phrase.size());
    words.push_back(shortened_in_the_middle(without_controls(phrase.substr(0, end)), kLongestWord));
    phrase.remove_prefix(end);
  }
}

std::size_t width_of(const std::vector<std::string>& words) {
  std::size_t width = words.empty() ? 0 : words.size() - 1;
  for (const std::string& word : words) {
    width += display_width(word);
  }
  return width;
}

class WrappedLines {
 public:
  WrappedLines(std::size_t width, std::string_view color, Writer& out)
      : width_{width}, color_{color}, out_{out} {
    out_.put(color_);
  }

  void add_phrase(const std::vector<std::string>& words) {
    if (!fits(width_of(words))) {
      break_line();
    }
    for (const std::string& word : words) {
      add_word(word);
    }
  }

  void end() {
    out_.put(color_.empty() ? std::string_view{} : kReset);
    out_.put('\n');
  }

 private:
  [[nodiscard]] bool fits(std::size_t width) const {
    return used_ == 0 || used_ + 1 + width <= width_;
  }

  void break_line() {
    end();
    out_.put(color_);
    used_ = 0;
  }

  void add_word(const std::string& word) {
    const std::size_t width = display_width(word);
    if (!fits(width)) {
      break_line();
    }
    if (used_ > 0) {
      out_.put(' ');
      ++used_;
    }
    out_.put(word);
    used_ += width;
  }

  std::size_t width_;
  std::string_view color_;
  Writer& out_;
  std::size_t used_ = 0;
};

}  // namespace

std::string joined(const Sentence& sentence) {
  std::string text;
  for (const std::string& phrase : sentence) {
    text += text.empty() ? "" : " ";
    text += phrase;
  }
  return text;
}

void write_wrapped(const Sentence& sentence, std::size_t width, Writer& out,
                   std::string_view color) {
  WrappedLines lines{width, color, out};
  for (const std::string& phrase : sentence) {
    lines.add_phrase(words_of(phrase));
  }
  lines.end();
}

std::string count_text(std::size_t count, const NumberFormat& format) {
  return NumberText{static_cast<int128>(count), 0, format, Sign::kMinusOnly}.text();
}

}  // namespace allot::report
