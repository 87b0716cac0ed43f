#include <algorithm>

#include "report/columns/splits.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"

namespace allot::report {
namespace {

using enum Text;

/// "contributed: 5 000 000 by federal, 5 400 000 by canton."; nothing of nothing. At most ten.
std::vector<Sentence> listing(Text heading, const std::vector<std::string>& items,
                              const Words& words) {
  constexpr std::size_t kMostItems = 10;
  Sentence sentence = words.sentence(heading);
  for (std::size_t i = 0; i < std::min(items.size(), kMostItems); ++i) {
    sentence.push_back(items[i] + ",");
  }
  if (items.size() > kMostItems) {
    sentence.push_back(words(kMoreItems, {words.count(items.size() - kMostItems)}) + ",");
  }
  sentence.back().back() = '.';
  return items.empty() ? std::vector<Sentence>{} : std::vector<Sentence>{std::move(sentence)};
}

std::vector<Sentence> part_listing(const RunView& view, std::size_t pot, RowsBy by, Text heading,
                                   Text item, const Words& words) {
  std::vector<std::string> items;
  if (const engine::SplitTable* split = split_of(view.result.pots[pot], by)) {
    for (const PartName& part : part_names(view.scenario.pots[pot], by)) {
      const Money total = split->totals[part.index];
      items.push_back(
          words(item, {amount_text(total, view.scenario.decimals, words.numbers), part.name}));
    }
  }
  return listing(heading, items, words);
}

std::vector<Sentence> in_kind_listing(const RunView& view, std::size_t pot, const Words& words) {
  std::vector<std::string> items;
  for (const Contributor& contributor : view.scenario.pots[pot].contributors) {
    if (contributor.in_kind) {
      items.push_back(words(kContributedBy, {fraction_text(*contributor.in_kind,
                                                           view.scenario.decimals, words.numbers),
                                             contributor.name}));
    }
  }
  return listing(kInKind, items, words);
}

/// What the file says of money that no step gave.
Text unclaimed_text(Unclaimed to) {
  switch (to) {
    case Unclaimed::kReturn:
      return kReturned;
    case Unclaimed::kCarryOver:
      return kCarriedOver;
    case Unclaimed::kNotAssigned:
    case Unclaimed::kReallocate:
      break;
  }
  return kNotAssigned;
}

Sentence cube_note(const RunView& view, const Pot& pot, const engine::CubeDeviation& cube,
                   const Words& words) {
  std::vector<std::string> names;
  for (const SplitBy by : pot.split_order) {
    names.push_back(split_words(by, view.scenario.districts, words));
  }
  const std::vector<std::string_view> order{names.begin(), names.end()};
  return words.sentence(
      kSplitBy, {words.list(order, order.size()), fraction_text(cube.largest, 2, words.numbers)});
}

}  // namespace

std::string split_words(SplitBy by, const Districts& districts, const Words& words) {
  if (by == SplitBy::kDistrict) {
    return words(kDistrictColumn, {words.districts(districts, 1)});
  }
  return std::string{
      words.named(NamesOf::kSplit, by == SplitBy::kContributor ? "contributor" : "year")};
}

std::vector<Sentence> contribution_notes(const RunView& view, std::size_t pot, const Words& words) {
  std::vector<Sentence> sentences =
      part_listing(view, pot, RowsBy::kContributor, kContributed, kContributedBy, words);
  append(sentences, in_kind_listing(view, pot, words));
  append(sentences, part_listing(view, pot, RowsBy::kYear, kTranches, kInYear, words));
  if (const auto& cube = view.result.pots[pot].cube) {
    sentences.push_back(cube_note(view, view.scenario.pots[pot], *cube, words));
  }
  return sentences;
}

std::vector<Sentence> money_notes(const RunView& view, std::size_t pot, const Words& words) {
  const engine::PotResult& result = view.result.pots[pot];
  std::vector<Sentence> sentences;
  const auto add = [&](Text text, Money amount, std::string_view whom = {}) {
    sentences.push_back(
        words.sentence(text, {amount_text(amount, view.scenario.decimals, words.numbers), whom}));
  };
  for (const engine::Reserve& top_up : result.top_ups) {
    add(kToppedUpInAll, top_up.amount, top_up.name);
  }
  for (const engine::PassedOn& passed : result.passed_on) {
    add(kPassedOn, passed.amount, pot_name(view, passed.to));
  }
  for (const engine::Reserve& reserve : result.reserves) {
    add(kReserved, reserve.amount, reserve.name);
  }
  if (result.not_assigned != Money{}) {
    add(unclaimed_text(view.scenario.pots[pot].unclaimed), result.not_assigned);
  }
  if (result.left_over > Money{}) {
    add(kLeftOver, result.left_over);
  }
  if (result.left_over < Money{}) {
    add(kGivenBeyond, -result.left_over);
  }
  return sentences;
}

}  // namespace allot::report
