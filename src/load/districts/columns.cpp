#include "load/districts/columns.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/changes/adjust.hpp"
#include "load/districts/percentages.hpp"
#include "load/districts/sums.hpp"
#include "load/draft/draft.hpp"
#include "load/fields/thousands.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/scaled_numbers.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

/// The cells of one column, district by district.
class Cells {
 public:
  Cells(Draft& draft, AvailableColumn& available)
      : draft_{draft},
        available_{available},
        column_{draft.scenario.columns[index_of(*available.id)]} {}

  bool read() {
    return in_range(available_.where, "column " + quoted(available_.name), draft_.problems,
                    [&] { return draft_.columns.files.empty() ? read_items() : read_file(); });
  }

  void check() {
    using enum ColumnUse;
    const bool amounts = available_.used_as(kAmount) || available_.used_as(kPaid);
    const bool percentages = available_.used_as(kPercentage);
    if (available_.used_as(kWeight) || available_.used_as(kUnits) || available_.used_as(kOrder) ||
        available_.used_as(kCapacity) || amounts || percentages) {
      report_missing();
    }
    if (percentages) {
      check_percentages(draft_, available_);
    }
    if (negative_ && (available_.used_as(kPrior) || amounts || percentages)) {
      report_negative(Code::kNegativeAmount);
    } else if (negative_ && !only_signed()) {
      report_negative(Code::kNegativeWeight);
    }
    if (available_.used_as(kUnits)) {
      report_parts_of_units();
    }
    if ((available_.used_as(kPrior) || available_.used_as(kPaid) ||
         available_.used_as(kSettlement)) &&
        !said_.empty()) {
      report_endless();
    }
  }

 private:
  /// Nothing that uses it minds a number below 0.
  [[nodiscard]] bool only_signed() const {
    constexpr int kSigned = static_cast<int>(ColumnUse::kOrder) |
                            static_cast<int>(ColumnUse::kCapacity) |
                            static_cast<int>(ColumnUse::kSettlement);
    return (static_cast<int>(available_.uses) & ~kSigned) == 0;
  }

  bool read_file() {
    const DistrictTable::File& file = draft_.columns.files[available_.file];
    const YamlNode* facts =
        draft_.columns.facts == nullptr ? nullptr : draft_.columns.facts->find(available_.name);
    std::optional<FieldReader> fields;
    if (facts != nullptr) {
      fields.emplace(section("districts.columns.NAME"), *facts, draft_.problems);
    }
    const std::string before = fmt::format("`columns: {{\"{}\": {{times: ", available_.name);
    const ScaledColumn scaled{.table = file.csv,
                              .column = available_.index,
                              .rows = file.rows,
                              .rules = number_rules(file),
                              .facts = fields ? &*fields : nullptr,
                              .is_money = is_money(),
                              .times_before = before,
                              .times_after = "}}`"};
    auto numbers = read_scaled(draft_, scaled, draft_.problems);
    if (!numbers) {
      return false;
    }
    available_.times = *read_times(scaled, draft_.problems);
    column_.values = std::move(numbers->values);
    column_.missing = std::move(numbers->missing);
    column_.decimals = numbers->decimals;
    negative_ = numbers->negative;
    const auto edits = draft_.columns.edits_of(available_.name);
    bool good = true;
    if (!edits.empty()) {
      begin();
      for (const CellEdit* edit : edits) {
        const auto district = draft_.scenario.districts.find(edit->id);
        good = district && change(*edit, index_of(*district)) && good;
      }
      finish();
    }
    return good;
  }

  [[nodiscard]] NumberRules number_rules(const DistrictTable::File& file) const {
    return {.mark = file.decimal,
            .currency = draft_.scenario.currency,
            .may_be_money = !available_.used_as(ColumnUse::kUnits),
            .percentages = percent_cells(),
            .signs_din55301 = file.din_signs,
            .id = file.id};
  }

  [[nodiscard]] bool is_money() const {
    using enum ColumnUse;
    return available_.used_as(kPrior) || available_.used_as(kAmount) || available_.used_as(kPaid) ||
           available_.used_as(kCapacity) || available_.used_as(kSettlement);
  }

  /// An amount of money is no percentage, whatever else the column is used for.
  [[nodiscard]] PercentCells percent_cells() const {
    return is_money() || available_.used_as(ColumnUse::kUnits)
               ? PercentCells::kError
               : available_.percentages.value_or(PercentCells::kError);
  }

  bool read_items() {
    const std::size_t size = draft_.columns.items.size();
    column_.values = Quantities::constant(size, {});
    column_.missing.assign(size, true);
    begin();
    bool good = true;
    for (std::size_t i = 0; i < size; ++i) {
      const YamlNode* cell = draft_.columns.item_cell(available_, i);
      if (cell != nullptr && !cell->is_empty()) {
        good = set(i, plain_number(*cell, available_.name)) && good;
      }
    }
    finish();
    return good;
  }

