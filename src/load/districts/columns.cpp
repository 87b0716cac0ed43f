#include "load/districts/columns.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/districts/tables.hpp"
#include "load/draft/adjust.hpp"
#include "load/draft/draft.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// The cells of one column, district by district.
class Cells {
 public:
  Cells(Draft& draft, const AvailableColumn& available)
      : draft_{draft},
        available_{available},
        column_{draft.scenario.columns[index_of(*available.id)]} {}

  bool read() {
    return in_range(available_.where, "column " + quoted(available_.name), draft_.problems, [&] {
      const bool good = draft_.columns.tables.empty() ? read_items() : read_table();
      return good && apply_changes();
    });
  }

  void check() {
    using enum ColumnUse;
    const bool amounts = available_.used_as(kAmount) || available_.used_as(kPaid);
    if (available_.used_as(kWeight) || available_.used_as(kUnits) || available_.used_as(kOrder) ||
        amounts) {
      report_missing();
    }
    if (negative_ && (available_.used_as(kPrior) || amounts)) {
      report_negative(Code::kNegativeAmount);
    } else if (negative_ && available_.uses != static_cast<std::uint8_t>(kOrder)) {
      report_negative(Code::kNegativeWeight);
    }
    if (available_.used_as(kUnits)) {
      report_parts_of_units();
    }
    if ((available_.used_as(kPrior) || available_.used_as(kPaid)) && unusual_) {
      report_endless();
    }
  }

 private:
  bool read_table() {
    const DistrictTable& table = draft_.columns.tables[available_.table];
    auto numbers = numbers_of(table, available_.index, draft_.decimal, draft_.problems);
    if (!numbers) {
      return false;
    }
    column_.values = std::move(numbers->values);
    column_.missing = std::move(numbers->missing);
    column_.decimals = numbers->decimals;
    negative_ = numbers->negative;
    return true;
  }

  const YamlNode* item_cell(std::size_t district) const {
    const YamlNode& item = *draft_.columns.items[district];
    // Where it is in the first item, most often: a list may have thousands of columns.
    const std::size_t usual = available_.index;
    return usual < item.entries.size() && item.entries[usual].key == available_.name
               ? &item.entries[usual].value
               : item.find(available_.name);
  }

  bool read_items() {
    const std::size_t size = draft_.columns.items.size();
    std::vector<Fraction> values(size);
    std::vector<bool> missing(size);
    bool good = true;
    for (std::size_t i = 0; i < size; ++i) {
      const YamlNode* cell = item_cell(i);
      missing[i] = cell == nullptr || cell->is_empty();
      if (!missing[i]) {
        const auto number = plain_number(*cell);
        good = good && number;
        values[i] = number ? number->value : Fraction{};
        column_.decimals = std::max(column_.decimals, number ? number->decimals : 0);
        negative_ = negative_ || values[i].sign() < 0;
      }
    }
    unusual_ = true;
    column_.values = Quantities::from(values);
    if (std::ranges::find(missing, true) != missing.end()) {
      column_.missing = std::move(missing);
    }
    return good;
  }

  std::optional<Number> plain_number(const YamlNode& cell) {
    auto number = read_number(cell, quoted(available_.name), draft_.problems);
    if (number && number->percent) {
      report_percentage(quoted(available_.name), cell);
      return std::nullopt;
    }
    return number;
  }

  void report_percentage(std::string_view what, const YamlNode& cell) {
    draft_.problems.add({.code = Code::kNotANumber,
                         .where = cell.where,
                         .message = fmt::format("{} is a percentage ({})", what, cell.text),
                         .label = "a column holds plain numbers",
                         .help = {"write the number without `%`"}});
  }

  bool apply_changes() {
    std::vector<Fraction> values;
    bool good = true;
    for (const std::size_t at : draft_.cell_changes.of_column(available_.name)) {
      const CellChange& change = draft_.cell_changes[at];
      for (std::size_t i = values.size(); i < column_.values.size(); ++i) {
        values.push_back(column_.values.at(i));
      }
      const auto district = draft_.scenario.districts.find(change.district);
      good = district && apply(change, index_of(*district), values) && good;
    }
    if (!values.empty()) {
      column_.values = Quantities::from(values);
      unusual_ = true;
    }
    return good;
  }

