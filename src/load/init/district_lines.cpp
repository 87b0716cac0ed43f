#include "load/init/district_lines.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "allot/core/text.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {

namespace {

using enum ColumnRole;

/// The fields of one table, each on a line of its own.
class TableLines {
 public:
  /// `indent` stands before each field.
  TableLines(const TableSurvey& survey, const SurveyedTable& table, std::string_view indent,
             CommentedLines& out)
      : survey_{survey},
        table_{table},
        indent_{indent},
        is_first_{&table == &survey.tables.front()},
        out_{out} {}

  void put() const {
    put_reading();
    put_id();
    put_other_rows();
    put_name();
    if (table_.has_signs) {
      field("signs: din55301", "guessed: `-` is 0; `.` `…` `/` `x` are unknown");
    }
    if (!table_.prefix.empty()) {
      field("prefix: " + yaml_text(table_.prefix), "both tables have columns of the same name");
    }
  }

 private:
  void field(std::string_view text, std::string_view comment) const {
    out_.put(fmt::format("{}{}", indent_, text), comment);
  }

  void put_reading() const {
    if (!table_.found.sheet.empty()) {
      field("sheet: " + yaml_text(table_.found.sheet), "the sheet that is read");
    }
    if (table_.found.encoding != Encoding::kUtf8) {
      field(table_.found.encoding == Encoding::kMacintosh ? "encoding: macintosh"
                                                          : "encoding: windows-1252",
            "it is not UTF-8; look at the umlauts in the report");
    }
    const HeadLines& head = table_.found.head;
    if (head.last > 0) {
      field(fmt::format("header: [{}, {}]", head.first, head.last),
            "guessed: these lines make the names of the columns");
    } else if (head.is_given()) {
      field(fmt::format("header: {}", head.first), "guessed: the line of the names of the columns");
    }
    if (table_.ambiguous != nullptr) {
      put_decimal();
    }
  }

  void put_decimal() const {
    const bool groups = table_.mark == table_.ambiguous->grouping_mark();
    const char mark = table_.mark == DecimalMark::kComma ? ',' : '.';
    const char other = mark == ',' ? '.' : ',';
    field(fmt::format("decimal: \"{}\"", mark),
          groups
              ? fmt::format("1{0}034 is read as 1034; write \"{0}\" if it means 1.034", other)
              : fmt::format("1{}034 is read as 1.034; write \"{}\" if it means 1034", mark, other));
  }

  [[nodiscard]] std::string_view name_of(std::size_t column) const {
    return table_.found.table.header()[column];
  }

  void put_id() const {
    field("id: " + yaml_text(name_of(table_.id)),
          is_first_ ? chosen_as(survey_, kIdColumn, "the column of the ids (Schlüssel)")
                    : "guessed: its column of the same ids");
  }

  void put_other_rows() const {
    const RowChoice& choice = table_.choice;
    if (choice.id_digits > 0) {
      field(fmt::format("id_digits: {}", choice.id_digits), digits_comment());
    }
    if (choice.skips) {
      field("other_rows: skip", choice.id_digits > 0
                                    ? "guessed: without titles, notes, sums, higher levels"
                                    : "guessed: without titles, notes, sums");
    }
    if (choice.filter) {
      put_filter();
    }
    if (table_.fill_down) {
      const std::string column = yaml_text(name_of(*table_.fill_down));
      field("fill_down: " + column, "guessed: an empty cell continues the one above");
      field("group: " + column, "guessed: subtotals, `--by group`");
    }
  }

  [[nodiscard]] std::string digits_comment() const {
    const Table& cells = table_.found.table;
    for (const std::uint32_t row : table_.choice.rows) {
      const std::string_view id = cells.cell(row, table_.id);
      if (table_.choice.restores_zeros && id.size() < table_.choice.id_digits) {
        return fmt::format("guessed: {} has lost its zero, and is 0{}", id, id);
      }
    }
    return "guessed: ids of districts have so many digits";
  }

