#include "report/notes.hpp"

#include <fmt/format.h>

#include "report/rounding_notes.hpp"

namespace allot::report {
namespace {

/// Where money stayed that no district got.
std::vector<Sentence> money_notes(const engine::PotResult& pot, int decimals,
                                  const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  for (const engine::Reserve& reserve : pot.reserves) {
    sentences.push_back({fmt::format("reserved for `{}`:", reserve.name),
                         amount_text(reserve.amount, decimals, numbers) + "."});
  }
  if (pot.not_assigned != Money{}) {
    sentences.push_back(
        {"not assigned to anybody:", amount_text(pot.not_assigned, decimals, numbers) + "."});
  }
  if (pot.left_over > Money{}) {
    sentences.push_back(
        {"left over by rounding:", amount_text(pot.left_over, decimals, numbers) + "."});
  }
  if (pot.left_over < Money{}) {
    sentences.push_back({"given beyond the pot by rounding:",
                         amount_text(-pot.left_over, decimals, numbers) + "."});
  }
  return sentences;
}

std::vector<Sentence> pot_notes(const RunView& view, std::size_t pot, const NumberFormat& numbers) {
  std::vector<Sentence> sentences{rounding_note(view, pot, numbers)};
  for (Sentence& sentence : tie_notes(view, pot, numbers)) {
    sentences.push_back(std::move(sentence));
  }
  for (Sentence& sentence : money_notes(view.result.pots[pot], view.scenario.decimals, numbers)) {
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace

std::vector<Sentence> notes(const RunView& view, const Shown& shown, const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  for (std::size_t pot = 0; pot < view.result.pots.size(); ++pot) {
    for (Sentence& sentence : pot_notes(view, pot, numbers)) {
      if (view.result.pots.size() > 1) {
        sentence.insert(sentence.begin(), fmt::format("pot `{}`:", view.scenario.pots[pot].id));
      }
      sentences.push_back(std::move(sentence));
    }
  }
  if (shown.shares) {
    sentences.push_back({"displayed percentages need not add to 100."});
  }
  if (shown.rows < shown.rows_in_all) {
    sentences.push_back(
        {fmt::format("showing {} of {}; the sum is over all.", count_text(shown.rows, numbers),
                     count_text(shown.rows_in_all, numbers))});
  }
  return sentences;
}

}  // namespace allot::report
