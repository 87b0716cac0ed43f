#include "load/init/survey/table_survey.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

#include "allot/core/text.hpp"
#include "load/init/survey/column_words.hpp"
#include "load/init/survey/currency_guess.hpp"
#include "load/init/survey/id_guess.hpp"
#include "load/init/survey/survey_checks.hpp"
#include "load/init/survey/table_join.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/rows.hpp"

namespace allot::load {

namespace {

using enum ColumnRole;
using Rows = std::vector<std::uint32_t>;

/// Goes from the texts of the tables to what is said of each.
class Surveyor {
 public:
  Surveyor(SourceFiles& files, const TablesOnHand& on_hand) : files_{files}, on_hand_{on_hand} {}

  std::optional<TableSurvey> survey(Problems& problems) {
    const bool good = (on_hand_.sheets.empty() || check_sheets(files_, on_hand_, problems)) &&
                      find_tables(problems) && join_tables(problems);
    if (!good) {
      return std::nullopt;
    }
    name_columns();
    gather_facts();
    if (!choose_columns(problems)) {
      return std::nullopt;
    }
    find_readings();
    return std::move(survey_);
  }

 private:
  bool find_tables(Problems& problems) {
    for (const TableOnHand& named : on_hand_.tables) {
      if (auto found = find_table(files_, workbooks_, named, on_hand_.sheets, problems)) {
        survey_.tables.push_back(
            {.path = named.path, .where = named.where, .found = *std::move(found)});
      }
    }
    find_currency_of_tables();
    bool good = survey_.tables.size() == on_hand_.tables.size();
    for (SurveyedTable& table : survey_.tables) {
      table.typical = typical_rows(table.found.table);
      table.typical_facts = facts_of_columns(table.found.table, table.typical, rules());
      good = check_table(table, on_hand_.mapped, problems) && good;
    }
    for (std::size_t i = 0; good && i < survey_.tables.size(); ++i) {
      SurveyedTable& table = survey_.tables[i];
      if (const auto id = id_of(table)) {
        choose_rows(table, *id);
      } else {
        report_no_role(table.typical_facts, kIdColumn, table.where, problems);
        return false;
      }
    }
    return good;
  }

  void find_currency_of_tables() {
    for (const SurveyedTable& table : survey_.tables) {
      const std::string code = currency_in(files_, table.found);
      survey_.currency = survey_.currency.empty() ? code : survey_.currency;
    }
    survey_.currency = survey_.currency.empty() ? "EUR" : survey_.currency;
  }

  [[nodiscard]] NumberRules rules() const { return {.currency = survey_.currency}; }

  /// The column that is mapped, if the table has it, else one that will do.
  [[nodiscard]] std::optional<std::size_t> id_of(const SurveyedTable& table) const {
    const Table& cells = table.found.table;
    const auto mapped = std::ranges::find(on_hand_.mapped, kIdColumn, &MappedColumn::role);
    if (mapped != on_hand_.mapped.end()) {
      if (const auto column = cells.find_column(mapped->column)) {
        return column;
      }
    }
    const ColumnFacts* id = guess_id(cells, table.typical, table.typical_facts);
    return id == nullptr ? std::nullopt : std::optional{id->column};
  }

  void choose_rows(SurveyedTable& table, std::size_t id) {
    const Table& cells = table.found.table;
    const auto& facts = table.typical_facts;
    ChosenColumns columns;
    for (const ColumnFacts& column : facts) {
      for (const MappedColumn& mapped : on_hand_.mapped) {
        if (mapped.role != kIdColumn && mapped.column == column.name) {
          columns[static_cast<std::size_t>(mapped.role)].facts = &column;
        }
      }
      if (column.column == id) {
        columns[static_cast<std::size_t>(kIdColumn)].facts = &column;
      }
    }
    guess_roles(facts, columns);
    RowSource source{.table = cells, .id = id, .name = {}, .numbers = {}, .rules = {}};
    const ColumnFacts* name = chosen(columns, kNameColumn).facts;
    source.name = name == nullptr ? std::nullopt : std::optional{name->column};
    for (const ColumnRole role : {kKeyColumn, kPriorColumn}) {
      const ColumnFacts* column = chosen(columns, role).facts;
      const bool again = column != nullptr &&
                         std::ranges::find(source.numbers, column->column) != source.numbers.end();
      if (column != nullptr && column->is_numeric() && !again) {
        source.numbers.push_back(column->column);
        source.rules.push_back({.mark = column->likely_mark(),
                                .currency = survey_.currency,
                                .signs_din55301 = column->needs_signs});
      }
    }
    table.id = id;
    table.choice = choose_rows_of(source);
    name_of_first_ = &table == &survey_.tables.front() && name != nullptr ? std::string{name->name}
                                                                          : name_of_first_;
  }

  static JoinSide side_of(const SurveyedTable& table) {
    return {.table = table.found.table,
            .id = table.id,
            .rows = table.choice.rows,
            .id_digits = table.choice.id_digits};
  }

