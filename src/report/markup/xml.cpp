#include "report/markup/xml.hpp"

#include "allot/core/text.hpp"

namespace allot::report {
namespace {

/// Line ends and tabs within quotes would be read as blanks.
std::string_view reference_of(char32_t code_point) {
  switch (code_point) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return {};
  }
}

bool is_xml(char32_t code_point, std::string_view bytes) {
  return code_point >= 0x20 && code_point != 0xFFFE && code_point != 0xFFFF &&
         !first_invalid_utf8(bytes);
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const auto [code_point, size] = first_character(text);
    const std::string_view bytes = text.substr(0, size);
    const std::string_view reference = reference_of(code_point);
    escaped += !reference.empty()          ? reference
               : is_xml(code_point, bytes) ? bytes
                                           : std::string_view{"\uFFFD"};
    text.remove_prefix(size);
  }
  return escaped;
}

}  // namespace allot::report
