#include "report/rounding_notes.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "allot/engine/rounding.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kMostTies = 10;

std::string residual_words(const Scenario& scenario, const Residual& residual) {
  switch (residual.to) {
    case Residual::To::kReport:
      return "the difference is not given to anybody";
    case Residual::To::kLargest:
      return "the largest amount takes the difference";
    case Residual::To::kDistrict:
      return fmt::format("{} takes the difference",
                         scenario.districts.ids[index_of(residual.district)]);
    case Residual::To::kReserve:
      break;
  }
  return fmt::format("the difference goes to `{}`", residual.reserve);
}

std::vector<std::string_view> ids_of(const Scenario& scenario,
                                     const std::vector<DistrictId>& districts) {
  std::vector<std::string_view> ids;
  ids.reserve(districts.size());
  for (const DistrictId district : districts) {
    ids.push_back(scenario.districts.ids[index_of(district)]);
  }
  return ids;
}

std::string unit_text(const RoundingRule& rule, const NumberFormat& numbers) {
  return fraction_text(rule.unit, rule.unit.decimals().value_or(0), numbers);
}

}  // namespace

std::string tie_rule_words(const Scenario& scenario, const std::vector<TieRule>& rules) {
  std::string text = "by ";
  for (const TieRule& rule : rules) {
    text += text.size() > 3 ? ", then " : "";
    switch (rule.by) {
      case TieRule::By::kLargestKey:
        text += "largest key";
        break;
      case TieRule::By::kSmallestKey:
        text += "smallest key";
        break;
      case TieRule::By::kColumn:
        text += fmt::format("`{}`", scenario.column(rule.column).name);
        break;
      case TieRule::By::kId:
        text += "id";
        break;
    }
  }
  return text;
}

Sentence rounding_note(const RunView& view, std::size_t pot, const NumberFormat& numbers) {
  const RoundingRule& rule = view.scenario.pots[pot].rounding;
  const std::string_view method = engine::rounding_methods()[rule.method].in_words;
  const std::string unit = unit_text(rule, numbers);
  if (method.empty()) {
    return {fmt::format("every amount is a multiple of {}: nothing was rounded.", unit)};
  }
  Sentence sentence;
  const std::vector<DistrictId>& extra = view.result.pots[pot].extra;
  const auto units = static_cast<std::size_t>(view.result.pots[pot].extra_units);
  if (units == 0) {
    sentence = {fmt::format("rounded to {} {}", unit, method)};
  } else {
    sentence = {fmt::format("{} of {} left over after rounding down, {}",
                            counted(units, "unit", "units", numbers), unit, method),
                "to " + first_ten(ids_of(view.scenario, extra), units)};
  }
  if (rule.residual) {
    sentence.back() += ";";
    sentence.push_back(residual_words(view.scenario, *rule.residual));
    if (const auto& taker = view.result.pots[pot].residual_to) {
      sentence.push_back(
          fmt::format("({} {})",
                      amount_text(view.result.pots[pot].residual, view.scenario.decimals, numbers,
                                  Sign::kAlways),
                      rule.residual->to == Residual::To::kLargest
                          ? fmt::format("to {}", view.scenario.districts.ids[index_of(*taker)])
                          : "in all"));
    }
  }
  sentence.back() += ".";
  return sentence;
}

std::vector<Sentence> tie_notes(const RunView& view, std::size_t pot, const NumberFormat& numbers) {
  const std::vector<engine::Tie>& ties = view.result.pots[pot].ties;
  const std::string rule = tie_rule_words(view.scenario, view.scenario.pots[pot].rounding.ties);
  std::vector<Sentence> sentences;
  for (const engine::Tie& tie : std::span{ties}.first(std::min(ties.size(), kMostTies))) {
    sentences.push_back(
        {fmt::format("tie for {} between {}:",
                     counted(static_cast<std::size_t>(tie.units), "unit", "units", numbers),
                     first_ten(ids_of(view.scenario, tie.tied), tie.tied.size())),
         fmt::format("given to {}, {}.",
                     first_ten(ids_of(view.scenario, tie.given), tie.given.size()), rule)});
  }
  if (ties.size() > kMostTies) {
    sentences.push_back({counted(ties.size() - kMostTies, "more tie", "more ties", numbers) + "."});
  }
  return sentences;
}

}  // namespace allot::report