  bool change(const CellEdit& change, std::size_t district) {
    const Edit& edit = change.edit;
    const std::string old_text =
        column_.missing[district]
            ? std::string{}
            : number_text(others_[district] ? column_.values.at(district) : said_[district]);
    const bool removed = edit.kind == Edit::Kind::kRemove;
    const bool adds = edit.kind == Edit::Kind::kAdjust || edit.kind == Edit::Kind::kPlus;
    if (adds && is_money() && !draft_.pays_thousandths && looks_like_thousands(edit.value.text)) {
      report_thousands(edit.value.text, edit.value.where, edit.typed ? "the adjustment" : "`plus`",
                       draft_.problems);
      return false;
    }
    const auto number = removed ? std::optional{WrittenNumber{}}
                        : edit.kind == Edit::Kind::kSet
                            ? plain_number(edit.value, edit.path)
                            : changed_number(edit, old_text, draft_.problems);
    if (!set(district, number)) {
      return false;
    }
    record_change(draft_.layers, change.row, edit, {.text = old_text}, {.text = number->text});
    column_.missing[district] = removed;
    return true;
  }

  /// A number that stands in the scenario.
  std::optional<WrittenNumber> plain_number(const YamlNode& cell, std::string_view called) {
    if (is_money() && !cell.computed && !draft_.pays_thousandths &&
        looks_like_thousands(cell.text)) {
      report_thousands(cell.text, cell.where, quoted(called), draft_.problems);
      return std::nullopt;
    }
    auto number = read_number(cell, quoted(called), draft_.problems);
    const PercentCells percentages = percent_cells();
    if (number && number->percent && percentages == PercentCells::kParts) {
      number->decimals += 2;
    } else if (number && number->percent && percentages == PercentCells::kPoints) {
      number->value = number->value * Fraction{100};
    } else if (number && number->percent) {
      draft_.problems.add(
          {.code = Code::kNotANumber,
           .where = cell.where,
           .message = fmt::format("{} is a percentage ({})", quoted(called), cell.text),
           .label = "a column holds plain numbers",
           .help = {"write the number without `%`"}});
      return std::nullopt;
    }
    return number ? std::optional{WrittenNumber{number->value, cell.text, number->decimals}}
                  : std::nullopt;
  }

  /// Before the cells of which the scenario says what is in them.
  void begin() {
    said_.resize(column_.values.size());
    others_.assign(said_.size(), true);
    column_.missing.resize(said_.size());
  }

  bool set(std::size_t district, const std::optional<WrittenNumber>& number) {
    if (number) {
      said_[district] = number->value;
      others_[district] = false;
      column_.missing[district] = false;
      column_.decimals = std::max(column_.decimals, number->decimals);
      negative_ = negative_ || number->value.sign() < 0;
    }
    return number.has_value();
  }

  void finish() {
    column_.values = column_.values.only(others_).plus(Quantities::from(said_)).reduced();
    if (std::ranges::find(column_.missing, true) == column_.missing.end()) {
      column_.missing.clear();
    }
  }

  [[nodiscard]] Location place(std::size_t district) const {
    const DistrictTable& table = draft_.columns;
    const CellEdit* edit =
        table.last_edit(available_.name, draft_.scenario.districts.ids[district]);
    return edit == nullptr ? table.where(available_.name, district) : edit->edit.where;
  }

  /// Reports the cells that are wrong: `what` counts them, `says` and `label` are of one. Where
  /// most of `cells` are, it may be another column that was meant.
  template <class IsWrong, class Says>
  void report(Code code, std::string_view what, std::size_t cells, std::string_view label,
              IsWrong is_wrong, Says says, const std::vector<std::string>& help = {}) {
    const Districts& districts = draft_.scenario.districts;
    FirstTen wrong{draft_.problems, fmt::format(fmt::runtime(what), quoted(available_.name)), cells,
                   kOtherColumn};
    for (std::size_t i = 0; i < column_.values.size(); ++i) {
      if (is_wrong(i)) {
        wrong.add([&] {
          return Diagnostic{.code = code,
                            .where = place(i),
                            .message = fmt::format("{} of `{}` ({}) is {}", quoted(available_.name),
                                                   districts.names[i], districts.ids[i], says(i)),
                            .label = std::string{label},
                            .help = help};
        });
      }
    }
    wrong.finish();
  }

  void report_missing() {
    report(
        Code::kMissingCell, "more empty cells of {}", column_.missing.size(), "empty is not 0",
        [&](std::size_t i) { return !column_.missing.empty() && column_.missing[i]; },
        [](std::size_t) { return "empty"; },
        {draft_.columns.files.empty()
             ? "write 0 if there was none"
             : "write 0 if there was none; a row of no district is left out by `other_rows: skip` "
               "or `except`",
         "in an average over periods, `missing: zero` or `missing: skip` says what an empty cell "
         "means"});
  }

