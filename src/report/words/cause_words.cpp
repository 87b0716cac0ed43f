#include "report/words/cause_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "allot/core/error.hpp"

namespace allot::report {
namespace {

using engine::Factor;

constexpr std::pair<Factor, std::string_view> kFactorNames[] = {
    {Factor::kPot, "pot"},
    {Factor::kCounts, "counts"},
    {Factor::kOwnCount, "own_count"},
    {Factor::kOthersCounts, "others_counts"},
    {Factor::kRule, "rule"},
    {Factor::kParticipation, "participation"},
    {Factor::kShare, "share"},
    {Factor::kRounding, "rounding"},
};

/// Of a clash all of them.
std::vector<std::string_view> names_of(const engine::CauseLine& line) {
  std::vector<std::string_view> names;
  for (const Factor factor :
       line.factor == Factor::kClash ? line.clash : std::vector{line.factor}) {
    const auto* found =
        std::ranges::find(kFactorNames, factor, &std::pair<Factor, std::string_view>::first);
    invariant(found != std::end(kFactorNames), "every factor has a name");
    names.push_back(found->second);
  }
  return names;
}

}  // namespace

bool causes_have_sums(const engine::Causes& causes) {
  return std::ranges::none_of(causes.lines, [](const engine::CauseLine& line) {
    return line.factor == Factor::kOwnCount &&
           std::ranges::any_of(line.amounts, [](Money amount) { return amount != Money{}; });
  });
}

std::string cause_words(const engine::CauseLine& line, const Words& words) {
  const std::vector<std::string_view> names = names_of(line);
  std::string causes;
  for (const std::string_view& name : names) {
    const std::string_view cause = words.named(NamesOf::kCause, name);
    const bool last = &name == &names.back();
    causes = causes.empty() ? std::string{cause}
             : last         ? words(Text::kCauses, {causes, cause})
                            : causes.append(", ").append(cause);
  }
  return names.size() == 1 && line.with_prior ? words(Text::kCauseWithPrior, {causes}) : causes;
}

std::string cause_name(const engine::CauseLine& line) {
  return fmt::format("{}", fmt::join(names_of(line), "_and_"));
}

}  // namespace allot::report
