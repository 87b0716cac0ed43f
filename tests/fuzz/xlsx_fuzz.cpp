// Any bytes as a workbook, and any text as the parts of one: each sheet is a text that the reader
// of tables takes, or there is a reason why not.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "allot/load/csv/csv.hpp"
#include "allot/load/text/bytes.hpp"
#include "fuzz.hpp"
#include "support/workbook_sample.hpp"

namespace allot::fuzz {
namespace {

void try_numbers(const load::SheetText& sheet) {
  require(std::ranges::is_sorted(sheet.cells.numbers), "numbers are in their order");
  for (const std::uint32_t at : sheet.cells.numbers) {
    require(at < sheet.text.size(), "a number is within the text");
    const bool begins = at == 0 || sheet.text[at - 1] == '\t' || sheet.text[at - 1] == '\n';
    require(begins, "a number is a cell");
    const std::size_t end = sheet.text.find_first_not_of("-.0123456789", at);
    require(end != at && (sheet.text[end] == '\t' || sheet.text[end] == '\n'),
            "a number has a sign, digits and a point");
  }
}

void try_table(load::SheetText sheet) {
  constexpr std::size_t kMostCells = 100'000;
  const auto lines = static_cast<std::size_t>(std::ranges::count(sheet.text, '\n'));
  SourceFiles files;
  Problems problems;
  const FileId file = files.add_sheet("x.xlsx", "S", std::move(sheet.text));
  require(load::prepare_text(files, file, load::Encoding::kUtf8, problems),
          "a sheet is a text without control characters");
  if (lines * sheet.columns.size() > kMostCells) {
    return;
  }
  const auto table = load::read_sheet(files, file, sheet.cells, {}, problems);
  require(table || problems.has_errors(), "a refused table has a reason");
  for (std::size_t column = 0; table && column < table->column_count(); ++column) {
    for (std::size_t row = 0; row < table->row_count(); ++row) {
      require(is_within(table->where(row, column), files), "a cell has a place");
    }
  }
}

void try_workbook(const std::string& bytes) {
  load::ReadWorkbook read{bytes};
  require(read.opened() || read.problems().has_errors(), "a refused workbook has a reason");
  for (std::size_t sheet = 0; read.opened() && sheet < read.workbook().sheets().size(); ++sheet) {
    const std::size_t before = read.problems().list().size();
    std::optional<load::SheetText> text = read.sheet(sheet);
    require(text || read.problems().list().size() > before, "a refused sheet has a reason");
    if (text) {
      try_numbers(*text);
      try_table(std::move(*text));
    }
  }
}

/// The rows of a sheet, its shared texts, formats, styles and columns, between lines of `--`.
load::WorkbookSample sample_of(std::string_view text) {
  constexpr std::string_view kLine = "\n--\n";
  load::WorkbookSample sample;
  for (std::string* part :
       std::array{&sample.rows, &sample.shared, &sample.formats, &sample.styles, &sample.columns}) {
    const std::size_t end = std::min(text.find(kLine), text.size());
    *part = text.substr(0, end);
    text.remove_prefix(std::min(end + kLine.size(), text.size()));
  }
  return sample;
}

}  // namespace
}  // namespace allot::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = allot::fuzz::text_of(bytes, size);
  if (allot::load::is_spreadsheet(text)) {
    allot::fuzz::try_workbook(std::string{text});
  } else {
    allot::fuzz::try_workbook(allot::fuzz::sample_of(text).bytes());
  }
  return 0;
}
