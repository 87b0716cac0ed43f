#pragma once

#include <string>
#include <vector>

#include "allot/report/sheet.hpp"
#include "report/words/numbers.hpp"
#include "report/words/sentences.hpp"

namespace allot::report::explain {

// What the forms of a sheet for people have in common.

/// A line as texts.
struct LineTexts {
  std::string letter = {}, label = {}, formula = {}, value = {}, notes = {};
  bool is_amount = false;  ///< the value
};

LineTexts texts_of(const std::vector<SheetLine>& lines, std::size_t index, int decimals,
                   const NumberFormat& numbers);

/// "Groß-Gerau (06433), pot `grund`, 2026".
std::string heading_of(const RunView& view, const Sheet& sheet, const PotSheet& pot);

/// "Groß-Gerau (06433)".
std::string district_title(const Districts& districts, DistrictId district);

/// What a pot's budget is made of besides its lines: contributors and years, one sentence each.
std::vector<Sentence> part_sentences(const PotSheet& pot, int decimals,
                                     const NumberFormat& numbers);

/// "In all 3 pots"; nothing where there is one.
struct TotalTexts {
  std::string label, formula, value;
};
std::optional<TotalTexts> total_texts(const RunView& view, const Sheet& sheet,
                                      const NumberFormat& numbers);

/// The rows below the heading of the shift: from and to, then its causes. Causes that did nothing
/// are left out, unless they are what a reader looks for.
std::vector<LineTexts> shift_texts(const ShiftSheet& shift, int decimals,
                                   const NumberFormat& numbers);

/// What cannot be told, as a sentence.
std::string with_full_stop(const std::string& text);

}  // namespace allot::report::explain
