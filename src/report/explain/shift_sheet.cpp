#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <utility>

#include "report/explain/formula.hpp"
#include "report/explain/workings.hpp"
#include "report/explain/year_before.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report::explain {

using enum Text;

namespace {

using engine::Factor;

constexpr std::size_t kMostParts = 3;  ///< pots or columns of one cause

struct ChangeTexts {
  Text grew, shrank, same;
};

class CauseSentences {
 public:
  CauseSentences(const RunView& view, std::size_t district, const Words& words)
      : view_{view}, district_{district}, words_{words}, before_{view} {}

  [[nodiscard]] CauseWords of(const engine::CauseLine& line, bool amounts_only) const {
    CauseWords words{.factor = line.factor,
                     .name = cause_name(line),
                     .label = cause_words(line, words_),
                     .amount = line.amounts.front(),
                     .exact = line.exact(0)};
    switch (line.factor) {
      case Factor::kPot:
        describe_pots(amounts_only, words);
        break;
      case Factor::kShare:
        describe_share(words);
        break;
      case Factor::kOwnCount:
        describe_counts(before_.own_counts(district_), words);
        break;
      case Factor::kOthersCounts:
        describe_counts(before_.others_counts(district_), words);
        break;
      case Factor::kCounts:
        words.parts = own_and_others();
        break;
      case Factor::kClash:
        words.detail = words_(kNotOneByOne);
        break;
      case Factor::kRule:
        describe_rules(line.with_prior, words);
        break;
      case Factor::kParticipation:
        describe_participation(words);
        break;
      case Factor::kRounding:
        break;
    }
    return words;
  }

 private:
  /// "9 500 000.00 → 10 000 000.00".
  [[nodiscard]] std::string change_text(const BeforeAfter& change, Form form) const {
    const auto text = [&](const Fraction& value) {
      return figure_text({.value = value, .form = form}, view_.scenario.decimals, words_.numbers,
                         Sign::kMinusOnly);
    };
    return fmt::format("{} → {}", text(change.before), text(change.after));
  }

  /// Those that changed, at most a few.
  [[nodiscard]] std::vector<CausePart> parts_of(const std::vector<BeforeAfter>& changes,
                                                Form form) const {
    std::vector<CausePart> parts;
    std::size_t more = 0;
    for (const BeforeAfter& change : changes) {
      if (change.before != change.after && parts.size() < kMostParts) {
        parts.push_back({.label = change.label, .detail = change_text(change, form)});
      } else if (change.before != change.after) {
        ++more;
      }
    }
    if (more > 0) {
      parts.push_back({.label = words_(kMoreItems, {words_.count(more)}), .detail = {}});
    }
    return parts;
  }

  void describe_pots(bool amounts_only, CauseWords& words) const {
    std::vector<BeforeAfter> pots = before_.pots();
    if (amounts_only) {
      pots = {{.label = {},
               .before = in_currency(view_.result.prior->total, view_.scenario.decimals),
               .after = in_currency(view_.result.total, view_.scenario.decimals)}};
    }
    if (pots.empty()) {
      return;
    }
    BeforeAfter sum{.label = {}, .before = 0, .after = 0};
    for (const BeforeAfter& pot : pots) {
      sum.before += pot.before;
      sum.after += pot.after;
    }
    if (pots.size() > 1) {
      for (BeforeAfter& pot : pots) {
        pot.label = words_(kPotNamed, {pot.label});
      }
      words.parts = parts_of(pots, Form::kAmount);
    }
    const bool total = amounts_only && !gives_out_all();
    const bool one = total || view_.scenario.pots.size() == 1;
    const ChangeTexts texts =
        total ? ChangeTexts{kTotalGrew, kTotalShrank, kTotalSame}
        : one ? ChangeTexts{kPotGrew, kPotShrank, kPotSame}
              : ChangeTexts{kPotsGrew, kPotsShrank, words.parts.empty() ? kPotsSame : kPotsChanged};
    words.label = words_(sum.after > sum.before   ? texts.grew
                         : sum.after < sum.before ? texts.shrank
                                                  : texts.same);
    words.detail = change_text(sum, Form::kAmount);
  }

  /// Else what the districts have is not what is in the pots.
  [[nodiscard]] bool gives_out_all() const {
    Money amounts;
    for (const engine::PotResult& pot : view_.result.pots) {
      amounts += pot.amount;
    }
    return amounts == view_.result.total;
  }

  void describe_share(CauseWords& words) const {
    const engine::PriorYear& prior = *view_.result.prior;
    if (prior.total == Money{} || view_.result.total == Money{}) {
      return;
    }
    const auto percent = [&](Money amount, Money total) {
      const Fraction share{amount.minor(), total.minor()};
      return fraction_text(share * Fraction{100}, 4, words_.numbers) + "\u202F%";
    };
    words.detail = fmt::format("{} → {}", percent(*prior.budgets[district_], prior.total),
                               percent(view_.result.budgets[district_], view_.result.total));
  }

