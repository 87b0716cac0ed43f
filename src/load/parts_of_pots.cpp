#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "load/adjust.hpp"
#include "load/exact_range.hpp"
#include "load/messages.hpp"
#include "load/pot_parts.hpp"

namespace allot::load {

namespace {

std::string percent_text(const Fraction& share) {
  return number_text(share * Fraction{100}) + " %";
}

/// Follows each pot to the one that it is a part of.
class PartsOfPots {
 public:
  explicit PartsOfPots(Draft& draft) : draft_{draft}, pots_{draft.scenario.pots} {}

  void resolve() {
    for (const PartSeen& part : draft_.parts) {
      find_whole(part);
    }
    for (const auto& [pot, seen] : resolved_) {
      check_circle(pot);
    }
    check_sums();
  }

 private:
  void find_whole(const PartSeen& part) {
    const auto at = std::ranges::find(pots_, part.of, &Pot::id);
    if (at == pots_.end()) {
      std::vector<std::string_view> ids;
      std::ranges::transform(pots_, std::back_inserter(ids), &Pot::id);
      draft_.problems.add({.code = Code::kUnknownName,
                           .where = part.where,
                           .message = fmt::format("unknown pot {}", quoted(part.of)),
                           .label = "not a pot of this scenario",
                           .help = way_out(part.of, ids, "the pots")});
      return;
    }
    if (at->is_open()) {
      draft_.problems.add(
          {.code = Code::kOpenPotStep,
           .where = part.where,
           .message =
               fmt::format("the pot {} is `open`, and a part of it is asked for", quoted(part.of)),
           .label = "an open pot is the sum of its claims: there is nothing to take out",
           .help = {"give that pot an amount, or this one an amount of its own"},
           .related = {{at->amount_where, "`open`"}}});
      return;
    }
    auto& amount = std::get<PartOfPot>(pots_[part.pot].amount);
    amount.of = static_cast<PotId>(at - pots_.begin());
    resolved_.emplace(part.pot, &part);
  }

  /// Reported at the first pot of the circle, in the order of the file.
  void check_circle(std::size_t start) {
    std::string chain = quoted(pots_[start].id);
    std::size_t pot = start;
    for (std::size_t steps = 0; steps < resolved_.size(); ++steps) {
      pot = index_of(std::get<PartOfPot>(pots_[pot].amount).of);
      chain += " → " + quoted(pots_[pot].id);
      if (pot <= start || !resolved_.contains(pot)) {
        break;
      }
    }
    if (pot == start) {
      const bool of_itself = index_of(std::get<PartOfPot>(pots_[start].amount).of) == start;
      draft_.problems.add(
          {.code = Code::kPotCycle,
           .where = resolved_.at(start)->where,
           .message = of_itself
                          ? fmt::format("the pot {} is a part of itself", quoted(pots_[start].id))
                          : "pots are parts of each other in a circle: " + chain,
           .label = of_itself ? "names its own pot" : "no pot has an amount of its own",
           .help = {of_itself ? "name the pot that it is a part of, or write an amount"
                              : "give one of them an amount"}});
    }
  }

  void check_sums() {
    std::map<std::size_t, Fraction> sums;
    std::map<std::size_t, std::vector<RelatedPlace>> places;
    for (const auto& [pot, seen] : resolved_) {
      const auto& part = std::get<PartOfPot>(pots_[pot].amount);
      const bool added = in_range(pots_[pot].amount_where,
                                  "the parts of the pot " + quoted(pots_[index_of(part.of)].id),
                                  draft_.problems, [&] {
                                    sums[index_of(part.of)] += part.share;
                                    return true;
                                  });
      if (!added) {
        return;
      }
      places[index_of(part.of)].push_back(
          {pots_[pot].amount_where,
           fmt::format("{} for {}", percent_text(part.share), quoted(pots_[pot].id))});
    }
    for (const auto& [pot, sum] : sums) {
      if (sum > Fraction{1}) {
        draft_.problems.add({.code = Code::kPartsExceedPot,
                             .where = pots_[pot].amount_where,
                             .message = fmt::format("the parts of the pot {} add to {}",
                                                    quoted(pots_[pot].id), percent_text(sum)),
                             .label = fmt::format("{} too much", percent_text(sum - Fraction{1})),
                             .help = {"parts of a pot are 100 % of it at most"},
                             .related = places[pot]});
      }
    }
  }

  Draft& draft_;
  std::vector<Pot>& pots_;
  std::map<std::size_t, const PartSeen*> resolved_;
};

}  // namespace

void resolve_parts(Draft& draft) { PartsOfPots{draft}.resolve(); }

}  // namespace allot::load
