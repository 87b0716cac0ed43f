#include <fmt/core.h>

#include <algorithm>

#include "report/compare/compare_report.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

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
Sentence variant_sentence(const Comparison& comparison, const Compared& side) {
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
    sentence.push_back(fmt::format("`{}`:", change.path));
    sentence.push_back(old_and_new(old, change.new_value));
  }
  return sentence.empty() ? Sentence{fmt::format("`{}`,", side.variant), "as it is"} : sentence;
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
std::string total_of_side(const Comparison& comparison, std::size_t index,
                          const NumberFormat& numbers) {
  const Compared& side = comparison.sides[index];
  const std::string year{year_to_name(comparison, side)};
  return amount_text(comparison.totals[index], comparison.decimals, numbers) +
         (side.currency.empty() || !side.variant.empty() ? "" : " " + side.currency) +
         (year.empty() ? "" : " in " + year);
}

/// "A: Zuweisung · 10 000 000.00 EUR · a.yaml".
Sentence side_sentence(const Comparison& comparison, std::size_t index,
                       const NumberFormat& numbers) {
  const Compared& side = comparison.sides[index];
  Sentence sentence{fmt::format("{}:", letter_of_side(index))};
  if (!side.variant.empty()) {
    for (std::string& part : variant_sentence(comparison, side)) {
      sentence.push_back(std::move(part));
    }
    sentence.back() += " ·";
    sentence.push_back(total_of_side(comparison, index, numbers));
    return sentence;
  }
  for (const std::string& text : {side.label, side.title}) {
    if (!text.empty()) {
      sentence.back() += " " + text + " ·";
    }
  }
  sentence.push_back(total_of_side(comparison, index, numbers) + " ·");
  sentence.push_back(side.file);
  return sentence;
}

/// Words for the rows that gain or lose.
std::string rows_text(const Movement& movement, std::string_view one, std::string_view many,
                      int decimals, const NumberFormat& numbers) {
  if (movement.count == 0) {
    return {};
  }
  return fmt::format("{} {}", counted(movement.count, one, many, numbers),
                     amount_text(movement.amount, decimals, numbers, Sign::kAlways));
}

Sentence totals_and_counts(const Comparison& comparison, std::size_t side,
                           const NumberFormat& numbers) {
  const Against& against = comparison.against[side - 1];
  const Money total = comparison.totals[side];
  const Money first = comparison.totals.front();
  std::string text = fmt::format("{} against {}:", letter_of_side(side), letter_of_side(0));
  Sentence sentence{std::move(text)};
  if (total == first) {
    sentence.emplace_back("the same in all;");
  } else {
    sentence.push_back(change_text(total, first, comparison.decimals, numbers) + " in all;");
  }
  std::string counts;
  const auto add = [&](const std::string& words) {
    counts += counts.empty() || words.empty() ? "" : ", ";
    counts += words;
  };
  add(rows_text(against.winners, "gains", "gain", comparison.decimals, numbers));
  add(rows_text(against.losers, "loses", "lose", comparison.decimals, numbers));
  if (against.unchanged > 0) {
    add(counted(against.unchanged, "unchanged", "unchanged", numbers));
  }
  sentence.push_back(counts);
  return sentence;
}

/// Names, or ids where there are none.
std::string most_text(const Comparison& comparison, const Against& against,
                      const NumberFormat& numbers) {
  std::vector<std::string_view> names = comparison.names;
  for (const std::size_t row : {against.winners.most, against.losers.most}) {
    names[row] = names[row].empty() ? comparison.ids[row] : names[row];
  }
  return most_text(against.winners, against.losers, names, comparison.decimals, numbers);
}

Sentence causes_sentence(const Comparison& comparison, const Against& against, bool winners,
                         const NumberFormat& numbers) {
  const Money amount = winners ? against.winners.amount : against.losers.amount;
  Sentence sentence{fmt::format("why: the {} of those who {} are",
                                amount_text(amount, comparison.decimals, numbers, Sign::kAlways),
                                winners ? "gain" : "lose")};
  for (const CauseSum& sum : cause_sums(against, winners)) {
    if (sum.amount != Money{}) {
      sentence.back() += sentence.size() > 1 ? "," : "";
      sentence.push_back(sum.words + " " +
                         amount_text(sum.amount, comparison.decimals, numbers, Sign::kAlways));
    }
  }
  return sentence;
}

