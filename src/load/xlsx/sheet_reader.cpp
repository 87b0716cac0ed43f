#include "load/xlsx/sheet_reader.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>

#include "allot/core/text.hpp"
#include "load/problems/first_ten.hpp"
#include "load/xlsx/column_sums.hpp"
#include "load/xlsx/package/complaints.hpp"
#include "load/xlsx/package/xml_scanner.hpp"
#include "load/xlsx/sheet_builder.hpp"
#include "load/xlsx/sheet_columns.hpp"
#include "load/xlsx/values/cell_text.hpp"
#include "load/xlsx/values/number_text.hpp"

namespace allot::load::xlsx {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  if (!text.empty() && text.front() > ' ' && text.back() > ' ') [[likely]] {
    return text;
  }
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) {
    return {};
  }
  return text.substr(begin, text.find_last_not_of(kBlanks) + 1 - begin);
}

/// For names that are compared for each cell.
bool is_letter(std::string_view name, char letter) {
  return name.size() == 1 && name.front() == letter;
}

bool is_zero_height(std::string_view height) {
  return !height.empty() && height.find_first_not_of("0.") == std::string_view::npos;
}

class SheetReader : public XmlListener {
 public:
  SheetReader(const SheetPlace* sheet, const CellMeanings* meanings, std::size_t limit,
              Complaints complaints, FileId file, Problems* problems)
      : sheet_{*sheet},
        meanings_{*meanings},
        complaints_{complaints},
        file_{file},
        controls_{*problems, "more cells with control characters in this sheet"},
        builder_{limit} {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (skipped_levels_ > 0 || !enter(name, attributes)) {
      ++skipped_levels_;
    }
  }

  void end() override {
    if (skipped_levels_ > 0) {
      --skipped_levels_;
    } else {
      leave();
    }
  }

  void text(std::string_view piece) override {
    if (skipped_levels_ > 0) {
      return;
    }
    if (place_ == Place::kValue) {
      value_ += piece;
    } else if (place_ == Place::kFormula) {
      formula_ += piece;
    } else if (place_ == Place::kInline) {
      inline_.text(piece);
    }
  }

  [[nodiscard]] bool is_done() const override { return refused_; }

  /// Nothing where something is wrong, which is then reported.
  std::optional<SheetText> finish() {
    controls_.finish();
    if (refused_ || controls_.any()) {
      return std::nullopt;
    }
    SheetText text = builder_.finish(hidden_);
    text.cells.sums = sums_.take();
    return text;
  }

 private:
  enum class Place : std::uint8_t {
    kOutside,
    kSheet,
    kColumns,
    kRows,
    kRow,
    kCell,
    kValue,
    kFormula,
    kInline,
  };
  enum class Type : std::uint8_t { kNumber, kShared, kText, kInline, kBoolean, kError, kDate };

  /// False where it is nothing that is read.
  bool enter(std::string_view name, const XmlAttributes& attributes) {
    switch (place_) {
      case Place::kRow:
        return is_letter(name, 'c') && begin_cell(attributes);
      case Place::kCell:
        return enter_cell(name, attributes);
      case Place::kRows:
        return name == "row" && begin_row(attributes);
      case Place::kInline:
        inline_.begin(name, attributes);
        ++inline_levels_;
        return true;
      case Place::kSheet:
        return enter_list(name);
      case Place::kColumns:
        read_column(attributes);
        return false;
      case Place::kOutside:
        return enter_sheet(name);
      case Place::kValue:
      case Place::kFormula:
        return false;
    }
    return false;
  }

  void leave() {
    switch (place_) {
      case Place::kValue:
      case Place::kFormula:
        place_ = Place::kCell;
        return;
      case Place::kInline:
        if (inline_levels_ > 0) {
          --inline_levels_;
          inline_.end();
        } else {
          place_ = Place::kCell;
        }
        return;
      case Place::kCell:
        finish_cell();
        place_ = Place::kRow;
        return;
      case Place::kRow:
        place_ = Place::kRows;
        return;
      case Place::kColumns:
        hidden_.finish();
        place_ = Place::kSheet;
        return;
      case Place::kRows:
        place_ = Place::kSheet;
        return;
      case Place::kSheet:
      case Place::kOutside:
        place_ = Place::kOutside;
        return;
    }
  }

  bool enter_sheet(std::string_view name) {
    if (name != "worksheet") {
      refuse(fmt::format("the file is damaged: the sheet `{}` is no table of cells", sheet_.name));
      return false;
    }
    place_ = Place::kSheet;
    return true;
  }

  bool enter_list(std::string_view name) {
    const bool is_rows = name == "sheetData";
    if (is_rows || name == "cols") {
      place_ = is_rows ? Place::kRows : Place::kColumns;
      return true;
    }
    return false;
  }

