#include "report/formats/workbook/cells.hpp"

#include <algorithm>
#include <array>

#include "allot/core/text.hpp"
#include "report/markup/xml.hpp"
#include "report/words/numbers.hpp"

namespace allot::report::workbook {
namespace {

/// A cell with more is damage to Excel.
constexpr std::size_t kLongestText = 32'767;

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// `_x000D_`, which a reader would take for the control.
bool begins_escape(std::string_view text) {
  constexpr std::size_t kSize = 7;
  return text.size() >= kSize && text.starts_with("_x") && text[kSize - 1] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + kSize - 1, is_hex);
}

bool is_plain(char c) {
  return static_cast<unsigned char>(c) >= ' ' && c != '&' && c != '<' && c != '>' && c != '"' &&
         c != '\'' && c != '_' && static_cast<unsigned char>(c) < 0x80;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\n'; }

std::string escape_of(char control) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto code = static_cast<unsigned char>(control);
  return std::string{"_x00"} + kDigits[code / 16] + kDigits[code % 16] + "_";
}

/// What `text` has of characters up to the most that a cell can hold.
std::string_view within_a_cell(std::string_view text) {
  if (text.size() <= kLongestText) {
    return text;
  }
  std::size_t units = 0, end = 0;  // of UTF-16
  while (end < text.size()) {
    const auto [code_point, size] = first_character(text.substr(end));
    units += code_point > 0xFFFF ? 2 : 1;
    if (units > kLongestText) {
      break;
    }
    end += size;
  }
  return text.substr(0, end);
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

}  // namespace

bool is_kept(int128 number) {
  constexpr int128 kTooMany = 1'000'000'000'000'000;
  return number > -kTooMany && number < kTooMany;
}

std::string workbook_text(std::string_view text) {
  std::string escaped;
  std::size_t begin = 0;
  const auto put_until = [&](std::size_t end) {
    escaped += xml_escaped(text.substr(begin, end - begin));
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_control(text[i])) {
      put_until(i);
      escaped += escape_of(text[i]);
      ++begin;
    } else if (begins_escape(text.substr(i))) {
      put_until(i);
      escaped += "_x005F";
    }
  }
  put_until(text.size());
  return escaped;
}

std::size_t lines_of(std::string_view text, std::size_t width) {
  std::size_t lines = 1, used = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::size_t word = display_width(text.substr(begin, end - begin));
    if (used > 0 && used + 1 + word > width) {
      ++lines;
      used = 0;
    }
    used += word + (used > 0 ? 1 : 0);
    lines += used > width ? used / width : 0;
    begin = end + 1;
  }
  return lines;
}

void CellWriter::begin_row(std::size_t lines) {
  constexpr std::size_t kPointsOfLine = 15;
  row_name_ = std::to_string(++row_);
  out_.put("<row r=\"");
  out_.put(row_name_);
  if (lines > 1) {
    out_.put("\" ht=\"" + std::to_string(lines * kPointsOfLine) + "\" customHeight=\"1");
  }
  out_.put("\">");
}

void CellWriter::begin(std::size_t column, std::size_t style, std::string_view type) {
  constexpr std::size_t kLetters = 26;
  out_.put("<c r=\"");
  if (column < kLetters) {
    out_.put(static_cast<char>('A' + static_cast<char>(column)));
  } else {
    out_.put(column_letters(column));
  }
  out_.put(row_name_);
  out_.put("\" s=\"");
  out_.put(std::to_string(style));
  out_.put(type);
}

void CellWriter::text(std::size_t column, std::string_view text, std::size_t style) {
  text = within_a_cell(text);
  const bool plain = std::all_of(text.begin(), text.end(), is_plain);
  const bool keeps_blanks = !text.empty() && (is_blank(text.front()) || is_blank(text.back()) ||
                                              text.find('\n') != std::string_view::npos);
  begin(column, style,
        keeps_blanks ? R"(" t="inlineStr"><is><t xml:space="preserve">)"
                     : R"(" t="inlineStr"><is><t>)");
  if (plain) {
    out_.put(text);
  } else {
    out_.put(workbook_text(text));
  }
  out_.put("</t></is></c>");
}

void CellWriter::number(std::size_t column, int128 number, int decimals, std::size_t style) {
  const NumberText digits{number, decimals, kMachineNumbers, Sign::kMinusOnly};
  if (!is_kept(number)) {
    return text(column, digits.text(), style);
  }
  begin(column, style, R"("><v>)");
  digits.write(out_);
  out_.put("</v></c>");
}

void CellWriter::formula(std::size_t column, std::string_view formula, int128 value, int decimals,
                         std::size_t style) {
  begin(column, style, R"("><f>)");
  out_.put(xml_escaped(formula));
  out_.put("</f><v>");
  NumberText{value, decimals, kMachineNumbers, Sign::kMinusOnly}.write(out_);
  out_.put("</v></c>");
}

}  // namespace allot::report::workbook