/// `--per` has a column for each scenario only.
std::vector<Sentence> sides_without_counts(const Comparison& comparison,
                                           const CompareOptions& options) {
  std::vector<Sentence> sentences;
  for (std::size_t side = 0; options.per && side < comparison.sides.size(); ++side) {
    if (comparison.sides[side].scenario == nullptr) {
      sentences.push_back(
          {fmt::format("{} is a result:", letter_of_side(side)), "it has no counts to divide by"});
    }
  }
  return sentences;
}

}  // namespace

std::vector<CauseSum> cause_sums(const Against& against, bool winners) {
  std::vector<CauseSum> sums;
  for (const engine::CauseLine& line : against.causes->lines) {
    CauseSum sum{.name = cause_name(line), .words = cause_words(line), .amount = {}};
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

std::vector<Sentence> side_sentences(const Comparison& comparison, const NumberFormat& numbers) {
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
        Sentence sentence = change_sentence(change);
        if (!everywhere) {
          sentence.front().insert(0, letter_of_side(i) + ": ");
        }
        sentences.push_back(std::move(sentence));
      }
    }
  }
  for (std::size_t i = 0; i < sides.size(); ++i) {
    sentences.push_back(side_sentence(comparison, i, numbers));
  }
  return sentences;
}

std::optional<Money> moved_money(const Against& against) {
  return against.total == Money{} ? std::optional{against.winners.amount} : std::nullopt;
}

std::vector<Sentence> against_sentences(const Comparison& comparison, std::size_t side,
                                        const NumberFormat& numbers) {
  const Against& against = comparison.against[side - 1];
  if (against.winners.count + against.losers.count == 0) {
    return {{fmt::format("{} against {}:", letter_of_side(side), letter_of_side(0)),
             "all budgets are the same"}};
  }
  Sentence first = totals_and_counts(comparison, side, numbers);
  first.back() += ";";
  first.push_back(most_text(comparison, against, numbers));
  if (const auto moved = moved_money(against)) {
    first.back() += ";";
    first.push_back("money moved: " + amount_text(*moved, comparison.decimals, numbers));
  }
  std::vector<Sentence> sentences{std::move(first)};
  if (against.causes) {
    for (const bool winners : {true, false}) {
      if ((winners ? against.winners : against.losers).count > 0) {
        sentences.push_back(causes_sentence(comparison, against, winners, numbers));
      }
    }
  }
  return sentences;
}

std::vector<Sentence> input_sentences(const Comparison& comparison, std::size_t side,
                                      const NumberFormat& numbers) {
  const Scenario* before = comparison.sides.front().scenario;
  const Scenario* after = comparison.sides[side].scenario;
  const std::string letter = letter_of_side(side);
  if (before == nullptr || after == nullptr) {
    const std::size_t result = before == nullptr ? 0 : side;
    return {{fmt::format("{} is a result:", letter_of_side(result)),
             "what differs in the inputs is not known, nor why"}};
  }
  if (!comparison.sides[side].variant.empty()) {
    return {};  // what it differs in is what it is called
  }
  std::vector<Sentence> sentences;
  for (const std::string& line : input_differences(*before, *after, numbers)) {
    sentences.push_back({fmt::format("{} differs: {}", letter, line)});
  }
  if (sentences.empty()) {
    sentences.push_back({fmt::format("{} differs: in no input", letter)});
  }
  return sentences;
}

std::vector<Sentence> compare_notes(const Comparison& comparison, const CompareOptions& options,
                                    const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  const std::size_t in_all = compared_rows(comparison, options.run);
  const std::size_t shown = std::min(in_all, options.run.top.value_or(in_all));
  if (shown < in_all) {
    sentences.push_back({fmt::format("{} of {} rows shown,", count_text(shown, numbers),
                                     count_text(in_all, numbers)),
                         "the sums are of all"});
  }
  append(sentences, sides_without_counts(comparison, options));
  const auto lacks_sums = [](const Against& against) {
    return against.causes && !causes_have_sums(*against.causes);
  };
  if (std::any_of(comparison.against.begin(), comparison.against.end(), lacks_sums)) {
    sentences.push_back(no_cause_sums());
  }
  if (!shows_differences(comparison) && options.run.columns.empty()) {
    sentences.push_back(
        {fmt::format("the differences to {} are in columns of their own:", letter_of_side(0)),
         "`--columns id,name,difference_b,difference_c`,", "or `-f csv`"});
  }
  return sentences;
}

}  // namespace allot::report
