#include "report/words/cause_words.hpp"

#include <algorithm>
#include <array>

#include "allot/core/error.hpp"

namespace allot::report {
namespace {

using engine::Factor;

struct FactorNames {
  Factor factor;
  std::string_view name, words;
};

constexpr std::array kFactorNames{
    FactorNames{Factor::kPot, "pot", "the pot"},
    FactorNames{Factor::kCounts, "counts", "the counts"},
    FactorNames{Factor::kOwnCount, "own_count", "own count"},
    FactorNames{Factor::kOthersCounts, "others_counts", "the others' counts"},
    FactorNames{Factor::kRule, "rule", "the rules"},
    FactorNames{Factor::kParticipation, "participation", "who takes part"},
    FactorNames{Factor::kShare, "share", "its share"},
    FactorNames{Factor::kClash, "clash", "two causes"},
    FactorNames{Factor::kRounding, "rounding", "rounding"},
};

const FactorNames& names_of_factor(Factor factor) {
  const auto* found = std::ranges::find(kFactorNames, factor, &FactorNames::factor);
  invariant(found != kFactorNames.end(), "every factor has a name");
  return *found;
}

}  // namespace

std::string_view factor_words(Factor factor) { return names_of_factor(factor).words; }

std::string_view factor_name(Factor factor) { return names_of_factor(factor).name; }

bool causes_have_sums(const engine::Causes& causes) {
  return std::none_of(causes.lines.begin(), causes.lines.end(), [](const engine::CauseLine& line) {
    return line.factor == Factor::kOwnCount &&
           std::any_of(line.amounts.begin(), line.amounts.end(),
                       [](Money amount) { return amount != Money{}; });
  });
}

Sentence no_cause_sums() {
  return {"causes have no sums where own count and the others' counts are told apart:",
          "each district is alone against all others."};
}

std::string cause_words(const engine::CauseLine& line) {
  constexpr std::string_view kWithPrior = " and the prior year";
  if (line.factor != Factor::kClash) {
    std::string words{factor_words(line.factor)};
    return line.with_prior ? words.append(kWithPrior) : words;
  }
  std::string words;
  for (std::size_t i = 0; i < line.clash.size(); ++i) {
    words += i == 0 ? "" : i + 1 == line.clash.size() ? " and " : ", ";
    words += factor_words(line.clash[i]);
  }
  return words;
}

std::string cause_name(const engine::CauseLine& line) {
  if (line.factor != Factor::kClash) {
    return std::string{factor_name(line.factor)};
  }
  std::string name;
  for (const Factor factor : line.clash) {
    name += name.empty() ? "" : "_and_";
    name += factor_name(factor);
  }
  return name;
}

}  // namespace allot::report
