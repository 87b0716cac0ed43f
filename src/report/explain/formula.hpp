#pragma once

#include <string>

#include "allot/report/sheet.hpp"
#include "report/words/words.hpp"

namespace allot::report::explain {

using Op = Expression::Op;

/// What the formula comes to.
Fraction evaluated(const Expression& formula, const std::vector<SheetLine>& lines);

/// "b × c", "281 / 3 246", "d × e, at least f".
std::string formula_text(const Expression& formula, const std::vector<SheetLine>& lines,
                         int decimals, const Words& words);

/// A figure with the digits that it has, at most six decimals of them: `865 680.837 954…`.
std::string figure_text(const Figure& figure, int decimals, const NumberFormat& numbers, Sign sign);

/// A figure in a formula: all of it, as a fraction where its decimals do not end.
std::string constant_text(const Figure& figure, int decimals, const NumberFormat& numbers);

/// The fraction where `figure_text` cuts the figure and the fraction is short; else empty.
std::string short_fraction(const SheetLine& line);

/// "final (press)"; empty where nothing is said.
std::string origin_text(const Origin& origin, const Words& words);

}  // namespace allot::report::explain
