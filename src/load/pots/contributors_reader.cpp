#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>

#include "allot/load/numbers/number.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/circles.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void report_contributions(const Location& where, std::string message, std::string label,
                          std::string help, Problems& problems) {
  problems.add({.code = Code::kContributions,
                .where = where,
                .message = std::move(message),
                .label = std::move(label),
                .help = {std::move(help)}});
}

/// The contributors of one pot: first each by itself, then what they say of each other.
class ContributorsReader {
 public:
  ContributorsReader(Draft& draft, const YamlNode& list, std::vector<Contributor>& contributors)
      : draft_{draft}, problems_{draft.problems}, list_{list}, contributors_{contributors} {}

  void read() {
    for (const YamlNode& item : list_.items) {
      read_one(item);
    }
    resolve_matches();
    if (complete_) {
      check_circles();
      check_sum();
    }
  }

 private:
  struct MatchSeen {
    std::size_t contributor;
    std::string of;
    Location where;
  };

  void read_one(const YamlNode& item) {
    const FieldReader fields{section("pots[].contributors[]"), item, problems_};
    Contributor contributor;
    contributor.id = fields.id("id");
    contributor.name = fields.has("name") ? fields.text("name") : contributor.id;
    contributor.where = fields.has("id") ? fields.find("id")->where : item.where;
    complete_ = complete_ && fields.has("id");
    if (item.is_map()) {
      read_cash(fields, contributor);
    }
    contributor.in_kind = read_money(draft_, fields, "in_kind");
    if (fields.has("id")) {
      const auto [same, added] = by_id_.try_emplace(fields.find("id")->text, contributors_.size());
      if (!added) {
        problems_.add(same_id("contributor", contributor.id, contributors_[same->second].where,
                              contributor.where));
      }
    }
    contributors_.push_back(std::move(contributor));
  }

  static std::string called(const Contributor& contributor) {
    return contributor.id.empty() ? "the contributor" : quoted(contributor.id);
  }

  void read_cash(const FieldReader& fields, Contributor& contributor) {
    const auto form = fields.form(called(contributor), contributor.where);
    complete_ = complete_ && form && (!form->empty() || fields.given("in_kind") != nullptr);
    if (form == "amount") {
      const auto amount = read_money(draft_, fields, "amount");
      complete_ = complete_ && amount;
      contributor.cash = amount.value_or(0);
    } else if (form == "percent") {
      const auto share = fields.percentage("percent");
      complete_ = complete_ && share;
      contributor.cash = PercentOfWhole{share.value_or(Fraction{})};
    } else if (form == "match") {
      read_match(fields, contributor);
    }
  }

  void read_match(const FieldReader& fields, Contributor& contributor) {
    const YamlNode* node = fields.find("match");
    const YamlNode* of = fields.find("of");
    const auto ratio = fields.number("match");
    const bool good = ratio && not_negative(*ratio, *node, "`match`", problems_);
    auto at_most = read_money(draft_, fields, "at_most");
    complete_ =
        complete_ && good && of != nullptr && (at_most || fields.given("at_most") == nullptr);
    contributor.cash = Match{good ? *ratio : Fraction{}, contributors_.size(), std::move(at_most)};
    if (of != nullptr) {
      matches_.push_back({contributors_.size(), of->text, of->where});
    }
  }

  void resolve_matches() {
    for (const MatchSeen& seen : matches_) {
      const auto at = by_id_.find(seen.of);
      if (at == by_id_.end()) {
        problems_.add(hints_.unknown("contributor", seen.of, seen.where,
                                     "not a contributor of this pot", "the contributors",
                                     [&] { return texts_of(contributors_, &Contributor::id); }));
        complete_ = false;
        continue;
      }
      std::get<Match>(contributors_[seen.contributor].cash).of = at->second;
      const Contributor& other = contributors_[at->second];
      const bool percent = std::holds_alternative<PercentOfWhole>(other.cash);
      if (percent || std::holds_alternative<std::monostate>(other.cash)) {
        report_contributions(
            seen.where,
            fmt::format("{} matches {}, which gives {}", quoted(contributors_[seen.contributor].id),
                        quoted(seen.of), percent ? "a percentage of the whole" : "no money"),
            percent ? "depends on the whole" : "nothing to match",
            "match a contributor with an `amount`", problems_);
      }
    }
  }

  /// Reported at the first contributor of a circle.
  void check_circles() {
    const auto next = [&](std::size_t at) -> std::optional<std::size_t> {
      const auto* match = std::get_if<Match>(&contributors_[at].cash);
      return match == nullptr ? std::nullopt : std::optional{match->of};
    };
    const auto name = [&](std::size_t at) -> std::string_view { return contributors_[at].id; };
    for (const std::vector<std::size_t>& circle : circles(contributors_.size(), next)) {
      report_contributions(
          std::ranges::lower_bound(matches_, circle.front(), {}, &MatchSeen::contributor)->where,
          "contributors match each other in a circle: " + circle_text(circle, name),
          "nobody begins", "give one of them an `amount`", problems_);
    }
  }

  void check_sum() {
    in_range(list_.where, "the percentages of the contributors", problems_,
             [&] { return check_percentages(); });
  }

  bool check_percentages() {
    Fraction percentages;
    bool any_amount = false;
    for (const Contributor& contributor : contributors_) {
      any_amount = any_amount || std::holds_alternative<Fraction>(contributor.cash);
      if (const auto* percent = std::get_if<PercentOfWhole>(&contributor.cash)) {
        percentages += percent->share;
      }
    }
    if (percentages >= Fraction{1}) {
      report_contributions(
          list_.where,
          fmt::format("the percentages of the contributors add to {} %",
                      number_text(percentages * Fraction{100})),
          "nothing is left for the amounts",
          "let them add to less than 100 %: the pot is the amounts / (1 − percentages)", problems_);
    } else if (!any_amount) {
      report_contributions(list_.where, "no contributor gives an amount",
                           "there is nothing that percentages and matches could follow",
                           "give at least one of them an `amount`", problems_);
    }
    return true;
  }

  Draft& draft_;
  Problems& problems_;
  const YamlNode& list_;
  std::vector<Contributor>& contributors_;
  std::vector<MatchSeen> matches_;
  std::unordered_map<std::string_view, std::size_t> by_id_;  ///< the first of each id
  Hints hints_;
  bool complete_ = true;  ///< each by itself is right
};

/// The list and `amount: contributors` need each other.
void check_pair(const FieldReader& fields, const Pot& pot, Problems& problems) {
  const bool contributed = std::holds_alternative<ContributedAmount>(pot.amount);
  const YamlNode* list = fields.given("contributors");
  if (contributed && list == nullptr) {
    report_contributions(pot.amount_where, "the amount is `contributors`, and there are none",
                         "who gives the money?",
                         "add `contributors: [{id: NAME, amount: 5_000}]` to the pot", problems);
  }
  if (!contributed && list != nullptr && fields.has("amount")) {
    problems.add({.code = Code::kContributions,
                  .where = pot.amount_where,
                  .message = "the pot has contributors, and an amount of its own",
                  .label = "which of the two?",
                  .help = {"write `amount: contributors`: it is what they give"},
                  .related = {{list->where, "the contributors"}}});
  }
}

}  // namespace

void read_contributors(Draft& draft, const FieldReader& fields, Pot& pot) {
  check_pair(fields, pot, draft.problems);
  if (const YamlNode* list = fields.find("contributors")) {
    ContributorsReader{draft, *list, pot.contributors}.read();
  }
}

}  // namespace allot::load
