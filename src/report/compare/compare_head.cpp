#include <algorithm>

#include "report/compare/compare_report.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"

namespace allot::report {
namespace {

using enum Text;

bool is_in(const Change& change, const Compared& side) {
  return std::ranges::any_of(side.scenario->changes, [&](const Change& other) {
    return other.path == change.path && other.old_value == change.old_value &&
           other.new_value == change.new_value;
  });
}

/// What a variant has instead of what the scenario has as it is: "`pots.im.amount`: 58_000_000 →
/// 61_000_000".
std::string variant_text(const Compared& base, const Compared& side, const Words& words) {
  std::string text;
  for (const Change& change : side.scenario->changes) {
    if (is_in(change, base)) {
      continue;
    }
    const std::vector<Change>& before = base.scenario->changes;
    const auto same_path = std::ranges::find(before, change.path, &Change::path);
    const std::string& old = same_path == before.end() ? change.old_value : same_path->new_value;
    add_item(text, words(kChangeOfPath, {change.path, old, change.new_value}));
  }
  return text.empty() ? words(kVariantAsItIs, {side.variant}) : text;
}

/// What is said of some of those compared, with all of whom it is said, in the order of the first.
class SaidOf {
 public:
  void add(std::string what, std::string letter) {
    const auto same = std::ranges::find(said_, what, &Said::what);
    if (same == said_.end()) {
      said_.push_back({std::move(what), {std::move(letter)}});
    } else {
      same->letters.push_back(std::move(letter));
    }
  }

  template <class Say>
  void each(const Words& words, Say say) const {
    for (const Said& said : said_) {
      const std::vector<std::string_view> letters(said.letters.begin(), said.letters.end());
      say(said.what, words.list(letters, letters.size()), letters.size());
    }
  }

 private:
  struct Said {
    std::string what;
    std::vector<std::string> letters;
  };
  std::vector<Said> said_;
};

/// The scenario that the others are held against where what they are compared with is none.
std::size_t base_of(const Comparison& comparison) {
  return comparison.sides.front().is_prior ? 1 : 0;
}

Sentence causes_sentence(const Comparison& comparison, std::size_t side, bool winners,
                         const Words& words) {
  const Against& against = comparison.against[side - 1];
  const auto amount = [&](Money money) {
    return amount_text(money, comparison.decimals, words.numbers, Sign::kAlways);
  };
  std::string causes;
  for (const CauseSum& sum : cause_sums(against, winners, words)) {
    if (sum.amount != Money{}) {
      add_item(causes, sum.words + " " + amount(sum.amount));
    }
  }
  return words.sentence(winners ? kGainBecause : kLoseBecause,
                        {letter_in(comparison, side),
                         amount((winners ? against.winners : against.losers).amount), causes});
}

}  // namespace

std::vector<CauseSum> cause_sums(const Against& against, bool winners, const Words& words) {
  std::vector<CauseSum> sums;
  for (const engine::CauseLine& line : against.causes->lines) {
    CauseSum sum{.name = cause_name(line), .words = cause_words(line, words), .amount = {}};
    for (std::size_t row = 0; row < line.amounts.size(); ++row) {
      const Money difference = against.differences[row].value_or(Money{});
      if (winners ? difference > Money{} : difference < Money{}) {
        sum.amount += line.amounts[row];
      }
    }
    sums.push_back(std::move(sum));
  }
  return sums;
}

std::vector<Sentence> compared_changes(const Comparison& comparison, const Words& words) {
  std::vector<std::size_t> scenarios;
  for (std::size_t side = base_of(comparison); side < comparison.sides.size(); ++side) {
    if (comparison.sides[side].scenario != nullptr && comparison.sides[side].variant.empty()) {
      scenarios.push_back(side);
    }
  }
  // What only some change is a difference of their inputs, which is said where it can be known.
  const bool with_results = comparison.sides[base_of(comparison)].scenario == nullptr;
  const auto in_all = [&](const Change& change) {
    return std::ranges::all_of(scenarios, [&](std::size_t side) {
      const auto& changes = comparison.sides[side].scenario->changes;
      return std::ranges::find(changes, change.path, &Change::path) != changes.end();
    });
  };
  // Of variants the file is changed before each of them is made.
  const bool are_variants = !comparison.sides.back().variant.empty();
  const std::size_t of_all = are_variants ? 1 : comparison.sides.size() - base_of(comparison);
  SaidOf changes;
  for (const std::size_t side : scenarios) {
    for (const Change& change : comparison.sides[side].scenario->changes) {
      if (with_results || in_all(change)) {
        changes.add(joined(change_sentence(change, words)), letter_in(comparison, side));
      }
    }
  }
  std::vector<Sentence> sentences;
  changes.each(words, [&](const std::string& what, const std::string& letters, std::size_t count) {
    sentences.push_back(count == of_all ? Sentence{what}
                                        : words.sentence(kSaidOf, {letters, what}));
  });
  return sentences;
}

std::optional<Money> moved_money(const Against& against) {
  return against.total == Money{} && against.is_new == 0 ? std::optional{against.winners.amount}
                                                         : std::nullopt;
}

std::vector<Sentence> difference_sentences(const Comparison& comparison, const Words& words) {
  const std::size_t base = base_of(comparison);
  const Compared& first = comparison.sides[base];
  SaidOf differences, without_inputs, without_differences;
  if (first.scenario == nullptr) {
    without_inputs.add("", letter_in(comparison, base));
  }
  for (std::size_t side = base + 1; side < comparison.sides.size(); ++side) {
    const Compared& other = comparison.sides[side];
    const std::string letter = letter_in(comparison, side);
    if (other.scenario == nullptr) {
      without_inputs.add("", letter);
    } else if (first.scenario == nullptr) {
      continue;
    } else if (!other.variant.empty()) {
      differences.add(variant_text(first, other, words), letter);
    } else {
      const auto lines = input_differences(*first.scenario, *other.scenario, words);
      for (const std::string& line : lines) {
        differences.add(line, letter);
      }
      if (lines.empty()) {
        without_differences.add("", letter);
      }
    }
  }
  std::vector<Sentence> sentences;
  differences.each(words, [&](const std::string& what, const std::string& letters, std::size_t) {
    sentences.push_back(words.sentence(kSaidOf, {letters, what}));
  });
  without_differences.each(
      words, [&](const std::string&, const std::string& letters, std::size_t count) {
        sentences.push_back(words.sentence(
            kSameInputs, {letters, words.count(count), letter_in(comparison, base)}));
      });
  without_inputs.each(
      words, [&](const std::string&, const std::string& letters, std::size_t count) {
        sentences.push_back(words.sentence(kResultsWithoutInputs, {letters, words.count(count)}));
      });
  return sentences;
}

std::vector<Sentence> why_sentences(const Comparison& comparison, const Words& words) {
  std::vector<Sentence> sentences;
  for (std::size_t side = 1; side < comparison.sides.size(); ++side) {
    const Against& against = comparison.against[side - 1];
    for (const bool winners : {true, false}) {
      if (against.causes && (winners ? against.winners : against.losers).count > 0) {
        sentences.push_back(causes_sentence(comparison, side, winners, words));
      }
    }
  }
  return sentences;
}

}  // namespace allot::report
