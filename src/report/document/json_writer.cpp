#include "report/document/json_writer.hpp"

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

void write_quoted(std::string_view text, Writer& out) {
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

}  // namespace

void JsonWriter::string(std::string_view name, std::string_view text) {
  key(name);
  write_quoted(text, out_);
}

void JsonWriter::text(std::string_view name, std::string_view text) {
  text.empty() ? null(name) : string(name, text);
}

void JsonWriter::number(std::string_view name, const std::optional<int128>& value, int decimals) {
  if (!value) {
    return null(name);
  }
  key(name);
  NumberText{*value, decimals, kMachineNumbers, Sign::kMinusOnly}.write(out_);
}

}  // namespace allot::report
