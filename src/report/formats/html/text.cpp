#include "report/formats/html/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

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

}  // namespace

void put_text(std::string_view text, Writer& out) {
  if (is_plain(text)) {
    out.put(text);
  } else {
    out.put(xml_escaped(in_one_line(text)));
  }
}

void put_phrase(std::string_view text, Writer& out) {
  const std::string line = in_one_line(text);
  for (const TextSpan& span : spans_of(line)) {
    if (span.is_code()) {
      out.put("<code>");
      out.put(xml_escaped(span.name()));
      out.put("</code>");
    } else {
      out.put(xml_escaped(span.text));
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
