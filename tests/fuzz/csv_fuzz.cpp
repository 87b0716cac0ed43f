// Any bytes as a table: it is read or refused, every cell has a place, every column is numbers or
// has a reason why not.

#include <cstdint>
#include <numeric>
#include <string>
#include <vector>

#include "allot/load/cells/column_numbers.hpp"
#include "allot/load/csv/csv.hpp"
#include "allot/load/text/bytes.hpp"
#include "fuzz.hpp"

namespace allot::fuzz {
namespace {

void try_places(const load::Table& table, const SourceFiles& files) {
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    require(is_within(table.where_header(column), files), "a header cell has a place");
    for (std::size_t row = 0; row < table.row_count(); ++row) {
      require(is_within(table.where(row, column), files), "a cell has a place");
    }
  }
}

void try_numbers(const load::Table& table) {
  std::vector<std::uint32_t> rows(table.row_count());
  std::iota(rows.begin(), rows.end(), 0U);
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    using enum load::DecimalMark;
    using enum load::PercentCells;
    for (const load::NumberRules& rules :
         {load::NumberRules{}, load::NumberRules{.mark = kPoint, .may_be_money = false},
          load::NumberRules{.mark = kComma, .currency = "EUR", .percentages = kPoints},
          load::NumberRules{.currency = "CHF", .percentages = kParts, .signs_din55301 = true}}) {
      Problems problems;
      const auto numbers = load::read_numbers(table, column, rows, rules, problems);
      require(numbers || problems.has_errors(), "a refused column has a reason");
      require(!numbers || numbers->values.size() == rows.size(), "a number for each row");
    }
  }
}

void try_table(std::string_view text, load::Encoding encoding) {
  SourceFiles files;
  Problems problems;
  const FileId file = files.add("table.csv", std::string{text});
  if (!load::prepare_text(files, file, encoding, problems)) {
    require(problems.has_errors(), "a refused text has a reason");
    return;
  }
  const auto table = load::read_csv(files, file, {}, problems);
  require(table || problems.has_errors(), "a refused table has a reason");
  if (table) {
    try_places(*table, files);
    try_numbers(*table);
  }
}

}  // namespace
}  // namespace allot::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = allot::fuzz::text_of(bytes, size);
  allot::fuzz::try_table(text, allot::load::Encoding::kUtf8);
  allot::fuzz::try_table(text, allot::load::Encoding::kWindows1252);
  return 0;
}
