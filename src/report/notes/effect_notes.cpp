#include <fmt/format.h>

#include "report/notes/notes.hpp"
#include "report/notes/wording.hpp"

namespace allot::report {
namespace {

constexpr int kFactorDecimals = 6;

/// The words for what a rule did to one pot.
class EffectWords {
 public:
  EffectWords(const RunView& view, std::size_t pot, const NumberFormat& numbers)
      : scenario_{view.scenario}, pot_{view.scenario.pots[pot]}, numbers_{numbers} {}

  Sentence operator()(const engine::ClaimsReduced& effect) const {
    return {fmt::format("claims of {} on {}:", amount(effect.claims), amount(effect.available)),
            "all reduced by " + factor(effect.factor) + "."};
  }

  Sentence operator()(const engine::PartYear& effect) const {
    const std::string who = districts(effect.districts) + " for part of the period:";
    if (effect.saved.sign() == 0) {
      return {who, "the key counts for that part."};
    }
    return {who, amount(effect.saved) + " less than for all of it."};
  }

  Sentence operator()(const engine::Limited& effect) const {
    Sentence sentence;
    if (effect.at_minimum > 0) {
      sentence.push_back(fmt::format("{} at the minimum (raised by {}",
                                     districts(effect.at_minimum), amount(effect.raised)));
      close_bound(sentence, "down", effect.lowered);
    }
    if (effect.at_maximum > 0) {
      sentence.push_back(fmt::format("{} at the maximum (cut by {}",
                                     effect.at_minimum > 0 ? count_text(effect.at_maximum, numbers_)
                                                           : districts(effect.at_maximum),
                                     amount(effect.cut)));
      close_bound(sentence, "up", effect.lifted);
    }
    if (effect.others > 0 && effect.factor != Fraction{1}) {
      sentence.push_back(fmt::format("{} with {},", others(effect.others), factor(effect.factor)));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::HeldHarmless& effect) const {
    const bool two_ways = effect.payers > 0 && effect.lowered.districts > 0;
    Sentence sentence{fmt::format("{} held at {} of {};", districts(effect.held),
                                  percent_text(effect.share, numbers_), prior()),
                      fmt::format("cost {}{}", amount(effect.cost), two_ways ? ":" : ",")};
    if (effect.paid_by.how == Payer::How::kTopUp) {
      sentence.push_back(fmt::format("paid by `{}`.", effect.paid_by.name));
      add_released(sentence, effect);
      return sentence;
    }
    if (effect.payers > 0) {
      const std::string part = two_ways ? amount(effect.cost - effect.lowered.amount) + " " : "";
      sentence.push_back(fmt::format("{}paid by {},", part, districts(effect.payers)));
      sentence.push_back(factor(effect.factor) + of_what(effect.paid_by.how) + ",");
    }
    if (effect.lowered.districts > 0) {
      const std::string who = two_ways ? amount(effect.lowered.amount) + " by " +
                                             count_text(effect.lowered.districts, numbers_)
                                       : "paid by " + districts(effect.lowered.districts);
      sentence.push_back(who + " that " +
                         (effect.lowered.districts == 1 ? "comes down to its floor,"
                                                        : "come down to their floors,"));
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::GainsCapped& effect) const {
    const bool lifted = effect.lifted.districts > 0;
    Sentence sentence{fmt::format("{} held at {} above {}{}", districts(effect.capped),
                                  percent_text(effect.share, numbers_), prior(),
                                  lifted ? "," : ";")};
    if (lifted) {
      sentence.push_back(fmt::format("{} of them raised to it by {};",
                                     count_text(effect.lifted.districts, numbers_),
                                     amount(effect.lifted.amount)));
    }
    sentence.push_back(amount(effect.cut) + " cut,");
    if (!effect.to_others) {
      sentence.emplace_back("not given to others.");
      return sentence;
    }
    sentence.push_back(fmt::format("given to others; {} with {}.", others(effect.receivers),
                                   factor(effect.factor)));
    return sentence;
  }

  Sentence operator()(const engine::PhasedIn& effect) const {
    return {fmt::format("{} new and {} of {}, scaled to the same sum:",
                        percent_text(effect.new_weight, numbers_),
                        percent_text(Fraction{1} - effect.new_weight, numbers_), prior()),
            fmt::format("{} moved between {}.", amount(effect.moved), plural())};
  }

  Sentence operator()(const engine::Reallocated& effect) const {
    Sentence sentence{fmt::format("unclaimed {} given to {} below {} claims,",
                                  amount(effect.placed), districts(effect.receivers),
                                  effect.receivers == 1 ? "its" : "their")};
    if (effect.unplaced.sign() > 0) {
      sentence.push_back(amount(effect.unplaced) + " could not be placed,");
    }
    return ended(std::move(sentence));
  }

  Sentence operator()(const engine::TierRounded& effect) const {
    const std::vector<std::string_view> groups(effect.groups.begin(), effect.groups.end());
    const auto units = static_cast<std::size_t>(effect.units);
    return {fmt::format("tier `{}`: {} left over after rounding down:", effect.group,
                        counted(units, "unit", "units", numbers_)),
            "to " + first_ten(groups, units) + "."};
  }

  /// Said with the pot's other money that no district got, which is in whole units.
  Sentence operator()(const engine::UnclaimedMoney& /*effect*/) const { return {}; }

 private:
  /// "1 comes down to it, by 1.20", and the end of the brackets.
  void close_bound(Sentence& sentence, std::string_view direction,
                   const engine::BoundReached& by) const {
    if (by.districts == 0) {
      sentence.back() += "),";
      return;
    }
    sentence.back() += ";";
    sentence.push_back(fmt::format("{} {} {} to it, by {}),", count_text(by.districts, numbers_),
                                   by.districts == 1 ? "comes" : "come", direction,
                                   amount(by.amount)));
  }

  /// Of a top-up that later steps have cut: who pays what in the end.
  void add_released(Sentence& sentence, const engine::HeldHarmless& effect) const {
    if (effect.released.sign() == 0) {
      return;
    }
    const Fraction left = effect.cost - effect.released;
    sentence.back() = fmt::format("of which `{}` pays {}:", effect.paid_by.name,
                                  left.sign() == 0 ? "nothing" : amount(left));
    sentence.push_back(fmt::format("later steps cut {}.", amount(effect.released)));
  }

  /// With a full stop instead of the last comma.
  static Sentence ended(Sentence sentence) {
    if (!sentence.empty()) {
      sentence.back().back() = '.';
    }
    return sentence;
  }

  static std::string of_what(Payer::How how) {
    switch (how) {
      case Payer::How::kScaleAboveFloor:
        return " of what is above their floors";
      case Payer::How::kScaleGains:
        return " of their gains";
      case Payer::How::kRatable:
      case Payer::How::kTopUp:
        break;
    }
    return "";
  }

  [[nodiscard]] std::string amount(const Fraction& value) const {
    return exact_text(value, scenario_.decimals, numbers_);
  }
  [[nodiscard]] std::string factor(const Fraction& value) const {
    return "factor " + fraction_text(value, kFactorDecimals, numbers_);
  }
  [[nodiscard]] std::string districts(std::size_t count) const {
    return districts_text(scenario_.districts, count, numbers_);
  }
  [[nodiscard]] std::string others(std::size_t count) const {
    return counted(count, "other", "others", numbers_);
  }
  [[nodiscard]] std::string plural() const {
    return scenario_.districts.called_recipients ? "recipients" : "districts";
  }
  [[nodiscard]] std::string prior() const {
    const std::optional<Prior>& rule = pot_.prior ? pot_.prior : scenario_.prior;
    return prior_text(rule ? rule->label : "prior");
  }

  const Scenario& scenario_;
  const Pot& pot_;
  const NumberFormat& numbers_;
};

}  // namespace

std::vector<Sentence> effect_notes(const RunView& view, std::size_t pot,
                                   const NumberFormat& numbers) {
  const std::vector<Step>& steps = view.scenario.pots[pot].steps;
  const EffectWords words{view, pot, numbers};
  std::vector<Sentence> sentences;
  for (const engine::Effect& effect : view.result.pots[pot].effects) {
    Sentence sentence = std::visit(words, effect.what);
    if (sentence.empty()) {
      continue;
    }
    if (effect.step < steps.size() && !steps[effect.step].label.empty()) {
      sentence.insert(sentence.begin(), fmt::format("`{}`:", steps[effect.step].label));
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace allot::report
