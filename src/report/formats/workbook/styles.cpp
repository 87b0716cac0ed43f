#include "report/formats/workbook/styles.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "report/markup/xml.hpp"

namespace allot::report::workbook {
namespace {

struct LookRow {
  Look look;
  std::size_t font, fill, border;
  bool wraps;
};

// Fonts: 0 plain, 1 bold, 2 of titles. Fills: 0 and 1 are what every workbook has, 2 of headers,
// 3 of given numbers. Borders: 0 none, 1 below, 2 above.
constexpr std::array kLooks{
    LookRow{Look::kPlain, 0, 0, 0, false},   LookRow{Look::kHeader, 1, 2, 1, true},
    LookRow{Look::kTotal, 1, 0, 2, false},   LookRow{Look::kTitle, 2, 0, 0, false},
    LookRow{Look::kHeading, 1, 0, 0, false}, LookRow{Look::kWrapped, 0, 0, 0, true},
    LookRow{Look::kGiven, 0, 3, 0, false},
};

constexpr std::string_view kFixedParts =
    R"(<fonts count="3"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>)"
    R"(<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font>)"
    R"(<font><b/><sz val="14"/><name val="Calibri"/><family val="2"/></font></fonts>)"
    R"(<fills count="4"><fill><patternFill patternType="none"/></fill>)"
    R"(<fill><patternFill patternType="gray125"/></fill>)"
    R"(<fill><patternFill patternType="solid"><fgColor rgb="FFDCE6F1"/><bgColor indexed="64"/>)"
    R"(</patternFill></fill>)"
    R"(<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8DC"/><bgColor indexed="64"/>)"
    R"(</patternFill></fill></fills>)"
    R"(<borders count="3"><border><left/><right/><top/><bottom/><diagonal/></border>)"
    R"(<border><left/><right/><top/><bottom style="thin"><color rgb="FF404040"/></bottom>)"
    R"(<diagonal/></border>)"
    R"(<border><left/><right/><top style="thin"><color rgb="FF404040"/></top><bottom/>)"
    R"(<diagonal/></border></borders>)"
    R"(<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>)"
    R"(</cellStyleXfs>)";

constexpr std::size_t kGeneral = 0, kText = 49;  ///< two that every program knows
constexpr std::size_t kFirstOwn = 164;

/// Each code once.
std::vector<std::string> own_formats(const std::vector<Style>& styles) {
  std::vector<std::string> codes;
  for (const Style& style : styles) {
    const std::string& code = style.number_format;
    if (!code.empty() && code != kTextFormat && std::ranges::find(codes, code) == codes.end()) {
      codes.push_back(code);
    }
  }
  return codes;
}

std::string attribute(std::string_view name, std::size_t value) {
  return " " + std::string{name} + "=\"" + std::to_string(value) + "\"";
}

std::string cell_style(const Style& style, const std::vector<std::string>& codes) {
  const LookRow& look = *std::ranges::find(kLooks, style.look, &LookRow::look);
  const auto own = std::ranges::find(codes, style.number_format) - codes.begin();
  const std::size_t format = style.number_format.empty() ? kGeneral
                             : style.number_format == kTextFormat
                                 ? kText
                                 : kFirstOwn + static_cast<std::size_t>(own);
  std::string text = "<xf" + attribute("numFmtId", format) + attribute("fontId", look.font) +
                     attribute("fillId", look.fill) + attribute("borderId", look.border) +
                     R"( xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1")"
                     R"( applyBorder="1" applyAlignment="1"><alignment horizontal=")";
  const bool headline = look.look == Look::kTitle || look.look == Look::kHeading;
  // A text stands off the number on its left.
  text += style.align == Align::kRight ? "right" : headline ? "left" : R"(left" indent="1)";
  text += look.look == Look::kHeader ? R"(" vertical="center")" : R"(" vertical="top")";
  text += look.wraps ? R"( wrapText="1"/></xf>)" : "/></xf>";
  return text;
}

}  // namespace

std::string number_format_code(int decimals, Sign sign) {
  std::string code = "#,##0";
  if (decimals > 0) {
    code += '.' + std::string(static_cast<std::size_t>(decimals), '0');
  }
  return sign == Sign::kAlways ? "+" + code + ";-" + code + ";" + code.substr(4) : code;
}

std::size_t Styles::number_of(const Style& style) {
  const auto found = std::ranges::find(styles_, style);
  const auto number = static_cast<std::size_t>(found - styles_.begin());
  if (found == styles_.end()) {
    styles_.push_back(style);
  }
  return number;
}

void Styles::write(Writer& out) const {
  const std::vector<std::string> codes = own_formats(styles_);
  out.put(kXmlHead);
  out.put(R"(<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)");
  if (!codes.empty()) {
    out.put("<numFmts" + attribute("count", codes.size()) + ">");
    for (std::size_t i = 0; i < codes.size(); ++i) {
      out.put("<numFmt" + attribute("numFmtId", kFirstOwn + i) + " formatCode=\"" +
              xml_escaped(codes[i]) + "\"/>");
    }
    out.put("</numFmts>");
  }
  out.put(kFixedParts);
  out.put("<cellXfs" + attribute("count", styles_.size()) + ">");
  for (const Style& style : styles_) {
    out.put(cell_style(style, codes));
  }
  out.put(R"(</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>)"
          R"(</cellStyles></styleSheet>)");
}

}  // namespace allot::report::workbook
