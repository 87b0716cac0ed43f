#pragma once

#include <cstddef>
#include <string>

#include "allot/report/run_report.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {

// Phrases that several sentences share.

/// "1 district", "36 districts"; recipients where the file says so.
std::string districts_text(const Districts& districts, std::size_t count,
                           const NumberFormat& numbers);

/// The id of a pot that a result speaks of.
const std::string& pot_name(const RunView& view, PotId pot);

/// Its label; empty where the file gives it none: then a text says "the prior year".
std::string prior_year(const std::string& label);

/// "2024", or "the prior year" where the file has no label for it.
std::string prior_text(const std::string& label);

/// An exact amount: `278.68…` where the decimals do not show it all.
std::string exact_text(const Fraction& amount, int decimals, const NumberFormat& numbers);

/// "58 000 000/72 857": a number whose decimals do not end, or are too many.
std::string ratio_text(const Fraction& value, const NumberFormat& numbers);

/// "95 %"; the fraction where no six decimals of a percent are all of it.
std::string percent_text(const Fraction& share, const NumberFormat& numbers);

}  // namespace allot::report