  void report_negative(Code code) {
    report(
        code, "more negative cells of {}", column_.values.size(), "write 0 or more",
        [&](std::size_t i) { return column_.values.sign_at(i) < 0; },
        [&](std::size_t i) {
          return fmt::format("negative ({})", number_text(column_.values.at(i)));
        });
  }

  void report_parts_of_units() {
    report(
        Code::kNotANumber, "more cells of {} that are not whole", column_.values.size(),
        "bounds are whole units", [&](std::size_t i) { return !column_.values.at(i).is_whole(); },
        [&](std::size_t i) {
          return fmt::format("not a whole number ({})", number_text(column_.values.at(i)));
        });
  }

  void report_endless() {
    constexpr std::size_t kEachIsOne = 0;
    report(
        Code::kNotANumber, "more cells of {} whose decimals do not end", kEachIsOne,
        "its decimals do not end",
        [&](std::size_t i) {
          const auto decimals = said_[i].decimals();
          column_.decimals = std::max(column_.decimals, decimals.value_or(0));
          return !decimals;
        },
        [&](std::size_t i) {
          return fmt::format("{}, which no amount of money is exactly",
                             column_.values.at(i).to_string());
        });
  }

  Draft& draft_;
  AvailableColumn& available_;
  Column& column_;
  bool negative_ = false;
  std::vector<Fraction> said_;  ///< the numbers that stand in the scenario; empty: none
  std::vector<bool> others_;    ///< all other cells
};

void report_unknown_cell(Draft& draft, const CellEdit& change, bool district_known) {
  const std::string& unknown = district_known ? change.column : change.id;
  const std::string_view thing = district_known ? "column" : draft.is_groups ? "group" : "district";
  draft.problems.add(
      {.code = change.edit.typed ? Code::kPathNotFound : Code::kChangeNotFound,
       .where = change.edit.where,
       .message = fmt::format("nothing is called {}: there is no {} {}", quoted(change.edit.path),
                              thing, quoted(unknown)),
       .label = "no such path",
       .help = draft.hints.way_out(unknown, district_known ? "the columns" : "the ids", [&] {
         return district_known ? draft.columns.names() : draft.scenario.districts.ids;
       })});
}

/// Changes of cells that are not there, or that nothing uses.
void report_lost_changes(Draft& draft) {
  if (!draft.columns.known) {
    return;
  }
  for (const CellEdit& change : draft.columns.edits()) {
    const AvailableColumn* column = draft.columns.find(change.column);
    const bool district_known = draft.scenario.districts.find(change.id).has_value();
    if (!district_known || column == nullptr) {
      report_unknown_cell(draft, change, district_known);
    } else if (!column->id && !column->used_as_text) {
      draft.problems.add(
          {.code = Code::kChangeWithoutEffect,
           .where = change.edit.where,
           .message = fmt::format("{} has no effect", quoted(change.edit.path)),
           .label = fmt::format("nothing uses the column {}", quoted(change.column))});
    }
  }
}

/// The column that a key stands for; empty where it is made of more.
std::string_view column_of_key(const DeclaredKey& key) {
  const YamlNode& node = key.entry->value;
  const YamlNode* column = node.is_map() ? node.find("column") : nullptr;
  return column == nullptr ? std::string_view{} : std::string_view{column->text};
}

Diagnostic key_for_column(const Draft& draft, std::string_view name, const DeclaredKey& key,
                          const Location& where) {
  const std::string_view column = column_of_key(key);
  const auto columns = draft.columns.names();
  return {
      .code = Code::kUnknownColumn,
      .where = where,
      .message = fmt::format("{} is a key, and here a column is wanted", quoted(name)),
      .label = "not a column",
      .help = {column.empty()
                   ? fmt::format("add a column with these numbers to the table, and name it; "
                                 "the columns: {}",
                                 listed_words(columns))
                   : fmt::format("write the column that the key stands for: {}", quoted(column))},
      .related = {{key.entry->key_where, "the key"}}};
}

Diagnostic unknown_column(Draft& draft, std::string_view name, const Location& where) {
  if (const auto key = draft.declared_keys.find(name);
      key != draft.declared_keys.end() && key->second.entry != nullptr) {
    return key_for_column(draft, name, key->second, where);
  }
  return {.code = Code::kUnknownColumn,
          .where = where,
          .message = fmt::format("unknown column {}", quoted(name)),
          .label = "no such column",
          .help = draft.hints.way_out(name, "the columns", [&] { return draft.columns.names(); })};
}

