#include "report/document/json_text.hpp"

#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

void write_escaped(char c, Writer& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (c) {
    case '"':
      return out.put("\\\"");
    case '\\':
      return out.put("\\\\");
    case '\n':
      return out.put("\\n");
    case '\r':
      return out.put("\\r");
    case '\t':
      return out.put("\\t");
    default:
      out.put("\\u00");
      out.put(kDigits[static_cast<unsigned char>(c) >> 4]);
      out.put(kDigits[static_cast<unsigned char>(c) & 0xF]);
  }
}

bool must_be_escaped(char c) {
  return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

}  // namespace

void write_json_string(std::string_view text, Writer& out) {
  out.put('"');
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && !must_be_escaped(text[plain])) {
      ++plain;
    }
    out.put(text.substr(0, plain));
    if (plain == text.size()) {
      break;
    }
    write_escaped(text[plain], out);
    text.remove_prefix(plain + 1);
  }
  out.put('"');
}

void write_json_string_or_null(std::string_view text, Writer& out) {
  if (text.empty()) {
    out.put("null");
  } else {
    write_json_string(text, out);
  }
}

void write_json_number(int128 value, int decimals, Writer& out) {
  NumberText{value, decimals, kMachineNumbers, Sign::kMinusOnly}.write(out);
}

void write_json_number_or_null(const std::optional<int128>& value, int decimals, Writer& out) {
  if (value) {
    write_json_number(*value, decimals, out);
  } else {
    out.put("null");
  }
}

void write_json_member(std::string_view beginning, std::string_view text, Writer& out) {
  out.put(beginning);
  write_json_string_or_null(text, out);
}

void write_json_member(std::string_view beginning, const std::optional<Money>& amount, int decimals,
                       Writer& out) {
  out.put(beginning);
  write_json_number_or_null(amount ? std::optional{int128{amount->minor()}} : std::nullopt,
                            decimals, out);
}

}  // namespace allot::report