  /// In lines of a width that can be read.
  void put_filter() const {
    constexpr std::size_t kWidth = 96;
    std::string line = fmt::format("where: {{{}: ", yaml_text(name_of(*table_.choice.filter)));
    const auto& kept = table_.choice.kept;
    line += kept.size() == 1 ? "" : "[";
    for (std::size_t i = 0; i < kept.size(); ++i) {
      std::string text =
          *table_.choice.filter == table_.id ? quoted_yaml_text(kept[i]) : yaml_text(kept[i]);
      text += i + 1 < kept.size() ? "," : kept.size() == 1 ? "}" : "]}";
      if (i > 0 && display_width(line) + display_width(text) + indent_.size() + 1 > kWidth) {
        field(line, {});
        line = "  " + text;
      } else {
        line += (i > 0 ? " " : "") + text;
      }
    }
    field(line, filter_comment());
  }

  /// Nothing but the comment tells what `where` leaves out.
  [[nodiscard]] std::string filter_comment() const {
    const auto& filtered = table_.choice.filtered;
    const Table& cells = table_.found.table;
    const ColumnFacts* name = survey_.column(kNameColumn);
    const std::size_t column =
        is_first_ && name != nullptr && name->table == 0 ? name->column : table_.id;
    const std::string_view called = cells.cell(filtered.front(), column);
    return fmt::format(
        "guessed: without {}{}",
        name_in_comment(called.empty() ? cells.cell(filtered.front(), table_.id) : called),
        filtered.size() == 1 ? "" : fmt::format(" and {} more: sums, notes", filtered.size() - 1));
  }

  void put_name() const {
    const ColumnFacts* name = survey_.column(kNameColumn);
    if (is_first_ && name != nullptr && name->table == 0) {
      field("name: " + yaml_text(name_of(name->column)),
            chosen_as(survey_, kNameColumn, "the column of the names (Name)"));
    }
  }

  const TableSurvey& survey_;
  const SurveyedTable& table_;
  std::string_view indent_;
  bool is_first_;
  CommentedLines& out_;
};

/// As a group.
bool is_used(const TableSurvey& survey, const ColumnFacts& facts) {
  return facts.table == 0 && survey.tables.front().fill_down == facts.column;
}

void put_unused(const TableSurvey& survey, CommentedLines& out) {
  constexpr std::size_t kWidth = 90;
  constexpr std::size_t kMost = 24;
  std::string line = "  # Not used:";
  std::size_t count = 0;
  bool any = false;
  for (const ColumnFacts& facts : survey.facts) {
    if (survey.is_chosen(facts) || is_used(survey, facts) || ++count > kMost) {
      continue;
    }
    const std::string name = name_in_comment(facts.name);
    line += any ? "," : "";
    if (any && display_width(line) + display_width(name) > kWidth) {
      out.put(line);
      line = "  #  ";
    }
    line += " " + name;
    any = true;
  }
  if (any) {
    out.put(line + (count > kMost ? fmt::format(" and {} more", count - kMost) : ""));
  }
}

/// Of a head that says thousands, with what it would be otherwise.
void put_times(const TableSurvey& survey, const ColumnFacts& facts, CommentedLines& out) {
  const SurveyedTable& table = survey.tables[facts.table];
  const auto& rows = table.choice.rows;
  const auto filled = std::ranges::find_if(
      rows, [&](std::uint32_t row) { return !table.found.table.cell(row, facts.column).empty(); });
  const std::string shown = without_controls(
      table.found.table.cell(filled == rows.end() ? rows.front() : *filled, facts.column));
  out.put(fmt::format("    # guessed from {}: {} is {} times {}; write 1 if it is just {}",
                      name_in_comment(facts.scale->word), shown, shown, facts.scale->factor,
                      shown));
  out.put(fmt::format("    {}: {{times: {}}}", yaml_text(facts.name), facts.scale->factor));
}

/// What a count of persons is like; a share of them has neither a unit nor, mostly, a year.
void put_columns(const TableSurvey& survey, CommentedLines& out) {
  const ColumnFacts& key = *survey.column(kKeyColumn);
  std::vector<const ColumnFacts*> scaled;
  for (const ColumnRole role : {kKeyColumn, kPriorColumn}) {
    const ColumnFacts* facts = survey.column(role);
    if (facts != nullptr && facts->scale && (scaled.empty() || scaled.front() != facts)) {
      scaled.push_back(facts);
    }
  }
  const auto next = year_after(key.name);
  const bool whole = key.is_numeric() && survey.reading(key).decimals == 0;
  out.put(scaled.empty() ? "  # columns:" : "  columns:", "what a reader should know of a column");
  for (const ColumnFacts* facts : scaled) {
    put_times(survey, *facts, out);
  }
  if (!key.scale) {
    out.put(fmt::format("  #   {}: {{{}{}status: preliminary}}", yaml_text(key.name),
                        whole ? "unit: persons, " : "",
                        next ? fmt::format("as_of: {}-12-31, ", *next - 1) : ""));
  }
}

void put_group(const TableSurvey& survey, CommentedLines& out) {
  const ColumnFacts* shared =
      survey.tables.front().fill_down ? nullptr : guess_group(survey.facts, survey.columns);
  if (shared == nullptr || shared->table > 0) {
    return;
  }
  const std::string column = yaml_text(shared->name);
  out.put("  # group: " + column, "subtotals: `--by group`");
  if (!survey.tables.front().choice.filter) {
    out.put(fmt::format("  # where: {{{}: {}}}", column, yaml_text(shared->first)),
            "keeps these rows only");
  }
}

}  // namespace