void read_facts(Draft& draft) {
  if (draft.columns.facts == nullptr || !draft.columns.known) {
    return;
  }
  for (const YamlNode::Entry& entry : draft.columns.facts->entries) {
    const AvailableColumn* available = draft.columns.find(entry.key);
    if (available == nullptr) {
      draft.problems.add(unknown_column(draft, entry.key, entry.key_where));
    }
    const FieldReader fields{section("districts.columns.NAME"), entry.value, draft.problems};
    const bool used = available != nullptr && available->id;
    Column of_unused;
    Column& column = used ? draft.scenario.columns[index_of(*available->id)] : of_unused;
    column.label = fields.has("label") ? fields.text("label") : entry.key;
    column.unit = fields.text("unit");
    column.as_of = fields.date("as_of");
    column.provenance = read_provenance(draft, fields);
  }
}

/// In a list every column was written for this file: one that nothing uses is a mistake. Not in the
/// list of a base, which the changes may need less of.
void warn_of_unused(Draft& draft) {
  std::vector<std::string_view> meant{"id", "name", "group"};
  for (const Column& column : draft.scenario.columns) {
    meant.push_back(column.name);
  }
  for (const AvailableColumn& column : draft.columns.available) {
    if (column.id || column.used_as_text) {
      continue;
    }
    auto help = draft.hints.way_out(column.name, "used are", [&] { return std::span{meant}; });
    help.push_back(fmt::format("name it in a key or a step (`by: {}`), or remove it", column.name));
    draft.problems.add({.code = Code::kUnusedColumn,
                        .where = column.where,
                        .message = fmt::format("nothing uses the column {}", quoted(column.name)),
                        .label = "without effect",
                        .help = std::move(help)});
  }
}

}  // namespace

std::optional<ColumnId> use_column_if_known(Draft& draft, std::string_view name, ColumnUse use) {
  const auto& in_place = draft.columns.in_place;
  const bool by_other = in_place && in_place->of == name && use == ColumnUse::kWeight;
  AvailableColumn* column = draft.columns.find(by_other ? in_place->by : name);
  if (column == nullptr) {
    return std::nullopt;
  }
  if (!column->id) {
    auto& columns = draft.scenario.columns;
    column->id = static_cast<ColumnId>(columns.size());
    columns.emplace_back();
    columns.back().name = name;
    columns.back().label = name;
    columns.back().where = column->where;
  }
  column->uses = static_cast<std::uint16_t>(column->uses | static_cast<std::uint16_t>(use));
  return column->id;
}

AvailableColumn* require_available(Draft& draft, std::string_view name, const Location& where) {
  AvailableColumn* column = draft.columns.find(name);
  if (column == nullptr && draft.columns.known) {
    Diagnostic unknown = unknown_column(draft, name, where);
    if (draft.groups && draft.groups->columns.find(name) != nullptr) {
      unknown.help = {fmt::format(
          "{} is a column of `groups`, which only the upper tiers of a share read", quoted(name))};
    }
    draft.problems.add(std::move(unknown));
  }
  return column;
}

std::optional<ColumnId> use_column(Draft& draft, std::string_view name, const Location& where,
                                   ColumnUse use) {
  return require_available(draft, name, where) == nullptr ? std::nullopt
                                                          : use_column_if_known(draft, name, use);
}

std::optional<ColumnId> use_column(Draft& draft, const FieldReader& fields, std::string_view field,
                                   ColumnUse use) {
  const YamlNode* name = fields.find(field);
  return name == nullptr ? std::nullopt : use_column(draft, name->text, name->where, use);
}

Provenance provenance_of_column(Draft& draft, std::string_view name) {
  const YamlNode* facts = draft.columns.facts;
  const YamlNode* node = facts == nullptr ? nullptr : facts->find(name);
  if (node == nullptr) {
    return {};
  }
  return read_provenance(draft,
                         FieldReader{section("districts.columns.NAME"), *node, draft.problems});
}

void expect_percentages(Draft& draft, std::string_view column, const Fraction& whole) {
  AvailableColumn* available = draft.columns.find(column);
  if (available == nullptr) {
    return;
  }
  const PercentCells meant = whole == Fraction{1}     ? PercentCells::kParts
                             : whole == Fraction{100} ? PercentCells::kPoints
                                                      : PercentCells::kError;
  available->percentages =
      available->percentages.value_or(meant) == meant ? meant : PercentCells::kError;
}

void read_columns(Draft& draft) {
  report_lost_changes(draft);
  for (AvailableColumn& available : draft.columns.available) {
    if (available.id) {
      if (Cells cells{draft, available}; cells.read()) {
        cells.check();
      }
    }
  }
  read_facts(draft);
  check_sums(draft);
  const bool changed = draft.layers.files.size() > 1 || !draft.layers.log.changes().empty();
  if (!draft.columns.items.empty() && !changed && !draft.problems.has_errors()) {
    warn_of_unused(draft);
  }
}

}  // namespace allot::load
