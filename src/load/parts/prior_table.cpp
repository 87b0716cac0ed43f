#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "allot/load/numbers/number.hpp"
#include "load/changes/change_log.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/scaled_numbers.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

/// A row: an old unit, or a part of one, and the district of this year that has it now.
struct PriorRow {
  std::uint32_t row = 0;
  std::string_view id;
  std::string_view becomes;
  Fraction part{1};
  bool part_known = true;
  Fraction amount;
  bool empty = false;  ///< no amount: the district is new
  std::optional<DistrictId> district;
};

/// A table of the prior year, read cell by cell; what its rows say of each other is not checked.
struct PriorRows {
  Table table;
  std::size_t id = 0, amount = 0;            ///< columns
  std::optional<std::size_t> becomes, part;  ///< columns
  std::vector<PriorRow> rows;                ///< in the order of the file
  int decimals = 0;
};

/// Nothing where there are no rows to speak of. Wrong cells are in `problems`.
class PriorRowsReader {
 public:
  PriorRowsReader(Draft& draft, const FieldReader& fields, Problems& problems)
      : draft_{draft}, problems_{problems}, fields_{fields} {}

  std::optional<PriorRows> read() {
    return has_fields() && find_columns() && read_rows() ? std::optional{std::move(read_)}
                                                         : std::nullopt;
  }

 private:
  bool has_fields() {
    const bool good = fields_.given("part") == nullptr || fields_.given("becomes") != nullptr;
    const YamlNode* amount = fields_.find("amount");
    const bool named =
        amount != nullptr && (amount->is_scalar() || is_value(*amount, "`amount`", problems_));
    return good && named && fields_.has("table");
  }

  std::optional<std::size_t> named(std::string_view field) {
    const YamlNode* node = fields_.find(field);
    return node == nullptr ? std::nullopt
                           : require_column(read_.table, node->text, node->where, problems_);
  }

  bool find_columns() {
    spec_.emplace(draft_, *fields_.find("table"), fields_);
    spec_->refuse_own({"name", "group", "prefix"}, "a table of the prior year", problems_);
    const RowConditions conditions = RowConditions::own(*spec_);
    auto open = open_table(draft_, *spec_, conditions);
    if (!open) {
      return false;
    }
    if (open->rows.empty()) {
      report_no_rows(*open, conditions, *spec_->file(), "no prior year", problems_);
      return false;
    }
    read_.table = std::move(open->table);
    rows_ = std::move(open->rows);
    const auto amount = named("amount");
    read_.id = open->id;
    read_.amount = amount.value_or(0);
    read_.becomes = named("becomes");
    read_.part = named("part");
    return amount && read_.becomes.has_value() == fields_.has("becomes") &&
           read_.part.has_value() == fields_.has("part");
  }

  bool read_rows() {
    const auto amounts = read_amounts(draft_, read_.table, read_.amount, rows_, *spec_, read_.id,
                                      fields_, problems_);
    if (!amounts) {
      return false;
    }
    read_.decimals = amounts->decimals;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::uint32_t number = rows_[i];
      PriorRow row;
      row.row = number;
      row.id = read_.table.cell(number, read_.id);
      row.empty = !amounts->missing.empty() && amounts->missing[i];
      row.amount = amounts->values.at(i);
      row.becomes = read_.becomes ? read_.table.cell(number, *read_.becomes) : row.id;
      row.district = draft_.scenario.districts.find(row.becomes);
      row.part_known = read_part(row);
      read_.rows.push_back(std::move(row));
    }
    // The range is checked of the largest amount: the others are smaller.
    const auto largest = std::ranges::max_element(read_.rows, {}, &PriorRow::amount);
    draft_.amounts.push_back({largest->amount, fmt::format("the amount of {}", quoted(largest->id)),
                              read_.table.where(largest->row, read_.amount)});
    report_first_ten(
        problems_, "more negative amounts", read_.rows,
        [](const PriorRow& row) { return row.amount.sign() < 0; },
        [&](const PriorRow& row) {
          return Diagnostic{.code = Code::kNegativeAmount,
                            .where = read_.table.where(row.row, read_.amount),
                            .message = fmt::format("the amount of {} is negative ({})",
                                                   quoted(row.id), number_text(row.amount)),
                            .label = "write 0 or more"};
        });
    return true;
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
    if (spec_->decimal != DecimalMark::kPoint && std::ranges::count(text, ',') == 1) {
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
  std::vector<std::uint32_t> rows_;
  std::optional<TableSpec> spec_;
};

/// b_new = sum of part * b_old.
PriorTable prior_table_of(const Scenario& scenario, const PriorRows& read) {
  const std::size_t size = scenario.districts.size();
  std::vector<Fraction> amounts(size);
  std::vector<bool> missing(size);
  for (const PriorRow& row : read.rows) {
    const std::size_t district = index_of(*row.district);
    amounts[district] += row.part * row.amount;
    missing[district] = row.empty;
  }
  if (std::ranges::find(missing, true) == missing.end()) {
    missing.clear();
  }
  return {Quantities::from(amounts), std::move(missing), read.decimals};
}

/// What the rows of a prior year's table say of each other and of this year's districts.
class PriorTableCheck {
 public:
  PriorTableCheck(Draft& draft, const PriorRows& read, const Location& table_where,
                  Problems& problems)
      : draft_{draft}, problems_{problems}, read_{read}, table_where_{table_where} {}

