#pragma once

#include <optional>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/cells/table.hpp"

namespace allot::load {

/// Reads a prepared text (see bytes.hpp) as a table. Dialects: `,` `;` or tab, whichever the header
/// has most of; RFC 4180 quotes; LF or CRLF. Reports unclosed quotes, text after a closing quote,
/// rows with too few or too many cells (first ten), duplicate column names (both places), a
/// separator that is none of the three, an empty file, a file of 2 GiB or more. Lines without a
/// filled cell are skipped. A column without a name is called by its letter.
std::optional<Table> read_csv(const SourceFiles& files, FileId file, const TableForm& form,
                              Problems& problems);

/// The same of the text of a sheet: cells between tabs, without quotes (see xlsx).
std::optional<Table> read_sheet(const SourceFiles& files, FileId file, const SheetCells& cells,
                                const TableForm& form, Problems& problems);

/// The separator that the header has most of, outside quotes; `,` where it has none.
char find_separator(std::string_view header);

}  // namespace allot::load
