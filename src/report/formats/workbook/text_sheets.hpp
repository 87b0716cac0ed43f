#pragma once

#include <vector>

#include "report/document/document.hpp"
#include "report/formats/workbook/sheets.hpp"

namespace allot::report::workbook {

// What is no table: sentences and lines of a calculation.

/// Whether a document has lines that follow from each other; then its passages stand among them.
bool has_calculations(const Document& document);

/// The calculations and breakdowns, one below the other.
SheetPart calculations_sheet(const Document& document, const Words& words, Styles& styles);

/// Title, head and notes, the rule, from which files all was made, and by what.
SheetPart notes_sheet(const Document& document, const std::vector<Document>& rule,
                      const RunOptions& options, const Words& words, Styles& styles);

}  // namespace allot::report::workbook
