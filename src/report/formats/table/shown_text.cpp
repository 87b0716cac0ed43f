#include "report/formats/table/shown_text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

/// Whether all bytes are printable ASCII. Eight at a time: a table has every name looked at twice.
bool is_plain(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  constexpr std::uint64_t kHighBits = 0x80 * kEach;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    // A high bit comes from beyond ASCII, from the borrow of a control, or from that of DEL.
    if (((word | (word - 0x20 * kEach) | ((word ^ (0x7F * kEach)) - kEach)) & kHighBits) != 0) {
      return false;
    }
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return c >= ' ' && c <= '~'; });
}

/// C0 controls, DEL, and the lead bytes of C1 controls and of controls of direction (and of a few
/// letters and dashes).
bool may_be_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2;
}

}  // namespace

ShownText::ShownText(std::string_view text) : view_{text}, width_{text.size()} {
  if (is_plain(text)) {
    return;
  }
  if (std::any_of(text.begin(), text.end(), [](char c) { return may_be_control(c); })) {
    printable_ = without_controls(text);
    view_ = printable_;
  }
  width_ = display_width(view_);
}

}  // namespace allot::report
