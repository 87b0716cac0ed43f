#include "report/words/cause_words.hpp"

#include <algorithm>

#include "allot/core/error.hpp"

namespace allot::report {
namespace {

using engine::Factor;

struct FactorNames {
  Factor factor;
  std::string_view name;
  Text words;
};

constexpr FactorNames kFactorNames[] = {
    {Factor::kPot, "pot", Text::kCausePot},
    {Factor::kCounts, "counts", Text::kCauseCounts},
    {Factor::kOwnCount, "own_count", Text::kCauseOwnCount},
    {Factor::kOthersCounts, "others_counts", Text::kCauseOthersCounts},
    {Factor::kRule, "rule", Text::kCauseRules},
    {Factor::kParticipation, "participation", Text::kCauseParticipation},
    {Factor::kShare, "share", Text::kCauseShare},
    {Factor::kRounding, "rounding", Text::kCauseRounding},
};

/// Of a clash all of them.
std::vector<FactorNames> names_of(const engine::CauseLine& line) {
  std::vector<FactorNames> names;
  for (const Factor factor :
       line.factor == Factor::kClash ? line.clash : std::vector{line.factor}) {
    const auto* found = std::ranges::find(kFactorNames, factor, &FactorNames::factor);
    invariant(found != std::end(kFactorNames), "every factor has a name");
    names.push_back(*found);
  }
  return names;
}

}  // namespace

bool causes_have_sums(const engine::Causes& causes) {
  return std::none_of(causes.lines.begin(), causes.lines.end(), [](const engine::CauseLine& line) {
    return line.factor == Factor::kOwnCount &&
           std::any_of(line.amounts.begin(), line.amounts.end(),
                       [](Money amount) { return amount != Money{}; });
  });
}

std::string cause_words(const engine::CauseLine& line, const Words& words) {
  const std::vector<FactorNames> names = names_of(line);
  std::string causes;
  for (const FactorNames& each : names) {
    const std::string_view cause = words.term(each.words);
    const bool last = &each == &names.back();
    causes = causes.empty() ? std::string{cause}
             : last         ? words(Text::kCauses, {causes, cause})
                            : causes.append(", ").append(cause);
  }
  return names.size() == 1 && line.with_prior ? words(Text::kCauseWithPrior, {causes}) : causes;
}

std::string cause_words(const engine::CauseLine& line) {
  return cause_words(line, {kEnglish, number_format(NumberStyle::kPlain)});
}

Sentence no_cause_sums() {
  return Words{kEnglish, number_format(NumberStyle::kPlain)}.sentence(Text::kNoCauseSums);
}

std::string cause_name(const engine::CauseLine& line) {
  std::string name;
  for (const FactorNames& each : names_of(line)) {
    name += name.empty() ? "" : "_and_";
    name += each.name;
  }
  return name;
}

}  // namespace allot::report
