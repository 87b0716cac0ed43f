#include "report/explain/sheet_words.hpp"

#include <fmt/core.h>

#include "report/explain/formula.hpp"
#include "report/notes/wording.hpp"

namespace allot::report::explain {
namespace {

using engine::Factor;

/// What did nothing is said where a reader looks for it: an own count that did not change.
bool is_worth_showing(const CauseWords& cause) {
  const bool optional = cause.factor == Factor::kCounts || cause.factor == Factor::kRule ||
                        cause.factor == Factor::kParticipation;
  const bool did_something = cause.amount != Money{} || cause.exact.sign() != 0;
  const bool has_words = !cause.detail.empty() || !cause.parts.empty();
  return did_something || (!optional && has_words);
}

std::string notes_text(const SheetLine& line) {
  std::string text = short_fraction(line);
  text = text.empty() ? text : "= " + text;
  const auto add = [&](const std::string& note) {
    if (!note.empty() && note != line.label) {
      text += text.empty() ? "" : ", ";
      text += note;
    }
  };
  for (const std::string& note : line.notes) {
    add(note);
  }
  add(origin_text(line.origin));
  return text;
}

/// "tranches: 142.50 in 2026, 142.50 in 2027."
Sentence parts_sentence(std::string_view beginning, std::string_view of_whom,
                        const std::vector<BudgetPart>& parts, int decimals,
                        const NumberFormat& numbers) {
  Sentence sentence{std::string{beginning}};
  for (const BudgetPart& part : parts) {
    sentence.push_back(fmt::format("{} {} {}{}", amount_text(part.amount, decimals, numbers),
                                   of_whom, part.name, &part == &parts.back() ? "." : ","));
  }
  return sentence;
}

}  // namespace

LineTexts texts_of(const std::vector<SheetLine>& lines, std::size_t index, int decimals,
                   const NumberFormat& numbers) {
  const SheetLine& line = lines[index];
  LineTexts texts{.label = line.label, .notes = notes_text(line)};
  if (line.formula) {
    texts.letter = letter_of(lines, index);
    texts.is_amount = line.value.form == Form::kAmount;
    texts.formula = line.in_words.empty() ? formula_text(*line.formula, lines, decimals, numbers)
                                          : line.in_words;
    texts.value = figure_text(line.value, decimals, numbers,
                              line.is_change ? Sign::kAlways : Sign::kMinusOnly);
  }
  // A number of the file is its own formula: once is enough.
  if (line.formula && line.formula->op == Op::kConstant && line.in_words.empty()) {
    texts.formula.clear();
  }
  return texts;
}

std::string district_title(const Districts& districts, DistrictId district) {
  const std::string_view id = districts.ids[index_of(district)];
  const std::string_view name = districts.names[index_of(district)];
  return name == id ? std::string{id} : fmt::format("{} ({})", name, id);
}

std::string heading_of(const RunView& view, const Sheet& sheet, const PotSheet& pot) {
  const Scenario& scenario = view.scenario;
  const Pot& rules = scenario.pots[pot.pot];
  std::string text = district_title(scenario.districts, sheet.district) + ", pot " + rules.id;
  text += rules.title.empty() ? "" : " (" + rules.title + ")";
  return scenario.year.empty() ? text : text + ", " + scenario.year;
}

std::vector<Sentence> part_sentences(const PotSheet& pot, int decimals,
                                     const NumberFormat& numbers) {
  std::vector<Sentence> sentences;
  if (!pot.contributors.empty()) {
    sentences.push_back(parts_sentence("contributed:", "by", pot.contributors, decimals, numbers));
  }
  if (!pot.years.empty()) {
    sentences.push_back(parts_sentence("tranches:", "in", pot.years, decimals, numbers));
  }
  return sentences;
}

std::optional<TotalTexts> total_texts(const RunView& view, const Sheet& sheet,
                                      const NumberFormat& numbers) {
  if (sheet.pots.size() < 2) {
    return std::nullopt;
  }
  const int decimals = view.scenario.decimals;
  TotalTexts texts{.label = fmt::format("All {} pots", sheet.pots.size()),
                   .formula = {},
                   .value = amount_text(sheet.total, decimals, numbers)};
  for (const PotSheet& pot : sheet.pots) {
    texts.formula += texts.formula.empty() ? "" : " + ";
    texts.formula += amount_text(pot.budget, decimals, numbers);
  }
  return texts;
}

std::vector<LineTexts> shift_texts(const ShiftSheet& shift, int decimals,
                                   const NumberFormat& numbers) {
  std::vector<LineTexts> rows;
  if (!shift.prior) {
    return rows;
  }
  rows.push_back(
      {.label = "Shift against " + prior_text(shift.label),
       .formula = fmt::format("{} → {}", amount_text(*shift.prior, decimals, numbers),
                              amount_text(shift.budget, decimals, numbers)),
       .value = amount_text(shift.budget - *shift.prior, decimals, numbers, Sign::kAlways)});
  for (const CauseWords& cause : shift.causes) {
    const bool closes = cause.factor == Factor::kRounding && rows.size() > 1;
    if (closes || is_worth_showing(cause)) {
      rows.push_back({.label = cause.label,
                      .formula = cause.detail,
                      .value = amount_text(cause.amount, decimals, numbers, Sign::kAlways)});
      for (const CausePart& part : cause.parts) {
        rows.push_back({.label = "  " + part.label, .formula = part.detail});
      }
    }
  }
  return rows;
}

std::string with_full_stop(const std::string& text) { return text + "."; }

}  // namespace allot::report::explain
