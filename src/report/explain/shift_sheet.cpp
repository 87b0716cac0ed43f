#include <fmt/core.h>

#include <utility>

#include "report/explain/formula.hpp"
#include "report/explain/workings.hpp"
#include "report/explain/year_before.hpp"
#include "report/notes/wording.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report::explain {
namespace {

using engine::Factor;

constexpr std::size_t kMostParts = 3;  ///< pots or columns of one cause

class CauseSentences {
 public:
  CauseSentences(const RunView& view, std::size_t district, const NumberFormat& numbers)
      : view_{view}, district_{district}, numbers_{numbers}, before_{view} {}

  [[nodiscard]] CauseWords of(const engine::CauseLine& line, bool amounts_only) const {
    CauseWords words{.factor = line.factor,
                     .name = cause_name(line),
                     .label = cause_words(line),
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
        words.detail = "they cannot change one by one";
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
    return figure_text({.value = value}, view_.scenario.decimals, numbers_, Sign::kMinusOnly);
  }
  [[nodiscard]] std::string number(const Fraction& value) const {
    return figure_text({.value = value, .form = Form::kNumber}, 0, numbers_, Sign::kMinusOnly);
  }
  [[nodiscard]] Fraction in_currency_of(Money value) const {
    return in_currency(value, view_.scenario.decimals);
  }

  /// "9 500 000.00 → 10 000 000.00".
  template <class Text>
  static std::string change_text(const BeforeAfter& change, const Text& text) {
    return fmt::format("{} → {}", text(change.before), text(change.after));
  }

  /// Those that changed, each in a line; at most a few.
  template <class Text>
  static void add_parts(const std::vector<BeforeAfter>& changes, const Text& text,
                        std::vector<CausePart>& parts) {
    std::size_t more = 0;
    for (const BeforeAfter& change : changes) {
      if (change.before == change.after) {
        continue;
      }
      if (parts.size() < kMostParts) {
        parts.push_back({.label = change.label, .detail = change_text(change, text)});
      } else {
        ++more;
      }
    }
    if (more > 0) {
      parts.push_back({.label = fmt::format("and {} more", more), .detail = {}});
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
    words.label = total ? "the total " : one ? "the pot " : "the pots ";
    words.label += sum.after > sum.before   ? "grew"
                   : sum.after < sum.before ? "shrank"
                   : changed                ? "changed"
                   : one                    ? "is the same"
                                            : "are the same";
    const auto text = [&](const Fraction& value) { return amount(value); };
    words.detail = change_text(sum, text);
    if (pots.size() > 1) {
      for (BeforeAfter& pot : pots) {
        pot.label = "pot `" + pot.label + "`";
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
      return fraction_text(share * Fraction{100}, 4, numbers_) + "\u202F%";
    };
    words.detail = fmt::format("{} → {}", percent(old_share), percent(new_share));
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
      words.detail = "all as before";
    }
  }

  void describe_rules(bool with_prior, CauseWords& words) const {
    if (line_did_nothing(words)) {
      return;
    }
    RuleChanges changes = before_.rules();
    if (with_prior) {
      changes.other.emplace_back("prior year");
    }
    const bool same_steps = changes.added.empty() && changes.removed.empty();
    const auto add = [&](std::string_view introduction, const std::string& what) {
      if (!what.empty()) {
        words.detail += words.detail.empty() ? "" : "; ";
        words.detail += introduction;
        words.detail += what;
      }
    };
    add("new: ", changes.added);
    add("without: ", changes.removed);
    add(same_steps ? "same steps, other " : "other: ", at_most_a_few(changes.other));
  }

  static std::string at_most_a_few(const std::vector<std::string>& changes) {
    std::string text;
    for (std::size_t i = 0; i < changes.size() && i < kMostParts; ++i) {
      text += i == 0 ? "" : ", ";
      text += changes[i];
    }
    if (changes.size() > kMostParts) {
      text += fmt::format(" and {} more", changes.size() - kMostParts);
    }
    return text;
  }

  void describe_participation(CauseWords& words) const {
    const auto counts = before_.participants();
    if (counts && !line_did_nothing(words)) {
      words.detail =
          fmt::format("{} → {}", counts->first,
                      districts_text(view_.scenario.districts, counts->second, numbers_));
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
    for (auto [words, label] : {std::pair{&own, "its own"}, std::pair{&others, "the others'"}}) {
      if (!words->detail.empty()) {
        parts.push_back({.label = label, .detail = words->detail});
      }
      for (CausePart& part : words->parts) {
        parts.push_back({.label = fmt::format("{}: {}", label, part.label), .detail = part.detail});
      }
    }
    add_of("its group's", before_.counts_of_group(district_), parts);
    add_of("the other groups'", before_.counts_of_other_groups(district_), parts);
    return parts;
  }

  void add_of(std::string_view whose, std::vector<BeforeAfter> counts,
              std::vector<CausePart>& parts) const {
    for (BeforeAfter& count : counts) {
      count.label = fmt::format("{}: {}", whose, count.label);
    }
    std::vector<CausePart> changed;
    add_parts(
        counts, [&](const Fraction& value) { return number(value); }, changed);
    parts.insert(parts.end(), changed.begin(), changed.end());
  }

  const RunView& view_;
  std::size_t district_;
  const NumberFormat& numbers_;
  YearBefore before_;
};

}  // namespace

std::optional<ShiftSheet> shift_sheet(const RunView& view, DistrictId district,
                                      const Words& words) {
  const NumberFormat& numbers = words.numbers;
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
