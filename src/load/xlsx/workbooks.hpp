#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/xlsx/workbook.hpp"

namespace allot::load {

/// A sheet as a file of its own among the texts of the run.
struct SheetOnHand {
  FileId file;
  SheetText text;  ///< without its text, which the files have
};

/// The sheets that were read: once, however many tables name the same.
class Workbooks {
 public:
  /// Null where it cannot be read, which is reported in the file the first time.
  const Workbook* book(const SourceFiles& files, FileId file, Problems& problems);

  /// The sheet of that name; without a name the only one that is visible. Null where it cannot be
  /// read, which is reported at `where` or in the file.
  const SheetOnHand* open(SourceFiles& files, FileId file, std::string_view sheet,
                          const Location& where, Problems& problems);

  /// What a sheet that was opened says of its columns; null of a file that is none.
  [[nodiscard]] const SheetText* text_of(FileId sheet) const;

 private:
  struct Book {
    std::optional<Workbook> workbook;
    std::map<std::size_t, std::optional<SheetOnHand>> sheets = {};
  };

  std::map<FileId, Book> books_;
};

}  // namespace allot::load
