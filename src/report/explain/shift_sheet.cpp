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

class CauseSentences {
 public:
  CauseSentences(const RunView& view, std::size_t district, const Words& words)
      : view_{view}, district_{district}, words_{words}, before_{view} {}

  [[nodiscard]] CauseWords of(const engine::CauseLine& line, bool amounts_only) const {
    CauseWords words{.factor = line.factor,
                     .name = cause_name(line),
                     .label = cause_words(line, words_),
                     .detail = {},
                     .parts = {},
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
  [[nodiscard]] std::string amount(const Fraction& value) const {
    return figure_text({.value = value}, view_.scenario.decimals, words_.numbers, Sign::kMinusOnly);
  }
  [[nodiscard]] std::string number(const Fraction& value) const {
    return figure_text({.value = value, .form = Form::kNumber}, 0, words_.numbers,
                       Sign::kMinusOnly);
  }
  [[nodiscard]] Fraction in_currency_of(Money value) const {
    return in_currency(value, view_.scenario.decimals);
  }

  /// "9 500 000.00 → 10 000 000.00".
  template <class Shown>
  std::string change_text(const BeforeAfter& change, const Shown& shown) const {
    return fmt::format("{} → {}", shown(change.before), shown(change.after));
  }

  /// Those that changed, each in a line; at most a few.
  template <class Shown>
  void add_parts(const std::vector<BeforeAfter>& changes, const Shown& shown,
                 std::vector<CausePart>& parts) const {
    std::size_t more = 0;
    for (const BeforeAfter& change : changes) {
      if (change.before == change.after) {
        continue;
      }
      if (parts.size() < kMostParts) {
        parts.push_back({.label = change.label, .detail = change_text(change, shown)});
      } else {
        ++more;
      }
    }
    if (more > 0) {
      parts.push_back({.label = words_(kMoreItems, {words_.count(more)}), .detail = {}});
    }
  }

  void describe_pots(bool amounts_only, CauseWords& words) const {
    std::vector<BeforeAfter> pots = before_.pots();
    if (amounts_only) {
      pots = {{.label = {},
               .before = in_currency_of(view_.result.prior->total),
               .after = in_currency_of(view_.result.total)}};
    }
    if (pots.empty()) {
      return;
    }
    BeforeAfter sum{.label = {}, .before = 0, .after = 0};
    bool changed = false;
    for (const BeforeAfter& pot : pots) {
      sum.before += pot.before;
      sum.after += pot.after;
      changed = changed || pot.before != pot.after;
    }
    const bool total = amounts_only && !gives_out_all();
    const bool one = total || view_.scenario.pots.size() == 1;
    const auto says = [&](Text of_total, Text of_one, Text of_several) {
      words.label = words_(total ? of_total : one ? of_one : of_several);
    };
    if (sum.after > sum.before) {
      says(kTotalGrew, kPotGrew, kPotsGrew);
    } else if (sum.after < sum.before) {
      says(kTotalShrank, kPotShrank, kPotsShrank);
    } else if (changed) {
      says(kTotalSame, kPotSame, kPotsChanged);
    } else {
      says(kTotalSame, kPotSame, kPotsSame);
    }
    const auto text = [&](const Fraction& value) { return amount(value); };
    words.detail = change_text(sum, text);
    if (pots.size() > 1) {
      for (BeforeAfter& pot : pots) {
        pot.label = words_(kPotNamed, {pot.label});
      }
      add_parts(pots, text, words.parts);
    }
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
      return fraction_text(share * Fraction{100}, 4, words_.numbers) + "\u202F%";
    };
    words.detail = change_text({.label = {}, .before = old_share, .after = new_share}, percent);
  }

  /// One column beside its cause, several below it.
  void describe_counts(const std::vector<BeforeAfter>& counts, CauseWords& words) const {
    const auto text = [&](const Fraction& value) { return number(value); };
    if (counts.size() == 1) {
      words.detail = change_text(counts.front(), text);
      return;
    }
    add_parts(counts, text, words.parts);
    if (!counts.empty() && words.parts.empty()) {
      words.detail = words_(kAllAsBefore);
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
        words.detail += words.detail.empty() ? "" : "; ";
        words.detail += words_(text, {what});
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

  /// Where their effects cannot be told apart.
  [[nodiscard]] std::vector<CausePart> own_and_others() const {
    CauseWords own{.factor = Factor::kOwnCount};
    CauseWords others{.factor = Factor::kOthersCounts};
    describe_counts(before_.own_counts(district_), own);
    describe_counts(before_.others_counts(district_), others);
    std::vector<CausePart> parts;
    for (const auto& [words, label] :
         {std::pair{&own, words_(kItsOwn)}, std::pair{&others, words_(kTheOthers)}}) {
      if (!words->detail.empty()) {
        parts.push_back({.label = label, .detail = words->detail});
      }
      for (CausePart& part : words->parts) {
        parts.push_back({.label = label + ": " + part.label, .detail = part.detail});
      }
    }
    add_of(words_(kItsGroups), before_.counts_of_group(district_), parts);
    add_of(words_(kOtherGroups), before_.counts_of_other_groups(district_), parts);
    return parts;
  }

  void add_of(const std::string& whose, std::vector<BeforeAfter> counts,
              std::vector<CausePart>& parts) const {
    for (BeforeAfter& count : counts) {
      count.label = whose + ": " + count.label;
    }
    std::vector<CausePart> changed;
    add_parts(
        counts, [&](const Fraction& value) { return number(value); }, changed);
    parts.insert(parts.end(), changed.begin(), changed.end());
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