  void run() {
    if (lost_zeros()) {
      return;
    }
    check_ids();
    check_units();
    check_new();
    check_absent();
  }

 private:
  bool lost_zeros() {
    std::vector<std::string_view> missing;
    for (const PriorRow& row : read_.rows) {
      if (!row.district) {
        missing.push_back(row.becomes);
      }
    }
    return report_other_ids(missing, draft_.scenario.districts.ids, table_where_, problems_);
  }

  /// Each row leads to a district of this year.
  void check_ids() {
    const auto nameless = [&](const PriorRow& row) {
      return row.id.empty() && !(row.empty && read_.becomes);
    };
    report_first_ten(
        problems_, "more rows without an id", read_.rows, nameless, [&](const PriorRow& row) {
          return Diagnostic{
              .code = Code::kMissingId,
              .where = read_.table.where(row.row, read_.id),
              .message = fmt::format("the row has no {}", quoted(read_.table.header()[read_.id])),
              .label = "no id",
              .help = {"write the id; a row of no district, such as a note, is left out by "
                       "`other_rows: skip`"}};
        });
    report_first_ten(
        problems_, "more rows of districts that are not there any more", read_.rows,
        [&](const PriorRow& row) { return !row.district && !nameless(row); },
        [&](const PriorRow& row) { return not_there(row); });
  }

  [[nodiscard]] Diagnostic not_there(const PriorRow& row) const {
    Diagnostic diagnostic{.code = Code::kVanishedDistrict,
                          .where = read_.table.where(row.row, read_.becomes.value_or(read_.id)),
                          .message = {},
                          .label = "not in this scenario",
                          .help = draft_.hints.way_out(row.becomes, "the ids", [&] {
                            return std::span{draft_.scenario.districts.ids};
                          })};
    if (!read_.becomes) {
      diagnostic.message = fmt::format("{} is in the prior year's table only", quoted(row.id));
      diagnostic.help.emplace_back(
          "if it was merged or split, add `becomes: COLUMN` to `prior`: the ids of this year");
    } else if (row.becomes.empty()) {
      diagnostic.message = fmt::format("it is not said what {} becomes", quoted(row.id));
      diagnostic.label = "no id of this year";
      diagnostic.help = {"write the id that it has this year, or a row for each of its parts"};
    } else {
      diagnostic.message = fmt::format("{} becomes {}, which is not in this scenario",
                                       quoted(row.id), quoted(row.becomes));
    }
    return diagnostic;
  }

  /// The rows of one old unit: different districts, the same amount, parts that add to 1.
  void check_units() {
    std::map<std::string_view, std::vector<const PriorRow*>> units;
    for (const PriorRow& row : read_.rows) {
      if (!row.id.empty()) {
        units[row.id].push_back(&row);
      }
    }
    FirstTen twice{problems_, "more rows that are there twice"};
    FirstTen wrong{problems_, "more wrong parts"};
    for (const auto& [id, rows] : units) {
      if (!check_twice(rows, twice)) {
        continue;
      }
      check_same_amount(rows, wrong);
      check_parts(rows, wrong);
    }
    twice.finish();
    wrong.finish();
  }

  bool check_twice(const std::vector<const PriorRow*>& rows, FirstTen& twice) const {
    bool good = true;
    std::map<std::string_view, const PriorRow*> seen;
    for (const PriorRow* row : rows) {
      const auto seen_before = seen.emplace(row->becomes, row);
      if (seen_before.second) {
        continue;
      }
      good = false;
      twice.add([&] {
        return Diagnostic{.code = Code::kDuplicateDistrict,
                          .where = read_.table.where(row->row, read_.id),
                          .message = read_.becomes
                                         ? fmt::format("{} becomes {} twice", quoted(row->id),
                                                       quoted(row->becomes))
                                         : fmt::format("the id {} is there twice", quoted(row->id)),
                          .label = "again",
                          .help = {"delete one of the rows"},
                          .related = {{read_.table.where(seen_before.first->second->row, read_.id),
                                       "first used here"}}};
      });
    }
    return good;
  }

  void check_same_amount(const std::vector<const PriorRow*>& rows, FirstTen& wrong) const {
    const PriorRow& first = *rows.front();
    for (const PriorRow* row : rows) {
      if (row->amount == first.amount && row->empty == first.empty) {
        continue;
      }
      wrong.add([&] {
        return Diagnostic{
            .code = Code::kPriorParts,
            .where = read_.table.where(row->row, read_.amount),
            .message = fmt::format("the amount of {} is {} here and {} in another row",
                                   quoted(row->id), amount_of(*row), amount_of(first)),
            .label = "one unit, two amounts",
            .help = {"write its whole amount in each of its rows; `part` divides it"},
            .related = {{read_.table.where(first.row, read_.amount), "the other row"}}};
      });
      return;
    }
  }