void put_districts(const TableSurvey& survey, CommentedLines& out) {
  out.put("");
  out.put("# Who can receive (Empfänger): one row of the table for each.");
  out.put("districts:");
  const SurveyedTable& first = survey.tables.front();
  if (survey.tables.size() == 1) {
    out.put("  table: " + yaml_text(first.path), "relative to this file");
    TableLines{survey, first, "  ", out}.put();
  } else {
    out.put("  tables:");
    for (const SurveyedTable& table : survey.tables) {
      out.put("    - file: " + yaml_text(table.path),
              &table == &first ? "relative to this file; it says who there is"
                               : "joined by id: each id is in it");
      TableLines{survey, table, "      ", out}.put();
    }
  }
  put_group(survey, out);
  put_columns(survey, out);
  put_unused(survey, out);
}

std::string name_in_comment(std::string_view name) {
  constexpr std::size_t kWidth = 40;
  return "`" + shortened(without_controls(name), kWidth) + "`";
}

std::string chosen_as(const TableSurvey& survey, ColumnRole role, std::string_view what) {
  return fmt::format("{}{}", chosen(survey.columns, role).guessed ? "guessed: " : "", what);
}

Fraction times_of(const ColumnFacts& facts) {
  std::int64_t times = 1;
  if (facts.scale) {
    std::from_chars(facts.scale->factor.data(),
                    facts.scale->factor.data() + facts.scale->factor.size(), times);
  }
  return times;
}

std::optional<int> year_after(std::string_view name) {
  for (std::size_t at = 0; at + 4 <= name.size(); ++at) {
    const std::string_view four = name.substr(at, 4);
    const bool alone =
        (at == 0 || !is_digit(name[at - 1])) && (at + 4 == name.size() || !is_digit(name[at + 4]));
    if (alone && std::ranges::all_of(four, is_digit) &&
        (four.starts_with("19") || four.starts_with("20"))) {
      int year = 0;
      std::from_chars(four.data(), four.data() + four.size(), year);
      return year + 1;
    }
  }
  return std::nullopt;
}

}  // namespace allot::load