  void read_column(const XmlAttributes& attributes) {
    const std::optional<std::string_view> width = attributes.find("width");
    if (attributes.is_true("hidden") || (width && is_zero_height(*width))) {
      hidden_.add(read_ordinal(attributes.find("min").value_or(""), kMostColumns),
                  read_ordinal(attributes.find("max").value_or(""), kMostColumns));
    }
  }

  bool begin_row(const XmlAttributes& attributes) {
    const std::uint32_t before = row_;
    ++row_;
    row_is_named_ = false;
    row_is_hidden_ = false;
    column_ = 0;
    for (const auto& [name, value] : attributes) {
      if (is_letter(name, 'r')) {
        row_ = read_ordinal(value, kMostRows);
        row_is_named_ = true;
      } else if (name == "hidden") {
        row_is_hidden_ = row_is_hidden_ || value == "1" || value == "true";
      } else if (name == "ht") {
        row_is_hidden_ = row_is_hidden_ || is_zero_height(value);
      }
    }
    if (row_ <= before || row_ > kMostRows) {
      refuse_order(fmt::format("the row after row {}", before));
      return false;
    }
    builder_.begin_row(row_, row_is_hidden_);
    place_ = Place::kRow;
    return true;
  }

  bool begin_cell(const XmlAttributes& attributes) {
    const std::uint32_t before = column_;
    ++column_;
    type_ = Type::kNumber;
    style_ = 0;
    has_value_ = false;
    has_formula_ = false;
    value_.clear();
    for (const auto& [name, value] : attributes) {
      if (is_letter(name, 'r')) {
        take_name(read_cell_name(value));
      } else if (is_letter(name, 's')) {
        std::from_chars(value.data(), value.data() + value.size(), style_);
      } else if (is_letter(name, 't')) {
        type_ = type_of(value);
      }
    }
    if (column_ <= before || column_ > kMostColumns) {
      refuse_order(fmt::format("a cell of row {}", row_));
      return false;
    }
    place_ = Place::kCell;
    return true;
  }

  /// A row without a number is where its first cell is.
  void take_name(CellName name) {
    if (!row_is_named_ && name.row > row_ && column_ == 1) {
      row_ = name.row;
      builder_.begin_row(row_, row_is_hidden_);
    }
    row_is_named_ = true;
    column_ = name.row == row_ ? name.column : 0;
  }

  /// Of an `inlineStr` its `<is>` says so; where a value stands instead, it is a text.
  static Type type_of(std::string_view name) {
    return is_letter(name, 's')   ? Type::kShared
           : is_letter(name, 'n') ? Type::kNumber
           : is_letter(name, 'b') ? Type::kBoolean
           : is_letter(name, 'e') ? Type::kError
           : is_letter(name, 'd') ? Type::kDate
                                  : Type::kText;
  }

  bool enter_cell(std::string_view name, const XmlAttributes& attributes) {
    if (is_letter(name, 'v')) {
      has_value_ = true;
      place_ = Place::kValue;
    } else if (is_letter(name, 'f')) {
      has_formula_ = true;
      formula_.clear();
      formula_shared_ = attributes.find("si").value_or("");
      place_ = Place::kFormula;
    } else if (name == "is") {
      inline_.clear();
      inline_levels_ = 0;
      has_value_ = true;
      type_ = Type::kInline;
      place_ = Place::kInline;
    } else {
      return false;
    }
    return true;
  }

  void finish_cell() {
    if (has_formula_ && (!has_value_ || (value_.empty() && type_ == Type::kNumber))) {
      add_formula();
      return;
    }
    if (!has_value_) {
      return;
    }
    if (has_formula_) {
      sums_.add({.row = row_, .column = column_}, trimmed(formula_), formula_shared_);
    }
    switch (type_) {
      case Type::kNumber:
        add_number(trimmed(value_));
        return;
      case Type::kShared:
        add_shared(trimmed(value_));
        return;
      case Type::kText:
        add_stored(value_);
        return;
      case Type::kInline:
        add_stored(inline_.read());
        return;
      case Type::kBoolean:
        add_stored(trimmed(value_) == "1" ? "TRUE" : trimmed(value_) == "0" ? "FALSE" : value_);
        return;
      case Type::kError:
        add_stored(trimmed(value_));
        return;
      case Type::kDate:
        add_stored(iso_date_text(trimmed(value_)));
        return;
    }
  }

  void add_formula() {
    const bool shared = trimmed(formula_).empty();  // what it is stands at another cell
    add_stored("=" + (shared ? std::string{"\u2026"} : formula_));
    builder_.column(column_).without_value.add(row_);
  }