  bool apply(const CellChange& change, std::size_t district, std::vector<Fraction>& values) {
    const bool was_missing = !column_.missing.empty() && column_.missing[district];
    const std::string old_text = was_missing ? std::string{} : number_text(values[district]);
    std::optional<WrittenNumber> number = WrittenNumber{};
    if (change.edit.kind == Edit::Kind::kRemove) {
      column_.missing.resize(values.size());
    } else {
      number = new_number(change.edit, old_text);
    }
    if (!number) {
      return false;
    }
    record_change(draft_, change.row, change.edit, {.text = old_text}, {.text = number->text});
    column_.decimals = std::max(column_.decimals, number->decimals);
    if (!column_.missing.empty()) {
      column_.missing[district] = change.edit.kind == Edit::Kind::kRemove;
    }
    negative_ = negative_ || number->value.sign() < 0;
    values[district] = std::move(number->value);
    changed_.emplace_back(district, change.edit.where);
    return true;
  }

  std::optional<WrittenNumber> new_number(const Edit& edit, const std::string& old_text) {
    auto number = changed_number(edit, old_text, draft_.problems);
    const bool percent = edit.kind == Edit::Kind::kSet && edit.value.text.ends_with('%');
    if (number && percent) {
      report_percentage(quoted(edit.path), edit.value);
      return std::nullopt;
    }
    return number;
  }

  Location place(std::size_t district) const {
    const auto changed = std::find_if(changed_.rbegin(), changed_.rend(),
                                      [&](const Changed& cell) { return cell.first == district; });
    if (changed != changed_.rend()) {
      return changed->second;
    }
    if (!draft_.columns.tables.empty()) {
      const DistrictTable& table = draft_.columns.tables[available_.table];
      return table.csv.where(table.rows[district], available_.index);
    }
    const YamlNode* cell = item_cell(district);
    return cell == nullptr ? draft_.columns.items[district]->where : cell->where;
  }

  std::string of_district(std::size_t district) const {
    const Districts& districts = draft_.scenario.districts;
    return fmt::format("{} of `{}` ({})", quoted(available_.name), districts.names[district],
                       districts.ids[district]);
  }

  void report_missing() {
    FirstTen empty{draft_.problems, fmt::format("more empty cells of {}", quoted(available_.name)),
                   column_.missing.size(), kOtherColumn};
    for (std::size_t i = 0; i < column_.missing.size(); ++i) {
      if (!column_.missing[i]) {
        continue;
      }
      empty.add([&] {
        return Diagnostic{
            .code = Code::kMissingCell,
            .where = place(i),
            .message = fmt::format("{} is empty", of_district(i)),
            .label = "empty is not 0",
            .help = {"write 0 if there was none, or delete the row if it is no district",
                     "in an average over periods, `missing: zero` or `missing: skip` says what an "
                     "empty cell means"}};
      });
    }
    empty.finish();
  }

  void report_negative(Code code) {
    FirstTen wrong{draft_.problems,
                   fmt::format("more negative cells of {}", quoted(available_.name)),
                   column_.values.size(), kOtherColumn};
    for (std::size_t i = 0; i < column_.values.size(); ++i) {
      if (column_.values.sign_at(i) >= 0) {
        continue;
      }
      wrong.add([&] {
        return Diagnostic{.code = code,
                          .where = place(i),
                          .message = fmt::format("{} is negative ({})", of_district(i),
                                                 number_text(column_.values.at(i))),
                          .label = "write 0 or more"};
      });
    }
    wrong.finish();
  }

  void report_parts_of_units() {
    FirstTen wrong{draft_.problems,
                   fmt::format("more cells of {} that are not whole", quoted(available_.name)),
                   column_.values.size(), kOtherColumn};
    for (std::size_t i = 0; i < column_.values.size(); ++i) {
      if (column_.values.at(i).is_whole()) {
        continue;
      }
      wrong.add([&] {
        return Diagnostic{.code = Code::kNotANumber,
                          .where = place(i),
                          .message = fmt::format("{} is not a whole number ({})", of_district(i),
                                                 number_text(column_.values.at(i))),
                          .label = "bounds are whole units"};
      });
    }
    wrong.finish();
  }

  void report_endless() {
    FirstTen endless{draft_.problems, fmt::format("more cells of {} whose decimals do not end",
                                                  quoted(available_.name))};
    for (std::size_t i = 0; i < column_.values.size(); ++i) {
      const auto decimals = column_.values.at(i).decimals();
      column_.decimals = std::max(column_.decimals, decimals.value_or(0));
      if (!decimals) {
        endless.add([&] {
          return Diagnostic{
              .code = Code::kNotANumber,
              .where = place(i),
              .message = fmt::format("{} is {}, which no amount of money is exactly",
                                     of_district(i), column_.values.at(i).to_string()),
              .label = "its decimals do not end"};
        });
      }
    }
    endless.finish();
  }

