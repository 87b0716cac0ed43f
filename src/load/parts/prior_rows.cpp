#include "load/parts/prior_rows.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/districts/tables.hpp"
#include "load/draft/adjust.hpp"
#include "load/fields/values.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

class PriorRowsReader {
 public:
  PriorRowsReader(Draft& draft, const FieldReader& fields, Problems& problems)
      : draft_{draft}, problems_{problems}, fields_{fields} {}

  std::optional<PriorRows> read() {
    return has_fields() && open() && find_columns() && read_rows() ? std::optional{std::move(read_)}
                                                                   : std::nullopt;
  }

 private:
  bool has_fields() {
    bool good = true;
    for (const std::string_view needed : {"table", "amount"}) {
      if (fields_.node().find(needed) == nullptr) {
        problems_.add({.code = Code::kMissingField,
                       .where = fields_.where(),
                       .message = fmt::format("a table of the prior year needs {}", quoted(needed)),
                       .label = fmt::format("no {}", quoted(needed)),
                       .help = {"write `{table: FILE, id: COLUMN, amount: COLUMN}`"}});
        good = false;
      }
    }
    const YamlNode* part = fields_.node().find("part");
    if (part != nullptr && fields_.node().find("becomes") == nullptr) {
      problems_.add({.code = Code::kFieldsClash,
                     .where = part->where,
                     .message = "`part` goes with `becomes`, and there is none",
                     .label = "the part of what?",
                     .help = {"add `becomes: COLUMN`, the column of this year's ids"}});
      good = false;
    }
    const YamlNode* amount = fields_.find("amount");
    if (amount != nullptr && !amount->is_scalar()) {
      is_value(*amount, "`amount`", problems_);
      good = false;
    }
    return good && fields_.has("table") && fields_.has("amount");
  }

  bool open() {
    auto table = open_table(draft_, *fields_.find("table"));
    if (!table) {
      return false;
    }
    read_.table = std::move(*table);
    return true;
  }

  std::optional<std::size_t> named(std::string_view field) {
    const YamlNode* node = fields_.find(field);
    return node == nullptr ? std::nullopt
                           : require_column(read_.table, node->text, node->where, problems_);
  }

  bool find_columns() {
    const auto id = fields_.has("id")
                        ? named("id")
                        : require_column(read_.table, "id", fields_.where(), problems_);
    const auto amount = named("amount");
    read_.id = id.value_or(0);
    read_.amount = amount.value_or(0);
    read_.becomes = named("becomes");
    read_.part = named("part");
    return id && amount && read_.becomes.has_value() == fields_.has("becomes") &&
           read_.part.has_value() == fields_.has("part");
  }

  /// All rows, in the order of the file.
  bool read_rows() {
    const auto rows = all_rows(read_.table);
    if (rows.empty()) {
      problems_.add({.code = Code::kTableSyntax,
                     .where = fields_.find("table")->where,
                     .message = "the table of the prior year has no rows",
                     .label = "no prior year"});
      return false;
    }
    const auto amounts = read_numbers(read_.table, read_.amount, rows, draft_.decimal, problems_);
    if (!amounts) {
      return false;
    }
    read_.decimals = amounts->decimals;
    for (const std::uint32_t number : rows) {
      PriorRow row;
      row.row = number;
      row.id = read_.table.cell(number, read_.id);
      row.empty = !amounts->missing.empty() && amounts->missing[number];
      row.amount = amounts->values.at(number);
      row.becomes = read_.becomes ? read_.table.cell(number, *read_.becomes) : row.id;
      row.district = draft_.scenario.districts.find(row.becomes);
      row.part_known = read_part(row);
      read_.rows.push_back(std::move(row));
    }
    note_largest();
    if (amounts->negative) {
      report_negative_amounts();
    }
    return true;
  }

  void report_negative_amounts() const {
    FirstTen wrong{problems_, "more negative amounts"};
    for (const PriorRow& row : read_.rows) {
      if (row.amount.sign() < 0) {
        wrong.add([&] {
          return Diagnostic{.code = Code::kNegativeAmount,
                            .where = read_.table.where(row.row, read_.amount),
                            .message = fmt::format("the amount of {} is negative ({})",
                                                   quoted(row.id), number_text(row.amount)),
                            .label = "write 0 or more"};
        });
      }
    }
    wrong.finish();
  }

  /// The range is checked of the largest amount: the others are smaller.
  void note_largest() {
    const auto largest = std::ranges::max_element(read_.rows, {}, &PriorRow::amount);
    draft_.amounts.push_back({largest->amount, fmt::format("the amount of {}", quoted(largest->id)),
                              read_.table.where(largest->row, read_.amount)});
  }

  /// A number, with a decimal comma too: a part has no thousands.
  bool read_part(PriorRow& row) const {
    if (!read_.part || row.becomes.empty()) {
      return true;
    }
    std::string text{read_.table.cell(row.row, *read_.part)};
    if (row.empty && text.empty()) {
      return true;
    }
    if (draft_.decimal != DecimalMark::kPoint && std::ranges::count(text, ',') == 1) {
      std::ranges::replace(text, ',', '.');
    }
    const ReadNumber number = ReadNumber::from(text);
    if (number.number() != nullptr && number.number()->value.sign() > 0 &&
        number.number()->value <= Fraction{1}) {
      row.part = number.number()->value;
      return true;
    }
    problems_.add({.code = text.empty()                 ? Code::kMissingCell
                           : number.number() == nullptr ? Code::kNotANumber
                                                        : Code::kNumberOutOfRange,
                   .where = read_.table.where(row.row, *read_.part),
                   .message = text.empty()
                                  ? fmt::format("the part of {} that becomes {} is empty",
                                                quoted(row.id), quoted(row.becomes))
                                  : fmt::format("the part of {} that becomes {} is {}",
                                                quoted(row.id), quoted(row.becomes), quoted(text)),
                   .label = "not a part",
                   .help = {"write a number above 0 and up to 1: `0.5`, `1/2` or `50 %`"}});
    return false;
  }

  Draft& draft_;
  Problems& problems_;
  const FieldReader& fields_;
  PriorRows read_;
};

}  // namespace

std::optional<PriorRows> read_prior_rows(Draft& draft, const FieldReader& fields,
                                         Problems& problems) {
  return PriorRowsReader{draft, fields, problems}.read();
}

}  // namespace allot::load