  void add_shared(std::string_view index_text) {
    if (index_text.empty()) {
      return;
    }
    std::size_t index = 0;
    const char* const end = index_text.data() + index_text.size();
    const auto [stop, error] = std::from_chars(index_text.data(), end, index);
    const std::size_t count = meanings_.texts ? meanings_.texts->size() : 0;
    if (error != std::errc{} || stop != end || index >= count) {
      refuse(meanings_.texts
                 ? fmt::format("the file is damaged: cell {} refers to a text that is not there",
                               cell_name())
                 : fmt::format("the file is damaged: it lacks the texts of its cells "
                               "(`sharedStrings.xml`), cell {} is the first of them",
                               cell_name()));
      return;
    }
    if (meanings_.texts->has_control(index)) {
      report_control((*meanings_.texts)[index]);
    } else {
      add((*meanings_.texts)[index]);
    }
  }

  void add_stored(std::string_view stored) {
    const std::string text = cell_text(stored);
    if (find_control(text)) {
      report_control(text);
    } else {
      add(text);
    }
  }

  void add_number(std::string_view stored) {
    const NumberText number = number_text(stored, meanings_.styles.format(style_), meanings_.dates);
    if (!number.is_number) {
      add_stored(number.text);
    } else {
      builder_.add_number(column_, number.text);
      refuse_if_too_large();
    }
    SheetColumn& column = builder_.column(column_);
    column.rounded.add_if(number.rounded, row_);
    column.shown_shorter.add_if(number.shorter, row_);
    column.shown_scaled.add_if(number.scaled, row_);
  }

  void add(std::string_view text) {
    builder_.add_text(column_, text);
    refuse_if_too_large();
  }

  [[nodiscard]] std::string cell_name() const {
    return fmt::format("`{}!{}{}`", sheet_.name, column_letters(column_ - 1), row_);
  }

  void report_control(std::string_view text) {
    controls_.add([&] {
      const std::size_t at = find_control(text).value_or(0);
      const auto byte = static_cast<unsigned char>(text[at]);
      const unsigned code = byte == 0xC2 ? static_cast<unsigned char>(text[at + 1]) : byte;
      return Diagnostic{
          .code = Code::kControlByte,
          .where = {.file = file_},
          .message = fmt::format("cell {} has a control character, U+{:04X}", cell_name(), code),
          .help = {"remove it in the spreadsheet; its function CLEAN (S\u00C4UBERN) does so"}};
    });
  }

  void refuse(std::string message) {
    if (!refused_) {
      complaints_.add_damaged(std::move(message));
    }
    refused_ = true;
  }

  void refuse_order(const std::string& what) {
    refuse(
        fmt::format("the file is damaged: in the sheet `{}` {} has no place, or one that is not "
                    "behind the one before",
                    sheet_.name, what));
  }

  void refuse_if_too_large() {
    const SheetBuilder::Fault fault = builder_.fault();
    if (fault == SheetBuilder::Fault::kNone) [[likely]] {
      return;
    }
    complaints_.add(
        Code::kTooLarge,
        fmt::format("the sheet `{}` is, as a table, far larger than its file: it has {}",
                    sheet_.name,
                    fault == SheetBuilder::Fault::kText
                        ? "texts that are used many times"
                        : "cells far out, and many rows: " + cell_name() + " is one too many"),
        {"delete what stands far away from the table, or copy the table alone into a new "
         "workbook"});
    refused_ = true;
  }

  const SheetPlace& sheet_;
  const CellMeanings& meanings_;
  Complaints complaints_;
  FileId file_;
  FirstTen controls_;
  bool refused_ = false;

  SheetBuilder builder_;
  HiddenColumns hidden_;
  ColumnSums sums_;

  Place place_ = Place::kOutside;
  int skipped_levels_ = 0;
  std::uint32_t row_ = 0;
  bool row_is_named_ = false;
  bool row_is_hidden_ = false;

  std::uint32_t column_ = 0;
  Type type_ = Type::kNumber;
  std::size_t style_ = 0;
  bool has_value_ = false;
  bool has_formula_ = false;
  std::string value_;
  std::string formula_;
  std::string formula_shared_;  ///< what cells have in common that have one formula
  RichText inline_;
  int inline_levels_ = 0;
};

}  // namespace

std::optional<SheetText> read_sheet_part(const Archive& archive, const SheetPlace& sheet,
                                         const CellMeanings& meanings, FileId file,
                                         Problems& problems) {
  Complaints complaints{file, problems};
  std::optional<SheetReader> reader;
  // By pointers: the reader of each way is made anew.
  if (const auto fault = read_part(archive, sheet.part, reader, &sheet, &meanings, archive.limit(),
                                   complaints, file, &problems)) {
    complaints.add(*fault, sheet.part);
    return std::nullopt;
  }
  return reader->finish();
}

}  // namespace allot::load::xlsx