  using Changed = std::pair<std::size_t, Location>;

  Draft& draft_;
  const AvailableColumn& available_;
  Column& column_;
  bool negative_ = false;
  bool unusual_ = false;  ///< some value need not be a decimal number
  std::vector<Changed> changed_;
};

void report_unknown_cell(Draft& draft, const CellChange& change, bool district_known) {
  const std::string& unknown = district_known ? change.column : change.district;
  const std::string_view thing = district_known ? "column" : draft.is_groups ? "group" : "district";
  draft.problems.add({.code = change.edit.typed ? Code::kPathNotFound : Code::kChangeNotFound,
                      .where = change.edit.where,
                      .message = fmt::format("nothing is called {}: there is no {} {}",
                                             quoted(change.edit.path), thing, quoted(unknown)),
                      .label = "no such path",
                      .help = district_known
                                  ? draft.hints.way_out(unknown, "the columns",
                                                        [&] { return draft.columns.names(); })
                                  : draft.hints.way_out(unknown, "the ids", [&] {
                                      return std::span{draft.scenario.districts.ids};
                                    })});
}

/// Reads a column that is used as numbers, with the cells that were changed, and checks
/// them by its uses.
void read_column(Draft& draft, const AvailableColumn& available) {
  Cells cells{draft, available};
  if (cells.read()) {
    cells.check();
  }
}

/// Changes of cells that are not there, or that nothing uses.
void apply_cell_changes_of_unused(Draft& draft) {
  if (!draft.columns.known) {
    return;
  }
  for (const CellChange& change : draft.cell_changes.all()) {
    const AvailableColumn* column = draft.columns.find(change.column);
    const bool district_known = draft.scenario.districts.find(change.district).has_value();
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

void read_facts(Draft& draft) {
  if (draft.columns.facts == nullptr || !draft.columns.known) {
    return;
  }
  for (const YamlNode::Entry& entry : draft.columns.facts->entries) {
    const AvailableColumn* available = draft.columns.find(entry.key);
    if (available == nullptr) {
      draft.problems.add({.code = Code::kUnknownColumn,
                          .where = entry.key_where,
                          .message = fmt::format("unknown column {}", quoted(entry.key)),
                          .label = "no such column",
                          .help = draft.hints.way_out(entry.key, "the columns",
                                                      [&] { return draft.columns.names(); })});
    }
    const FieldReader fields{section("districts.columns.NAME"), entry.value, draft.problems};
    Column facts;
    facts.label = fields.has("label") ? fields.text("label") : entry.key;
    facts.unit = fields.text("unit");
    facts.as_of = fields.date("as_of");
    facts.provenance = read_provenance(draft, fields);
    if (available != nullptr && available->id) {
      Column& column = draft.scenario.columns[index_of(*available->id)];
      column.label = std::move(facts.label);
      column.unit = std::move(facts.unit);
      column.as_of = std::move(facts.as_of);
      column.provenance = std::move(facts.provenance);
    }
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
  AvailableColumn* column = draft.columns.find(name);
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
  column->uses = static_cast<std::uint8_t>(column->uses | static_cast<std::uint8_t>(use));
  return column->id;
}

AvailableColumn* require_available(Draft& draft, std::string_view name, const Location& where) {
  AvailableColumn* column = draft.columns.find(name);
  if (column == nullptr && draft.columns.known) {
    auto help = draft.hints.way_out(name, "the columns", [&] { return draft.columns.names(); });
    if (draft.groups && draft.groups->columns.find(name) != nullptr) {
      help = {fmt::format("{} is a column of `groups`, which only the upper tiers of a share read",
                          quoted(name))};
    }
    draft.problems.add({.code = Code::kUnknownColumn,
                        .where = where,
                        .message = fmt::format("unknown column {}", quoted(name)),
                        .label = "no such column",
                        .help = std::move(help)});
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

void read_columns(Draft& draft) {
  apply_cell_changes_of_unused(draft);
  for (const AvailableColumn& available : draft.columns.available) {
    if (available.id) {
      read_column(draft, available);
    }
  }
  read_facts(draft);
  const bool changed = draft.layers.size() > 1 || !draft.log->changes().empty();
  if (!draft.columns.items.empty() && !changed && !draft.problems.has_errors()) {
    warn_of_unused(draft);
  }
}

}  // namespace allot::load