  static std::string amount_of(const PriorRow& row) {
    return row.empty ? std::string{"empty"} : number_text(row.amount);
  }

  void check_parts(const std::vector<const PriorRow*>& rows, FirstTen& wrong) const {
    Fraction sum;
    std::vector<RelatedPlace> others;
    bool known = true;
    for (const PriorRow* row : rows) {
      known = known && row->part_known;
      sum += row->part;
      others.push_back(
          {read_.table.where(row->row, read_.part.value_or(read_.id)),
           fmt::format("{} becomes {}", number_text(row->part), quoted(row->becomes))});
    }
    if (sum == Fraction{1} || !known || rows.front()->empty) {
      return;
    }
    wrong.add([&] {
      const Location where = others.front().where;
      others.erase(others.begin());
      return Diagnostic{
          .code = Code::kPriorParts,
          .where = where,
          .message = fmt::format("the parts of {} add to {}, not to 1", quoted(rows.front()->id),
                                 number_text(sum)),
          .label = "do not add to 1",
          .help = {read_.part
                       ? "write them so that they add to 1, as fractions where decimals do not: 2/3"
                       : "add `part: COLUMN` to `prior`: how much of it each becomes"},
          .related = others};
    });
  }

  /// A row without an amount says that the district is new: it has no other one.
  void check_new() {
    std::map<std::string_view, std::size_t> rows_of;
    for (const PriorRow& row : read_.rows) {
      ++rows_of[row.becomes];
    }
    report_first_ten(
        problems_, "more empty amounts", read_.rows,
        [&](const PriorRow& row) { return row.empty && row.district && rows_of[row.becomes] > 1; },
        [&](const PriorRow& row) {
          return Diagnostic{
              .code = Code::kMissingCell,
              .where = read_.table.where(row.row, read_.amount),
              .message = fmt::format("the amount of {} is empty, and {} has other rows",
                                     quoted(row.id), quoted(row.becomes)),
              .label = "empty is not 0",
              .help = {"write 0 if there was none; an empty amount says that a district is new, in "
                       "its only row"}};
        });
  }

  /// Each district of this year is in some row.
  void check_absent() {
    const Districts& districts = draft_.scenario.districts;
    std::vector<bool> named(districts.size());
    for (const PriorRow& row : read_.rows) {
      if (row.district) {
        named[index_of(*row.district)] = true;
      }
    }
    FirstTen absent{problems_, "more districts that are not in the prior year's table"};
    for (std::size_t i = 0; i < districts.size(); ++i) {
      if (named[i]) {
        continue;
      }
      absent.add([&] {
        return Diagnostic{.code = Code::kNewDistrict,
                          .where = districts.places[i],
                          .message = fmt::format("{} ({}) is not in the prior year's table",
                                                 quoted(districts.ids[i]), districts.names[i]),
                          .label = "new this year?",
                          .help = {"add a row for it: an empty amount says that it is new"},
                          .related = {{table_where_, "the prior year"}}};
      });
    }
    absent.finish();
  }

  Draft& draft_;
  Problems& problems_;
  const PriorRows& read_;
  Location table_where_;
};

std::optional<PriorTable> new_prior_table(Draft& draft, const FieldReader& fields) {
  Problems own;
  const auto rows = PriorRowsReader{draft, fields, own}.read();
  if (rows && draft.columns.known) {
    PriorTableCheck{draft, *rows, fields.find("table")->where, own}.run();
  }
  draft.problems.append(own);
  return !rows || !draft.columns.known || own.has_errors()
             ? std::nullopt
             : std::optional{prior_table_of(draft.scenario, *rows)};
}

/// All that the fields say, and the file that says which table.
std::vector<std::string> said_of(const Draft& draft, const FieldReader& fields) {
  const YamlNode* table = fields.find("table");
  if (table == nullptr) {
    return {};
  }
  const YamlNode* path = table->is_map() ? table->find("file") : table;
  return {flow_text(fields.node()),
          std::to_string(path == nullptr ? 0 : named_in(draft.layers, *path))};
}

std::optional<PriorTable> prior_table(Draft& draft, const FieldReader& fields) {
  auto said = said_of(draft, fields);
  const auto known = draft.read_once.priors.find(said);
  if (known != draft.read_once.priors.end()) {
    draft.amounts.push_back(known->second.largest);
    return known->second.table;
  }
  const std::size_t messages = draft.problems.list().size();
  auto table = new_prior_table(draft, fields);
  if (table && !said.empty() && draft.problems.list().size() == messages) {
    draft.read_once.priors.emplace(
        std::move(said), ReadOnce::PriorOfTable{.table = *table, .largest = draft.amounts.back()});
  }
  return table;
}

}  // namespace

std::optional<PriorTable> read_prior_table(Draft& draft, const FieldReader& fields) {
  return in_range(fields.where(), "the prior year", draft.problems,
                  [&] { return prior_table(draft, fields); });
}

}  // namespace allot::load
