#include <algorithm>

#include "report/compare/compare_report.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

using enum Text;

bool is_in(const Change& change, const Compared& side) {
  if (side.scenario == nullptr) {
    return false;
  }
  const std::vector<Change>& changes = side.scenario->changes;
  return std::any_of(changes.begin(), changes.end(), [&](const Change& other) {
    return other.path == change.path && other.old_value == change.old_value &&
           other.new_value == change.new_value;
  });
}

/// What a variant has instead of what the first one has: "`pots.im.amount`: 58_000_000 →
/// 61_000_000".
Sentence variant_sentence(const Comparison& comparison, const Compared& side, const Words& words) {
  const Compared& first = comparison.sides.front();
  Sentence sentence;
  for (const Change& change : side.scenario->changes) {
    if (is_in(change, first)) {
      continue;
    }
    const std::vector<Change>& before = first.scenario->changes;
    const auto same_path = std::ranges::find(before, change.path, &Change::path);
    const std::string& old = same_path == before.end() ? change.old_value : same_path->new_value;
    if (!sentence.empty()) {
      sentence.back() += ",";
    }
    sentence.push_back("`" + change.path + "`" + words(kColon));
    sentence.push_back(words(kOldAndNew, {old, change.new_value}));
  }
  return sentence.empty() ? words.sentence(kVariantAsItIs, {side.variant}) : sentence;
}

/// Of a tranche its year; of a result, which may be one, where another side has another year.
std::string_view year_to_name(const Comparison& comparison, const Compared& side) {
  const auto other_year = [&](const Compared& other) { return other.year != side.year; };
  const bool may_be_tranche =
      side.scenario == nullptr &&
      std::any_of(comparison.sides.begin(), comparison.sides.end(), other_year);
  return may_be_tranche ? std::string_view{side.year} : std::string_view{side.tranche};
}

/// "10 000 000.00 EUR", of a year that has to be named "in 2027".
std::string total_of_side(const Comparison& comparison, std::size_t index, const Words& words) {
  const Compared& side = comparison.sides[index];
  const std::string year{year_to_name(comparison, side)};
  const std::string total =
      amount_text(comparison.totals[index], comparison.decimals, words.numbers) +
      (side.currency.empty() || !side.variant.empty() ? "" : " " + side.currency);
  return year.empty() ? total : words(kInYear, {total, year});
}

/// "A: Zuweisung · 10 000 000.00 EUR · a.yaml".
Sentence side_sentence(const Comparison& comparison, std::size_t index, const Words& words) {
  const Compared& side = comparison.sides[index];
  Sentence sentence{letter_of_side(index) + words(kColon)};
  if (!side.variant.empty()) {
    append(sentence, variant_sentence(comparison, side, words));
    sentence.back() += " ·";
    sentence.push_back(total_of_side(comparison, index, words));
    return sentence;
  }
  for (const std::string& text : {label_of(side, words), side.title}) {
    if (!text.empty()) {
      sentence.back() += " " + text + " ·";
    }
  }
  sentence.push_back(total_of_side(comparison, index, words) + " ·");
  sentence.push_back(side.file);
  return sentence;
}

/// Who gains, who loses, how much, and how many do neither.
std::string counts_text(const Comparison& comparison, const Against& against, const Words& words) {
  const auto of = [&](Text text, const Movement& movement) {
    return movement.count == 0 ? std::string{}
                               : words(text, {words.count(movement.count),
                                              amount_text(movement.amount, comparison.decimals,
                                                          words.numbers, Sign::kAlways)});
  };
  std::string counts;
  for (const std::string& part :
       {of(kGainInAll, against.winners), of(kLoseInAll, against.losers),
        against.unchanged > 0 ? words(kUnchanged, {words.count(against.unchanged)}) : ""}) {
    counts += counts.empty() || part.empty() ? "" : ", ";
    counts += part;
  }
  return counts;
}

Sentence totals_and_counts(const Comparison& comparison, std::size_t side, const Words& words) {
  const Money total = comparison.totals[side];
  const Money first = comparison.totals.front();
  const TextArgument letter = letter_of_side(side);
  Sentence sentence =
      total == first
          ? words.sentence(kSameInAll, {letter, letter_of_side(0)})
          : words.sentence(kOtherInAll,
                           {letter, letter_of_side(0),
                            change_text(total, first, comparison.decimals, words.numbers)});
  sentence.push_back(counts_text(comparison, comparison.against[side - 1], words));
  return sentence;
}

/// Names, or ids where there are none.
std::string most_text(const Comparison& comparison, const Against& against, const Words& words) {
  std::vector<std::string_view> names = comparison.names;
  for (const std::size_t row : {against.winners.most, against.losers.most}) {
    names[row] = names[row].empty() ? comparison.ids[row] : names[row];
  }
  return most_text(against.winners, against.losers, names, comparison.decimals, words);
}

Sentence causes_sentence(const Comparison& comparison, const Against& against, bool winners,
                         const Words& words) {
  const auto amount = [&](Money money) {
    return amount_text(money, comparison.decimals, words.numbers, Sign::kAlways);
  };
  Sentence sentence = winners ? words.sentence(kWhyTheyGain, {amount(against.winners.amount)})
                              : words.sentence(kWhyTheyLose, {amount(against.losers.amount)});
  for (const CauseSum& sum : cause_sums(against, winners, words)) {
    if (sum.amount != Money{}) {
      sentence.back() += sentence.size() > 1 ? "," : "";
      sentence.push_back(sum.words + " " + amount(sum.amount));
    }
  }
  return sentence;
}

