#include <fmt/format.h>

#include <algorithm>

#include "report/columns/splits.hpp"
#include "report/notes/notes.hpp"
#include "report/notes/wording.hpp"

namespace allot::report {
namespace {

/// "contributed: 5 000 000 by federal, 5 400 000 by canton."; nothing of nothing. At most ten.
std::vector<Sentence> listing(std::string heading, const std::vector<std::string>& items,
                              const NumberFormat& numbers) {
  constexpr std::size_t kMostItems = 10;
  Sentence sentence{std::move(heading)};
  for (std::size_t i = 0; i < std::min(items.size(), kMostItems); ++i) {
    sentence.push_back(items[i] + ",");
  }
  if (items.size() > kMostItems) {
    sentence.push_back(fmt::format("and {} more,", count_text(items.size() - kMostItems, numbers)));
  }
  sentence.back().back() = '.';
  return items.empty() ? std::vector<Sentence>{} : std::vector<Sentence>{std::move(sentence)};
}

std::vector<Sentence> part_listing(const RunView& view, std::size_t pot, RowsBy by,
                                   std::string heading, std::string_view preposition,
                                   const NumberFormat& numbers) {
  std::vector<std::string> items;
  if (const engine::SplitTable* split = split_of(view.result.pots[pot], by)) {
    for (const PartName& part : part_names(view.scenario.pots[pot], by)) {
      const Money total = split->totals[part.index];
      items.push_back(fmt::format("{} {} {}", amount_text(total, view.scenario.decimals, numbers),
                                  preposition, part.name));
    }
  }
  return listing(std::move(heading), items, numbers);
}

std::vector<Sentence> in_kind_listing(const RunView& view, std::size_t pot,
                                      const NumberFormat& numbers) {
  std::vector<std::string> items;
  for (const Contributor& contributor : view.scenario.pots[pot].contributors) {
    if (contributor.in_kind) {
      const std::string amount = exact_text(*contributor.in_kind, view.scenario.decimals, numbers);
      items.push_back(fmt::format("{} by {}", amount, contributor.name));
    }
  }
  return listing("in kind, not in the totals:", items, numbers);
}

/// What the file says of money that no step gave.
std::string_view unclaimed_words(Unclaimed to) {
  switch (to) {
    case Unclaimed::kReturn:
      return "not assigned, returned to who gave it:";
    case Unclaimed::kCarryOver:
      return "not assigned, carried over to the next year:";
    case Unclaimed::kNotAssigned:
    case Unclaimed::kReallocate:
      break;
  }
  return "not assigned to anybody:";
}

std::string_view split_word(SplitBy by) {
  switch (by) {
    case SplitBy::kDistrict:
      return "district";
    case SplitBy::kContributor:
      return "contributor";
    case SplitBy::kYear:
      break;
  }
  return "year";
}

Sentence cube_note(const Pot& pot, const engine::CubeDeviation& cube, const NumberFormat& numbers) {
  std::string order;
  for (const SplitBy by : pot.split_order) {
    order += order.empty() ? "" : ", ";
    order += split_word(by);
  }
  return {fmt::format("split by {};", order),
          fmt::format("off that path a sum is at most {} units from its exact value.",
                      fraction_text(cube.largest, 2, numbers))};
}

}  // namespace

std::vector<Sentence> contribution_notes(const RunView& view, std::size_t pot,
                                         const NumberFormat& numbers) {
  std::vector<Sentence> sentences =
      part_listing(view, pot, RowsBy::kContributor, "contributed:", "by", numbers);
  append(sentences, in_kind_listing(view, pot, numbers));
  append(sentences, part_listing(view, pot, RowsBy::kYear, "tranches:", "in", numbers));
  if (const auto& cube = view.result.pots[pot].cube) {
    sentences.push_back(cube_note(view.scenario.pots[pot], *cube, numbers));
  }
  return sentences;
}

std::vector<Sentence> money_notes(const RunView& view, std::size_t pot,
                                  const NumberFormat& numbers) {
  const Pot& rules = view.scenario.pots[pot];
  const engine::PotResult& result = view.result.pots[pot];
  std::vector<Sentence> sentences;
  const auto add = [&](std::string_view what, Money amount) {
    sentences.push_back(
        {std::string{what}, amount_text(amount, view.scenario.decimals, numbers) + "."});
  };
  for (const engine::Reserve& top_up : result.top_ups) {
    add(fmt::format("topped up by `{}`, with rounding:", top_up.name), top_up.amount);
  }
  for (const engine::PassedOn& passed : result.passed_on) {
    add(fmt::format("passed on to pot `{}`:", pot_name(view, passed.to)), passed.amount);
  }
  for (const engine::Reserve& reserve : result.reserves) {
    add(fmt::format("reserved for `{}`:", reserve.name), reserve.amount);
  }
  if (result.not_assigned != Money{}) {
    add(unclaimed_words(rules.unclaimed), result.not_assigned);
  }
  if (result.left_over > Money{}) {
    add("left over by rounding:", result.left_over);
  }
  if (result.left_over < Money{}) {
    add("given beyond the pot by rounding:", -result.left_over);
  }
  return sentences;
}

}  // namespace allot::report