  /// One without a label where there is one column, or none changed.
  [[nodiscard]] std::vector<CausePart> parts_of_counts(
      const std::vector<BeforeAfter>& counts) const {
    if (counts.size() == 1) {
      return {{.label = {}, .detail = change_text(counts.front(), Form::kNumber)}};
    }
    std::vector<CausePart> parts = parts_of(counts, Form::kNumber);
    if (!counts.empty() && parts.empty()) {
      parts.push_back({.label = {}, .detail = words_(kAllAsBefore)});
    }
    return parts;
  }

  /// Beside the cause, several below it.
  void describe_counts(const std::vector<BeforeAfter>& counts, CauseWords& words) const {
    words.parts = parts_of_counts(counts);
    if (words.parts.size() == 1 && words.parts.front().label.empty()) {
      words.detail = std::move(words.parts.front().detail);
      words.parts.clear();
    }
  }

  void describe_rules(bool with_prior, CauseWords& words) const {
    if (line_did_nothing(words)) {
      return;
    }
    RuleChanges changes = before_.rules(words_);
    if (with_prior) {
      changes.other.push_back(words_(kRuleOfPriorYear));
    }
    const bool same_steps = changes.added.empty() && changes.removed.empty();
    const auto add = [&](Text text, const std::string& what) {
      if (!what.empty()) {
        add_item(words.detail, words_(text, {what}), words_(kSemicolon) + " ");
      }
    };
    add(kRulesNew, changes.added);
    add(kRulesWithout, changes.removed);
    const std::vector<std::string_view> others(changes.other.begin(), changes.other.end());
    add(same_steps ? kSameStepsOther : kRulesOther,
        words_.list(std::span{others}.first(std::min(others.size(), kMostParts)), others.size()));
  }

  void describe_participation(CauseWords& words) const {
    const auto counts = before_.participants();
    if (counts && !line_did_nothing(words)) {
      words.detail =
          words_(kParticipantsFromTo, {words_.count(counts->first),
                                       words_.districts(view_.scenario.districts, counts->second)});
    }
  }

  static bool line_did_nothing(const CauseWords& words) {
    return words.amount == Money{} && words.exact.sign() == 0;
  }

  [[nodiscard]] std::string with_colon(const std::string& whose) const {
    return whose + words_(kColon) + " ";
  }

  /// Where their effects cannot be told apart.
  [[nodiscard]] std::vector<CausePart> own_and_others() const {
    std::vector<CausePart> parts;
    const auto add = [&](const std::string& whose, const std::vector<BeforeAfter>& counts) {
      for (const CausePart& part : parts_of_counts(counts)) {
        parts.push_back({.label = part.label.empty() ? whose : with_colon(whose) + part.label,
                         .detail = part.detail});
      }
    };
    const auto add_of_groups = [&](const std::string& whose, std::vector<BeforeAfter> counts) {
      for (BeforeAfter& count : counts) {
        count.label = with_colon(whose) + count.label;
      }
      append(parts, parts_of(counts, Form::kNumber));
    };
    add(words_(kItsOwn), before_.own_counts(district_));
    add(words_(kTheOthers), before_.others_counts(district_));
    add_of_groups(words_(kItsGroups), before_.counts_of_group(district_));
    add_of_groups(words_(kOtherGroups), before_.counts_of_other_groups(district_));
    return parts;
  }

  const RunView& view_;
  std::size_t district_;
  const Words& words_;
  YearBefore before_;
};

}  // namespace

std::optional<ShiftSheet> shift_sheet(const RunView& view, DistrictId district,
                                      const Words& words) {
  if (!view.result.prior) {
    return std::nullopt;
  }
  const engine::PriorYear& prior = *view.result.prior;
  ShiftSheet sheet{.label = prior.label,
                   .prior = prior.budgets[index_of(district)],
                   .budget = view.result.budgets[index_of(district)]};
  const std::string label = prior_year(prior.label);
  if (!sheet.prior) {
    sheet.remark = words(kNewDistrict, {label});
    return sheet;
  }
  const auto causes = engine::causes_of_shift(view.scenario, view.result, {&district, 1});
  if (!causes) {
    return sheet;
  }
  const CauseSentences sentences{view, index_of(district), words};
  for (const engine::CauseLine& line : causes->lines) {
    sheet.causes.push_back(sentences.of(line, causes->amounts_only));
  }
  if (causes->amounts_only) {
    sheet.remark = words(kOnlyAmounts, {label});
  }
  return sheet;
}

}  // namespace allot::report::explain
