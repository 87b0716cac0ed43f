#include <algorithm>

#include "report/compare/compare_report.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report {
namespace {

using enum Text;

/// Who gains, who loses, how much, and how many do neither.
std::string counts_text(const Comparison& comparison, const Against& against, const Words& words) {
  std::string counts;
  for (const auto& [text, movement] :
       {std::pair{kGainInAll, &against.winners}, std::pair{kLoseInAll, &against.losers}}) {
    if (movement->count > 0) {
      add_item(counts, words(text, {words.count(movement->count),
                                    amount_text(movement->amount, comparison.decimals,
                                                words.numbers, Sign::kAlways)}));
    }
  }
  for (const auto& [text, count] :
       {std::pair{kUnchanged, against.unchanged}, std::pair{kNew, against.is_new}}) {
    add_item(counts, count > 0 ? words(text, {words.count(count)}) : "");
  }
  return counts;
}

/// `--per` has a column for each scenario only.
std::vector<Sentence> sides_without_counts(const Comparison& comparison,
                                           const CompareOptions& options, const Words& words) {
  std::vector<Sentence> sentences;
  for (std::size_t side = 0; options.per && side < comparison.sides.size(); ++side) {
    const Compared& compared = comparison.sides[side];
    if (compared.scenario == nullptr && !compared.is_prior) {
      sentences.push_back(words.sentence(kResultWithoutCounts, {letter_in(comparison, side)}));
    }
  }
  return sentences;
}

std::vector<Sentence> row_notes(const Comparison& comparison, const CompareOptions& options,
                                const Words& words) {
  std::vector<Sentence> sentences;
  const std::size_t in_all = compared_rows(comparison, options.run);
  const std::size_t shown = compare_rows(comparison, options.run).size();
  if (shown < in_all) {
    sentences.push_back(words.sentence(kShowing, {words.count(shown), words.count(in_all)}));
  }
  RunOptions with_equal = options.run;
  with_equal.changed = false;
  const std::size_t equal = compared_rows(comparison, with_equal) - in_all;
  if (equal > 0) {
    sentences.push_back(words.sentence(kEqualNotShown, {words.count(equal)}));
  }
  return sentences;
}

/// `letter` against `other`, as they are to be called.
Sentence verdict_on(const Comparison& comparison, std::size_t side, const std::string& letter,
                    const std::string& other, const Words& words) {
  const Against& against = comparison.against[side - 1];
  const Money total = comparison.totals[side];
  const Money first = comparison.totals.front();
  if (!against.differs()) {
    return words.sentence(kAllTheSame, {letter, other});
  }
  Sentence sentence =
      total == first
          ? words.sentence(kSameInAll, {letter, other})
          : words.sentence(
                kOtherInAll,
                {letter, other, change_text(total, first, comparison.decimals, words.numbers)});
  sentence.push_back(counts_text(comparison, against, words));
  return sentence;
}

}  // namespace

Sentence verdict_sentence(const Comparison& comparison, std::size_t side, const Words& words) {
  return verdict_on(comparison, side, letter_in(comparison, side),
                    name_of_side(comparison, 0, words), words);
}

std::vector<Sentence> verdicts_by_name(const Comparison& comparison, const Words& words) {
  constexpr std::size_t kMost = 3;  // the table of variants has the others
  const std::vector<std::string> names = names_in_charts(comparison, words);
  std::vector<Sentence> sentences;
  for (std::size_t side = 1; side < std::min(names.size(), kMost + 1); ++side) {
    sentences.push_back(verdict_on(comparison, side, names[side], names.front(), words));
  }
  return sentences;
}

std::vector<Sentence> compare_notes(const Comparison& comparison, const CompareOptions& options,
                                    const Words& words) {
  std::vector<Sentence> sentences = row_notes(comparison, options, words);
  append(sentences, sides_without_counts(comparison, options, words));
  const auto lacks_sums = [](const Against& against) {
    return against.causes && !causes_have_sums(*against.causes);
  };
  if (std::any_of(comparison.against.begin(), comparison.against.end(), lacks_sums)) {
    sentences.push_back(words.sentence(kNoCauseSums));
  }
  if (!shows_differences(comparison) && options.run.columns.empty()) {
    sentences.push_back(words.sentence(
        kDifferencesInColumns, {name_of_side(comparison, 0, words),
                                "id,name," + compare_column(comparison, "difference", 1) + "," +
                                    compare_column(comparison, "difference", 2)}));
  }
  append(sentences, sources_compared(comparison, words));
  for (std::size_t side = 1; side < comparison.sides.size(); ++side) {
    sentences.push_back(verdict_sentence(comparison, side, words));
  }
  return sentences;
}

}  // namespace allot::report
