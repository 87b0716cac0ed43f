#include "allot/load/text/unseen_character.hpp"

#include <fmt/core.h>

#include <string>

#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Of a long text what stands around the character.
std::string_view around(std::string_view text, std::size_t unseen) {
  constexpr std::size_t kBytes = 60;
  const auto is_inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t begin = unseen > kBytes / 2 ? unseen - kBytes / 2 : 0;
  while (is_inside(begin)) {
    ++begin;
  }
  std::size_t end = unseen + kBytes;
  while (is_inside(end)) {
    ++end;
  }
  return text.substr(begin, end - begin);
}

}  // namespace

std::optional<Diagnostic> unseen_character(std::string_view thing, std::string_view text,
                                           TextUse use, const Location& where) {
  const auto at = first_unseen(text, use);
  if (!at) {
    return std::nullopt;
  }
  return Diagnostic{.code = Code::kInvisibleCharacter,
                    .where = where,
                    .message = fmt::format("{} has a character that is not seen: {}", thing,
                                           quoted(with_unseen(around(text, *at), use))),
                    .label = "looks like another text",
                    .help = {"take it away: texts are compared byte by byte"}};
}

}  // namespace allot::load
