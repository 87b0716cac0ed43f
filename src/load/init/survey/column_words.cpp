#include "load/init/survey/column_words.hpp"

namespace allot::load {

namespace {

bool is_letter_byte(std::string_view text, std::size_t at) {
  return at < text.size() &&
         ((text[at] >= 'a' && text[at] <= 'z') || static_cast<unsigned char>(text[at]) >= 0x80);
}

}  // namespace

std::string lower_name(std::string_view name) {
  std::string lower{name};
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const bool umlaut = i > 0 && lower[i - 1] == '\xC3' &&
                        (lower[i] == '\x84' || lower[i] == '\x96' || lower[i] == '\x9C');
    if (umlaut || (lower[i] >= 'A' && lower[i] <= 'Z')) {
      lower[i] = static_cast<char>(lower[i] | 0x20);
    }
  }
  return lower;
}

bool has_word(std::string_view name, std::string_view word) {
  const bool whole = word.starts_with('=');
  word.remove_prefix(whole ? 1 : 0);
  const std::string lower = lower_name(name);
  for (std::size_t at = lower.find(word); at != std::string::npos; at = lower.find(word, at + 1)) {
    const bool alone =
        (at == 0 || !is_letter_byte(lower, at - 1)) && !is_letter_byte(lower, at + word.size());
    if (alone || !whole) {
      return true;
    }
  }
  return false;
}

bool has_any_word(std::string_view name, std::string_view words) {
  return first_word(words, [&](std::string_view word) { return has_word(name, word); });
}

}  // namespace allot::load
