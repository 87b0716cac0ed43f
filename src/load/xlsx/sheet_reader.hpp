#pragma once

#include <optional>
#include <string>

#include "allot/load/xlsx/workbook.hpp"
#include "load/xlsx/package/archive.hpp"
#include "load/xlsx/shared_texts.hpp"
#include "load/xlsx/styles.hpp"
#include "load/xlsx/values/serial_date.hpp"

namespace allot::load::xlsx {

/// What the cells of all sheets refer to.
struct CellMeanings {
  std::optional<SharedTexts> texts;  ///< nothing: the file has none
  Styles styles;
  DateSystem dates = DateSystem::k1900;
};

/// Where a sheet is: its part, and what messages call it.
struct SheetPlace {
  std::string name;
  std::string part;
};

std::optional<SheetText> read_sheet_part(const Archive& archive, const SheetPlace& sheet,
                                         const CellMeanings& meanings, FileId file,
                                         Problems& problems);

}  // namespace allot::load::xlsx
