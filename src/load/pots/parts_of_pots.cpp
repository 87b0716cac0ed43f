#include <fmt/core.h>

#include <map>

#include "load/draft/adjust.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/circles.hpp"
#include "load/problems/messages.hpp"

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
    check_circles();
    check_sums();
  }

 private:
  void find_whole(const PartSeen& part) {
    const auto at = draft_.pots_by_id.find(part.of);
    if (at == draft_.pots_by_id.end()) {
      draft_.problems.add({.code = Code::kUnknownName,
                           .where = part.where,
                           .message = fmt::format("unknown pot {}", quoted(part.of)),
                           .label = "not a pot of this scenario",
                           .help = draft_.hints.way_out(part.of, "the pots", [&] {
                             std::vector<std::string_view> ids;
                             for (const Pot& pot : pots_) {
                               ids.push_back(pot.id);
                             }
                             return ids;
                           })});
      return;
    }
    const Pot& whole = pots_[at->second];
    if (whole.is_open()) {
      draft_.problems.add(
          {.code = Code::kOpenPotStep,
           .where = part.where,
           .message =
               fmt::format("the pot {} is `open`, and a part of it is asked for", quoted(part.of)),
           .label = "an open pot is the sum of its claims: there is nothing to take out",
           .help = {"give that pot an amount, or this one an amount of its own"},
           .related = {{whole.amount_where, "`open`"}}});
      return;
    }
    auto& amount = std::get<PartOfPot>(pots_[part.pot].amount);
    amount.of = static_cast<PotId>(at->second);
    resolved_.emplace(part.pot, &part);
  }

  /// Each reported at its first pot, in the order of the file.
  void check_circles() {
    const auto next = [&](std::size_t pot) -> std::optional<std::size_t> {
      return resolved_.contains(pot)
                 ? std::optional{index_of(std::get<PartOfPot>(pots_[pot].amount).of)}
                 : std::nullopt;
    };
    const auto name = [&](std::size_t pot) -> std::string_view { return pots_[pot].id; };
    for (const std::vector<std::size_t>& circle : circles(pots_.size(), next)) {
      const std::size_t start = circle.front();
      const bool of_itself = circle.size() == 1;
      draft_.problems.add(
          {.code = Code::kPotCycle,
           .where = resolved_.at(start)->where,
           .message =
               of_itself ? fmt::format("the pot {} is a part of itself", quoted(pots_[start].id))
                         : "pots are parts of each other in a circle: " + circle_text(circle, name),
           .label = of_itself ? "names its own pot" : "no pot has an amount of its own",
           .help = {of_itself ? "name the pot that it is a part of, or write an amount"
                              : "give one of them an amount"}});
    }
  }

  void check_sums() {
    std::map<std::size_t, Fraction> sums;
    std::map<std::size_t, std::vector<std::size_t>> parts;
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
      parts[index_of(part.of)].push_back(pot);
    }
    for (const auto& [pot, sum] : sums) {
      if (sum > Fraction{1}) {
        draft_.problems.add({.code = Code::kPartsExceedPot,
                             .where = pots_[pot].amount_where,
                             .message = fmt::format("the parts of the pot {} add to {}",
                                                    quoted(pots_[pot].id), percent_text(sum)),
                             .label = fmt::format("{} too much", percent_text(sum - Fraction{1})),
                             .help = {"parts of a pot are 100 % of it at most"},
                             .related = places_of(parts[pot])});
      }
    }
  }

  /// Of the first ten; of the others how many there are.
  std::vector<RelatedPlace> places_of(const std::vector<std::size_t>& parts) const {
    constexpr std::size_t kShown = 10;
    std::vector<RelatedPlace> places;
    for (std::size_t i = 0; i < parts.size() && i < kShown; ++i) {
      const Pot& pot = pots_[parts[i]];
      places.push_back(
          {pot.amount_where,
           fmt::format("{} for {}", percent_text(std::get<PartOfPot>(pot.amount).share),
                       quoted(pot.id))});
    }
    if (parts.size() > kShown) {
      places.push_back({pots_[parts[kShown]].amount_where,
                        fmt::format("and {} more parts", parts.size() - kShown)});
    }
    return places;
  }

  Draft& draft_;
  std::vector<Pot>& pots_;
  std::map<std::size_t, const PartSeen*> resolved_;
};

}  // namespace

void resolve_parts(Draft& draft) { PartsOfPots{draft}.resolve(); }

}  // namespace allot::load
