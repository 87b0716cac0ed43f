#include "load/fields/thousands.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>

#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

constexpr std::size_t kGroup = 3;

constexpr std::array<std::string_view, 7> kInThousandths{"BHD", "IQD", "JOD", "KWD",
                                                         "LYD", "OMR", "TND"};

std::string_view without_sign(std::string_view text) {
  return text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
}

bool rounds_to_thousandths(const YamlNode* pot) {
  const YamlNode* rounding = pot == nullptr || !pot->is_map() ? nullptr : pot->find("rounding");
  const YamlNode* unit =
      rounding == nullptr || !rounding->is_map() ? nullptr : rounding->find("unit");
  if (unit == nullptr || !unit->is_scalar()) {
    return false;
  }
  const DecimalReading number = read_grouped(unit->text, '.');
  return number.is_number() && number.decimal.decimals >= static_cast<int>(kGroup);
}

}  // namespace

bool looks_like_thousands(std::string_view text) {
  text = without_sign(text);
  const std::size_t point = text.find('.');
  return point != std::string_view::npos && point > 0 && point <= kGroup && text[0] != '0' &&
         text.size() == point + 1 + kGroup &&
         std::ranges::count_if(text, is_digit) == static_cast<std::ptrdiff_t>(point + kGroup);
}

bool pays_thousandths(const YamlNode& scenario) {
  if (!scenario.is_map()) {
    return false;
  }
  const YamlNode* currency = scenario.find("currency");
  if (currency != nullptr &&
      std::ranges::find(kInThousandths, currency->text) != kInThousandths.end()) {
    return true;
  }
  const YamlNode* pots = scenario.find("pots");
  return rounds_to_thousandths(scenario.find("prior")) ||
         (pots != nullptr && std::ranges::any_of(pots->items, [](const YamlNode& pot) {
            return rounds_to_thousandths(&pot) ||
                   (pot.is_map() && rounds_to_thousandths(pot.find("prior")));
          }));
}

void report_thousands(std::string_view text, const Location& where, std::string_view what,
                      Problems& problems) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = text.substr(point + 1);
  const bool round = part == "000";
  problems.add(
      {.code = Code::kAmbiguousDecimal,
       .where = where,
       .message = fmt::format("{} is {}, which can be read in two ways", what, quoted(text)),
       .label = "decimals, or a group of three",
       .help = {fmt::format("{0}_{1} (the point groups by three): write {0}_{1}", whole, part),
                round
                    ? fmt::format("{0} (the point is the decimal mark): write {0} or {0}.00", whole)
                    : fmt::format("{0}.{1} (the point is the decimal mark): write {0}.{1}0", whole,
                                  part)}});
}

}  // namespace allot::load