  /// Whether the table has all the districts of the others.
  [[nodiscard]] bool has_all(std::size_t first) const {
    for (std::size_t i = 0; i < survey_.tables.size(); ++i) {
      const auto join = i == first
                            ? std::nullopt
                            : find_join(side_of(survey_.tables[first]), side_of(survey_.tables[i]));
      if (i != first && (!join || join->matches < survey_.tables[i].choice.rows.size())) {
        return false;
      }
    }
    return true;
  }

  bool join_tables(Problems& problems) {
    auto& tables = survey_.tables;
    for (std::size_t i = 0; i < tables.size() && tables.size() > 1; ++i) {
      if (has_all(i)) {
        std::rotate(tables.begin(), tables.begin() + static_cast<std::ptrdiff_t>(i),
                    tables.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        choose_rows(tables.front(), tables.front().id);  // its name is that of the first
        break;
      }
    }
    bool good = true;
    for (std::size_t i = 1; i < tables.size(); ++i) {
      good = join_table(tables[i], problems) && good;
    }
    return good;
  }

  bool join_table(SurveyedTable& table, Problems& problems) {
    SurveyedTable& first = survey_.tables.front();
    const auto join = find_join(side_of(first), side_of(table));
    if (!join) {
      problems.add(
          {.code = Code::kUsage,
           .where = table.where,
           .message = fmt::format("no column of {} has the ids of {}",
                                  quoted(without_controls(table.path)),
                                  quoted(without_controls(first.path))),
           .label = "joined by id",
           .help = {fmt::format("its ids are in column {}, such as {}",
                                quoted(without_controls(first.found.table.header()[first.id])),
                                quoted(without_controls(
                                    first.found.table.cell(first.choice.rows.front(), first.id)))),
                    "name another column: `--map id=COLUMN`"}});
      return false;
    }
    if (join->first_id != first.id) {
      choose_rows(first, join->first_id);
    }
    if (join->second_id != table.id) {
      choose_rows(table, join->second_id);
    }
    if (join->digits > 0) {
      restore_zeros(first, join->digits);
      restore_zeros(table, join->digits);
    }
    return true;
  }

  /// Gives ids so many digits, where some lack the first one.
  static void restore_zeros(SurveyedTable& table, std::size_t digits) {
    const Table& cells = table.found.table;
    const bool lacks = std::ranges::any_of(table.choice.rows, [&](std::uint32_t row) {
      return lacks_zero(cells.cell(row, table.id), digits);
    });
    if (!lacks || table.choice.id_digits == digits) {
      return;
    }
    const auto others = std::erase_if(table.choice.rows, [&](std::uint32_t row) {
      const std::string_view id = cells.cell(row, table.id);
      return !lacks_zero(id, digits) &&
             is_other_row(cells, row, {.id = table.id, .id_digits = digits});
    });
    table.choice.id_digits = digits;
    table.choice.restores_zeros = true;
    table.choice.skips = table.choice.skips || others > 0;
  }

  /// Of a table that is joined: neither its ids nor its names are columns.
  [[nodiscard]] bool says_who(const SurveyedTable& table, std::size_t column) const {
    return &table != &survey_.tables.front() &&
           (column == table.id || table.found.table.header()[column] == name_of_first_);
  }

  /// Puts the name of the file before columns that two tables have.
  void name_columns() {
    std::unordered_set<std::string> taken;
    for (SurveyedTable& table : survey_.tables) {
      const auto& header = table.found.table.header();
      const auto is_taken = [&](std::size_t column) {
        return !header[column].empty() && !says_who(table, column) &&
               taken.contains(std::string{header[column]});
      };
      bool clashes = false;
      for (std::size_t column = 0; column < header.size(); ++column) {
        clashes = clashes || is_taken(column);
      }
      if (clashes) {
        const std::string_view file =
            std::string_view{table.path}.substr(table.path.rfind('/') + 1);
        table.prefix = std::string{file.substr(0, file.rfind('.'))} + "_";
      }
      for (std::size_t column = 0; column < header.size(); ++column) {
        taken.insert(table.prefix + std::string{header[column]});
      }
    }
  }

  [[nodiscard]] Rows joined_rows(const SurveyedTable& table) const {
    const SurveyedTable& first = survey_.tables.front();
    const auto id_in = [](const SurveyedTable& of, std::uint32_t row) {
      const std::string_view id = of.found.table.cell(row, of.id);
      return (lacks_zero(id, of.choice.id_digits) ? "0" : "") + std::string{id};
    };
    std::unordered_set<std::string> ids;
    for (const std::uint32_t row : first.choice.rows) {
      ids.insert(id_in(first, row));
    }
    Rows rows = table.choice.rows;
    std::erase_if(rows, [&](std::uint32_t row) { return !ids.contains(id_in(table, row)); });
    return rows;
  }

  void gather_facts() {
    for (std::size_t i = 0; i < survey_.tables.size(); ++i) {
      SurveyedTable& table = survey_.tables[i];
      const Table& cells = table.found.table;
      const auto titles = lines_above(files_, table.found);
      const bool has_money_above = !currency_among_words(titles).empty();
      const auto rows = i == 0 ? table.choice.rows : joined_rows(table);
      for (ColumnFacts& facts :
           rows == table.typical ? table.typical_facts : facts_of_columns(cells, rows, rules())) {
        if (says_who(table, facts.column)) {
          continue;
        }
        facts.table = i;
        if (!facts.scale && has_money_above && looks_like_money(facts)) {
          facts.scale = scale_in(titles);
        }
        if (!table.prefix.empty()) {
          facts.name = survey_.names.emplace_back(table.prefix + std::string{facts.name});
        }
        survey_.facts.push_back(facts);
      }
    }
  }

  bool choose_columns(Problems& problems) {
    if (!take_mapped(survey_, on_hand_.mapped, problems)) {
      return false;
    }
    ChosenColumn& id = survey_.columns[static_cast<std::size_t>(kIdColumn)];
    for (const ColumnFacts& facts : survey_.facts) {
      if (id.facts == nullptr && facts.table == 0 && facts.column == survey_.tables.front().id) {
        id = {.facts = &facts, .guessed = true};
      }
    }
    guess_roles(survey_.facts, survey_.columns);
    return require_roles(survey_, problems) && check_names(survey_, problems);
  }

  void find_readings() {
    decide_marks();
    for (const ChosenColumn& column : survey_.columns) {
      if (column.facts != nullptr && column.facts != survey_.column(kIdColumn) &&
          column.facts != survey_.column(kNameColumn)) {
        // Of a key an unknown value is an error, which says what the sign means.
        const bool is_read =
            column.facts == survey_.column(kPriorColumn) || column.facts->without_number() == 0;
        survey_.tables[column.facts->table].has_signs |= is_read && column.facts->needs_signs;
      }
    }
    find_merged_groups();
  }

  /// The mark that the numbers of a table need elsewhere; the ids do not count.
  [[nodiscard]] std::optional<DecimalMark> mark_elsewhere(std::size_t table) const {
    std::vector<const ColumnFacts*> columns{survey_.column(kKeyColumn),
                                            survey_.column(kPriorColumn)};
    for (const ColumnFacts& column : survey_.facts) {
      columns.push_back(&column == survey_.column(kIdColumn) ? nullptr : &column);
    }
    for (const ColumnFacts* column : columns) {
      if (column != nullptr && column->table == table) {
        if (const auto mark = column->needed_mark()) {
          return mark;
        }
      }
    }
    return std::nullopt;
  }

  /// A column of nothing but `1.034` and `2.117` is one of counts in groups, unless other columns
  /// know better: that all decimals are three is rare.
  void decide_marks() {
    for (const ColumnRole role : {kKeyColumn, kPriorColumn}) {
      const ColumnFacts* column = survey_.column(role);
      if (column == nullptr || !column->is_ambiguous()) {
        continue;
      }
      SurveyedTable& table = survey_.tables[column->table];
      if (table.ambiguous == nullptr) {
        table.ambiguous = column;
        table.mark = mark_elsewhere(column->table).value_or(column->grouping_mark());
      }
    }
  }

  /// A column to the left of the names whose texts stand in the first row of several only.
  void find_merged_groups() {
    SurveyedTable& table = survey_.tables.front();
    const Rows& rows = table.choice.rows;
    const ColumnFacts* name = survey_.column(kNameColumn);
    const std::size_t left_of = std::max(table.id, name == nullptr ? 0 : name->column);
    for (const ColumnFacts& facts : survey_.facts) {
      const std::size_t filled = facts.rows - facts.empty;
      if (!table.fill_down && facts.table == 0 && !survey_.is_chosen(facts) && facts.is_text() &&
          facts.empty > 0 && 2 * filled <= facts.rows &&
          !table.found.table.cell(rows.front(), facts.column).empty() &&
          (facts.column < left_of || has_any_word(facts.name, kGroupWords)) &&
          !has_any_word(facts.name, kRemarkWords)) {
        table.fill_down = facts.column;
      }
    }
  }

  SourceFiles& files_;
  const TablesOnHand& on_hand_;
  Workbooks workbooks_;
  TableSurvey survey_;
  std::string name_of_first_;
};

}  // namespace

bool TableSurvey::is_chosen(const ColumnFacts& column_facts) const {
  return std::ranges::any_of(
      columns, [&](const ChosenColumn& choice) { return choice.facts == &column_facts; });
}

std::optional<TableSurvey> survey_tables(SourceFiles& files, const TablesOnHand& on_hand,
                                         Problems& problems) {
  return Surveyor{files, on_hand}.survey(problems);
}

}  // namespace allot::load
