#include <fmt/core.h>

#include <array>

#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// In the order of the choices of `method`.
constexpr std::array kRoundings{Rounding::kHalfUp, Rounding::kHalfEven, Rounding::kDown,
                                Rounding::kUp};

/// `thing` is what is rounded.
std::optional<FactorRounding> read(const FieldReader& fields, const std::optional<Fraction>& unit,
                                   std::string_view thing, std::string_view help,
                                   Problems& problems) {
  const auto method = fields.choice_index("method");
  if (unit && unit->sign() <= 0) {
    problems.add({.code = Code::kNotANumber,
                  .where = fields.find("unit")->where,
                  .message = fmt::format("{} cannot be rounded to multiples of {}", thing,
                                         fields.find("unit")->text),
                  .label = "write more than 0",
                  .help = {std::string{help}}});
    return std::nullopt;
  }
  return unit && method ? std::optional{FactorRounding{*unit, kRoundings[*method]}} : std::nullopt;
}

}  // namespace

std::optional<FactorRounding> read_factor_rounding(const YamlNode& node, Problems& problems) {
  const FieldReader fields{section("keys.NAME.brackets.round"), node, problems};
  return read(fields, fields.value("unit", &read_percentage), "a factor",
              "`0.1 %` rounds to a tenth of a percent", problems);
}

std::optional<FactorRounding> read_rate_rounding(const YamlNode& node, Problems& problems) {
  const FieldReader fields{section("rate_rounding"), node, problems};
  return read(fields, fields.value("unit", &read_rate), "a rate", "`0.01` rounds to cents",
              problems);
}

std::optional<FactorRounding> read_step_rounding(const YamlNode& node, Problems& problems) {
  const FieldReader fields{section("pots[].steps[].round"), node, problems};
  return read(fields, fields.value("unit", &read_rate), "an amount",
              "`1` rounds to whole ones, `0.01` to cents", problems);
}

}  // namespace allot::load
