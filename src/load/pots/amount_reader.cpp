#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

#include "allot/core/text.hpp"
#include "load/draft/adjust.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/field_rules.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/circles.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kOpen = "open";
constexpr std::string_view kContributors = "contributors";
constexpr std::string_view kUnknown = "unknown";
/// The day for which the file asks for amounts by date: the first of the period, else of the year.
std::optional<Date> day_of(const Scenario& scenario) {
  if (scenario.period) {
    return scenario.period->from;
  }
  return parse_date(scenario.year.substr(0, 4) + "-01-01");
}

struct DatedAmount {
  Date from;
  std::optional<Fraction> amount;  ///< none: unknown
  Location where;
};

/// In the order of the dates; nothing if one of them is wrong.
std::optional<std::vector<DatedAmount>> read_dated(Draft& draft, const YamlNode& map) {
  auto dated = read_all(map.entries, [&](const YamlNode::Entry& entry) {
    const auto from = read_date(entry.key, entry.key_where, "a key of `by_date`", draft.problems);
    const bool unknown = entry.value.is_scalar() && entry.value.text == kUnknown;
    const auto amount =
        unknown ? std::nullopt
                : read_money(draft, entry.value, fmt::format("the amount from {}", entry.key));
    return from && (unknown || amount)
               ? std::optional{DatedAmount{*from, amount, entry.value.where}}
               : std::nullopt;
  });
  if (dated) {
    std::ranges::sort(*dated, {}, &DatedAmount::from);
  }
  return dated;
}

std::string known_text(const std::vector<DatedAmount>& dated) {
  std::string text;
  for (const auto& [from, amount, where] : dated) {
    text += fmt::format("{}{} from {}", text.empty() ? "" : ", ",
                        amount ? grouped_digits(number_text(*amount)) : std::string{kUnknown},
                        date_text(from));
  }
  return text;
}

/// The latest that is not after the day of the scenario.
void choose_amount(Draft& draft, const YamlNode& map, Pot& pot) {
  const auto dated = read_dated(draft, map);
  if (!dated || draft.period == FieldState::kWrong) {
    return;
  }
  const auto unknown = [&](const Location& where, std::string message, std::string help) {
    draft.problems.add({.code = Code::kAmountUnknown,
                        .where = where,
                        .message = std::move(message),
                        .label = "no amount",
                        .help = {std::move(help), "given is: " + known_text(*dated)}});
  };
  const auto day = day_of(draft.scenario);
  if (!day) {
    unknown(map.where, "`by_date` needs to know the day, and the file does not say",
            "add `period`, or a `year` that begins with four digits");
    return;
  }
  const std::string today = date_text(*day);
  const auto after = std::ranges::upper_bound(*dated, *day, {}, &DatedAmount::from);
  if (after == dated->begin()) {
    unknown(map.where,
            fmt::format("the first amount is from {}, after {}", date_text(after->from), today),
            fmt::format("add the amount that holds on {}", today));
    return;
  }
  const DatedAmount& chosen = *(after - 1);
  if (!chosen.amount) {
    unknown(chosen.where,
            *day == chosen.from ? fmt::format("the amount from {} on is unknown", today)
                                : fmt::format("the amount on {} is unknown: it is so from {} on",
                                              today, date_text(chosen.from)),
            "write the amount where there is one; to try one, `--set` the pot's `amount`");
    return;
  }
  pot.amount = *chosen.amount;
  pot.amount_where = chosen.where;
}

void read_amount_map(Draft& draft, const YamlNode& node, Pot& pot) {
  const FieldReader fields{section("pots[].amount"), node, draft.problems};
  const auto form = fields.wrong() ? std::nullopt : fields.form();
  if (form == "by_date") {
    choose_amount(draft, *fields.find("by_date"), pot);
  }
  const YamlNode* of = form == "part" ? fields.find("of") : nullptr;
  const auto share = form == "part" ? fields.percentage("part") : std::nullopt;
  if (of != nullptr && share) {
    pot.amount = PartOfPot{*share, {}};
    draft.parts.push_back({draft.scenario.pots.size(), of->text, of->where});
  }
}

void read_amount_word(Draft& draft, const YamlNode& node, Pot& pot) {
  if (node.text == kOpen) {
    pot.amount = OpenAmount{};
    return;
  }
  if (node.text == kContributors) {
    pot.amount = ContributedAmount{};
    return;
  }
  constexpr std::array kWords{kOpen, kContributors};
  const bool digits = std::ranges::any_of(node.text, is_digit);
  const auto near = digits ? std::nullopt : nearest(node.text, kWords);
  if (near) {
    draft.problems.add({.code = Code::kUnknownChoice,
                        .where = node.where,
                        .message = fmt::format("`amount` cannot be {}", quoted(node.text)),
                        .label = "neither a number nor one of the words",
                        .help = {fmt::format("did you mean {}?", quoted(*near)),
                                 std::string{rules::kAmountForms}}});
    return;
  }
  const ReadNumber number = ReadNumber::from(node.text);
  if (number.number() != nullptr && number.number()->percent) {
    draft.problems.add(
        {.code = Code::kWrongKind,
         .where = node.where,
         .message = fmt::format("`amount` is `{}`, and does not say of what", node.text),
         .label = "a percentage",
         .help = {fmt::format("write `{{part: {}, of: POT}}`, or an amount", node.text)}});
    return;
  }
  pot.amount = read_money(draft, node, "`amount`").value_or(0);
}

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
      draft_.problems.add(draft_.hints.unknown("pot", part.of, part.where,
                                               "not a pot of this scenario", "the pots",
                                               [&] { return texts_of(pots_, &Pot::id); }));
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

void read_pot_amount(Draft& draft, const FieldReader& fields, Pot& pot) {
  const YamlNode* node = fields.find("amount");
  pot.amount_where = node == nullptr ? pot.where : node->where;
  if (node == nullptr) {
    return;
  }
  if (node->is_map()) {
    read_amount_map(draft, *node, pot);
  } else if (node->is_scalar()) {
    read_amount_word(draft, *node, pot);
  } else {
    draft.problems.add({.code = Code::kWrongKind,
                        .where = node->where,
                        .message = "`amount` is a list",
                        .label = "not one amount",
                        .help = {std::string{rules::kAmountForms}}});
  }
}

void resolve_parts(Draft& draft) { PartsOfPots{draft}.resolve(); }

}  // namespace allot::load
