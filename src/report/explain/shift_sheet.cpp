#include <fmt/core.h>

#include <variant>

#include "report/cause_words.hpp"
#include "report/explain/formula.hpp"
#include "report/explain/pot_sheet.hpp"
#include "report/wording.hpp"

namespace allot::report::explain {
namespace {

using engine::Factor;

struct BeforeAfter {
  Fraction before, after;
};

/// The scenario and the pot of last year, where the file has rules for it and there is one pot.
struct PriorRules {
  const Scenario* scenario;
  const Pot* pot;
};

std::optional<PriorRules> prior_rules(const Scenario& scenario) {
  const std::optional<Prior>& prior =
      scenario.prior || scenario.pots.empty() ? scenario.prior : scenario.pots.front().prior;
  if (!prior || scenario.pots.size() != 1) {
    return std::nullopt;
  }
  if (const auto* rule = std::get_if<PriorRule>(&prior->from)) {
    return PriorRules{&scenario, rule->pot.get()};
  }
  const auto* other = std::get_if<PriorScenario>(&prior->from);
  return other == nullptr || other->scenario->pots.size() != 1
             ? std::nullopt
             : std::optional{PriorRules{other->scenario.get(), &other->scenario->pots.front()}};
}

/// The column that the pot shares by, where that is its key.
const Quantities* shared_counts(const Scenario& scenario, const Pot& pot) {
  const Quantities* counts = nullptr;
  for (const Step& step : pot.steps) {
    if (const auto* by = step.get<KeyId>("by")) {
      const auto* key = std::get_if<ColumnKey>(&scenario.key(*by).rule);
      counts = key == nullptr ? nullptr : &scenario.column(key->column).values;
    }
  }
  return pot.participation ? nullptr : counts;
}

class CauseSentences {
 public:
  CauseSentences(const RunView& view, std::size_t district, const NumberFormat& numbers)
      : view_{view}, district_{district}, numbers_{numbers}, rules_{prior_rules(view.scenario)} {}

  [[nodiscard]] CauseWords of(const engine::CauseLine& line, bool amounts_only) const {
    CauseWords words{.factor = line.factor,
                     .name = cause_name(line),
                     .label = cause_words(line),
                     .detail = {},
                     .amount = line.amounts.front(),
                     .exact = line.exact(0)};
    if (line.factor == Factor::kPot) {
      describe_pot(amounts_only, words);
    } else if (line.factor == Factor::kShare) {
      describe_share(words);
    } else if (line.factor == Factor::kOwnCount || line.factor == Factor::kOthersCounts) {
      describe_counts(words);
    } else if (line.factor == Factor::kClash) {
      words.detail = "they cannot change one by one";
    }
    return words;
  }

 private:
  [[nodiscard]] std::string amount(const Fraction& value) const {
    return figure_text({.value = value}, view_.scenario.decimals, numbers_, Sign::kMinusOnly);
  }
  [[nodiscard]] std::string number(const Fraction& value) const {
    return figure_text({.value = value, .form = Form::kNumber}, 0, numbers_, Sign::kMinusOnly);
  }
  [[nodiscard]] Fraction in_currency_of(Money value) const {
    return {BigInt{value.minor()}, BigInt::power_of_ten(view_.scenario.decimals)};
  }

  void describe_pot(bool amounts_only, CauseWords& words) const {
    const auto pots = amounts_only
                          ? std::optional{BeforeAfter{in_currency_of(view_.result.prior->total),
                                                      in_currency_of(view_.result.total)}}
                          : amounts_of_pot();
    if (!pots) {
      return;
    }
    words.label = pots->after > pots->before   ? "the pot grew"
                  : pots->after < pots->before ? "the pot shrank"
                                               : "the pot is the same";
    words.detail = fmt::format("{} → {}", amount(pots->before), amount(pots->after));
  }

  [[nodiscard]] std::optional<BeforeAfter> amounts_of_pot() const {
    const Fraction* before = rules_ ? rules_->pot->fixed_amount() : nullptr;
    const Fraction* after = view_.scenario.pots.front().fixed_amount();
    return before == nullptr || after == nullptr ? std::nullopt
                                                 : std::optional{BeforeAfter{*before, *after}};
  }

  void describe_share(CauseWords& words) const {
    const Money before = view_.result.prior->total;
    const Money after = view_.result.total;
    if (before == Money{} || after == Money{}) {
      return;
    }
    const Fraction old_share =
        in_currency_of(*view_.result.prior->budgets[district_]) / in_currency_of(before);
    const Fraction new_share =
        in_currency_of(view_.result.budgets[district_]) / in_currency_of(after);
    const auto percent = [&](const Fraction& share) {
      return fraction_text(share * Fraction{100}, 4, numbers_) + "\u202F%";
    };
    words.detail = fmt::format("{} → {}", percent(old_share), percent(new_share));
  }

  void describe_counts(CauseWords& words) const {
    const Quantities* before = rules_ ? shared_counts(*rules_->scenario, *rules_->pot) : nullptr;
    const Quantities* after = shared_counts(view_.scenario, view_.scenario.pots.front());
    if (before == nullptr || after == nullptr) {
      return;
    }
    BeforeAfter counts{before->at(district_), after->at(district_)};
    if (words.factor == Factor::kOthersCounts) {
      counts = {before->total() - counts.before, after->total() - counts.after};
    }
    words.detail = fmt::format("{} → {}", number(counts.before), number(counts.after));
  }

  const RunView& view_;
  std::size_t district_;
  const NumberFormat& numbers_;
  std::optional<PriorRules> rules_;
};

}  // namespace

std::optional<ShiftSheet> shift_sheet(const RunView& view, DistrictId district,
                                      const NumberFormat& numbers) {
  if (!view.result.prior) {
    return std::nullopt;
  }
  const engine::PriorYear& prior = *view.result.prior;
  ShiftSheet sheet{.label = prior.label,
                   .prior = prior.budgets[index_of(district)],
                   .budget = view.result.budgets[index_of(district)]};
  if (!sheet.prior) {
    sheet.remark = "new: it had nothing in " + prior_text(prior.label) + " to compare with";
    return sheet;
  }
  const auto causes = engine::causes_of_shift(view.scenario, view.result, {&district, 1});
  if (!causes) {
    return sheet;
  }
  const CauseSentences sentences{view, index_of(district), numbers};
  for (const engine::CauseLine& line : causes->lines) {
    sheet.causes.push_back(sentences.of(line, causes->amounts_only));
  }
  if (causes->amounts_only) {
    sheet.remark =
        "the file has only the amounts of " + prior_text(prior.label) +
        ": whether its share changed by counts, by rules or by who takes part cannot be told "
        "from them";
  }
  return sheet;
}

}  // namespace allot::report::explain
