#include "report/formats/html/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "allot/core/text.hpp"
#include "report/formats/spans.hpp"
#include "report/markup/xml.hpp"

namespace allot::report::html {
namespace {

/// Most names: nothing in them needs a second look.
bool is_plain(std::string_view text) {
  constexpr auto kIsPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) {
      plain[c] = true;
    }
    for (const char c : {'&', '<', '>', '"', '\''}) {
      plain[static_cast<unsigned char>(c)] = false;
    }
    return plain;
  }();
  return std::ranges::all_of(text, [&](char c) { return kIsPlain[static_cast<unsigned char>(c)]; });
}

bool runs_leftwards(char32_t code_point) {
  return (code_point >= 0x590 && code_point <= 0x8FF) ||
         (code_point >= 0xFB1D && code_point <= 0xFDFF) ||
         (code_point >= 0xFE70 && code_point <= 0xFEFE) ||
         (code_point >= 0x10800 && code_point <= 0x10FFF) ||
         (code_point >= 0x1E800 && code_point <= 0x1EFFF);
}

/// Words that run from right to left, with the blanks between them, at the beginning of the text.
std::string_view leftward_words(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code_point, size] = first_character(text.substr(at));
    at += size;
    if (runs_leftwards(code_point)) {
      end = at;
    } else if (code_point != ' ') {
      break;
    }
  }
  return text.substr(0, end);
}

/// Such words are set by themselves: else amounts behind them would run leftwards, too.
void put_escaped(std::string_view text, Writer& out) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto [code_point, size] = first_character(text.substr(at));
    if (!runs_leftwards(code_point)) {
      at += size;
      continue;
    }
    const std::string_view words = leftward_words(text.substr(at));
    out.put(xml_escaped(text.substr(begin, at - begin)));
    out.put("<bdi>");
    out.put(xml_escaped(words));
    out.put("</bdi>");
    at += words.size();
    begin = at;
  }
  out.put(xml_escaped(text.substr(begin)));
}

}  // namespace

void put_text(std::string_view text, Writer& out) {
  if (is_plain(text)) {
    out.put(text);
  } else {
    put_escaped(in_one_line(text), out);
  }
}

void put_phrase(std::string_view text, Writer& out) {
  const std::string line = in_one_line(text);
  for (const TextSpan& span : spans_of(line)) {
    if (span.is_code()) {
      out.put("<code>");
      put_escaped(span.name(), out);
      out.put("</code>");
    } else {
      put_escaped(span.text, out);
    }
  }
}

void put_sentence(const Sentence& sentence, Writer& out) { put_phrase(joined(sentence), out); }

std::string plain_text(const Sentence& sentence) {
  const std::string line = in_one_line(joined(sentence));
  std::string text;
  for (const TextSpan& span : spans_of(line)) {
    text += span.is_code() ? span.name() : span.text;
  }
  return text;
}

}  // namespace allot::report::html