/// `--per` has a column for each scenario only.
std::vector<Sentence> sides_without_counts(const Comparison& comparison,
                                           const CompareOptions& options, const Words& words) {
  std::vector<Sentence> sentences;
  for (std::size_t side = 0; options.per && side < comparison.sides.size(); ++side) {
    if (comparison.sides[side].scenario == nullptr) {
      sentences.push_back(words.sentence(kResultWithoutCounts, {letter_of_side(side)}));
    }
  }
  return sentences;
}

}  // namespace

std::vector<CauseSum> cause_sums(const Against& against, bool winners, const Words& words) {
  std::vector<CauseSum> sums;
  for (const engine::CauseLine& line : against.causes->lines) {
    CauseSum sum{.name = cause_name(line), .words = cause_words(line, words), .amount = {}};
    for (std::size_t row = 0; row < line.amounts.size(); ++row) {
      const Money difference = against.differences[row];
      if (winners ? difference > Money{} : difference < Money{}) {
        sum.amount += line.amounts[row];
      }
    }
    sums.push_back(std::move(sum));
  }
  return sums;
}

std::vector<Sentence> side_sentences(const Comparison& comparison, const Words& words) {
  std::vector<Sentence> sentences;
  const auto& sides = comparison.sides;
  const auto in_all = [&](const Change& change) {
    return std::all_of(sides.begin(), sides.end(),
                       [&](const Compared& side) { return is_in(change, side); });
  };
  for (std::size_t i = 0; i < sides.size(); ++i) {
    for (const Change& change : sides[i].scenario == nullptr || !sides[i].variant.empty()
                                    ? std::vector<Change>{}
                                    : sides[i].scenario->changes) {
      const bool everywhere = in_all(change);
      if (!everywhere || i == 0) {
        Sentence sentence = change_sentence(change, words);
        if (!everywhere) {
          sentence.front().insert(0, letter_of_side(i) + words(kColon) + " ");
        }
        sentences.push_back(std::move(sentence));
      }
    }
  }
  for (std::size_t i = 0; i < sides.size(); ++i) {
    sentences.push_back(side_sentence(comparison, i, words));
  }
  return sentences;
}

std::optional<Money> moved_money(const Against& against) {
  return against.total == Money{} ? std::optional{against.winners.amount} : std::nullopt;
}

std::vector<Sentence> against_sentences(const Comparison& comparison, std::size_t side,
                                        const Words& words) {
  const Against& against = comparison.against[side - 1];
  if (against.winners.count + against.losers.count == 0) {
    return {words.sentence(kAllTheSame, {letter_of_side(side), letter_of_side(0)})};
  }
  Sentence first = totals_and_counts(comparison, side, words);
  first.back() += words(kSemicolon);
  first.push_back(most_text(comparison, against, words));
  if (const auto moved = moved_money(against)) {
    first.back() += words(kSemicolon);
    first.push_back(words(kMoneyMoved, {amount_text(*moved, comparison.decimals, words.numbers)}));
  }
  std::vector<Sentence> sentences{std::move(first)};
  if (against.causes) {
    for (const bool winners : {true, false}) {
      if ((winners ? against.winners : against.losers).count > 0) {
        sentences.push_back(causes_sentence(comparison, against, winners, words));
      }
    }
  }
  return sentences;
}

std::vector<Sentence> input_sentences(const Comparison& comparison, std::size_t side,
                                      const Words& words) {
  const Scenario* before = comparison.sides.front().scenario;
  const Scenario* after = comparison.sides[side].scenario;
  const std::string letter = letter_of_side(side);
  if (before == nullptr || after == nullptr) {
    const std::size_t result = before == nullptr ? 0 : side;
    return {words.sentence(kResultWithoutInputs, {letter_of_side(result)})};
  }
  if (!comparison.sides[side].variant.empty()) {
    return {};  // what it differs in is what it is called
  }
  std::vector<Sentence> sentences;
  for (const std::string& line : input_differences(*before, *after, words)) {
    sentences.push_back(words.sentence(kDiffers, {letter, line}));
  }
  if (sentences.empty()) {
    sentences.push_back(words.sentence(kDiffersInNothing, {letter}));
  }
  return sentences;
}

std::vector<Sentence> compare_notes(const Comparison& comparison, const CompareOptions& options,
                                    const Words& words) {
  std::vector<Sentence> sentences;
  const std::size_t in_all = compared_rows(comparison, options.run);
  const std::size_t shown = std::min(in_all, options.run.top.value_or(in_all));
  if (shown < in_all) {
    sentences.push_back(words.sentence(kRowsShown, {words.count(shown), words.count(in_all)}));
  }
  append(sentences, sides_without_counts(comparison, options, words));
  const auto lacks_sums = [](const Against& against) {
    return against.causes && !causes_have_sums(*against.causes);
  };
  if (std::any_of(comparison.against.begin(), comparison.against.end(), lacks_sums)) {
    sentences.push_back(words.sentence(kNoCauseSums));
  }
  if (!shows_differences(comparison) && options.run.columns.empty()) {
    sentences.push_back(words.sentence(kDifferencesElsewhere, {letter_of_side(0)}));
  }
  return sentences;
}

}  // namespace allot::report
