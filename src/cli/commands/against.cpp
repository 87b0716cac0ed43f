#include "cli/commands/against.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "cli/session/map_option.hpp"

namespace allot::cli {

namespace {

bool add_column(Session& session, const GivenColumn& given, load::Against& table) {
  const Location where = session.line().of_column(given.role, given.column);
  if (!has_role(session, given, roles_in_published_tables())) {
    return false;
  }
  const auto is_same = [&](const load::TableField& other) { return other.name == given.role; };
  if (std::ranges::any_of(table.fields, is_same)) {
    return session.refuse(where, "two columns are the " + given.role,
                          {"map each role to one column"});
  }
  table.fields.push_back({given.role, given.column, where});
  return true;
}

/// Where the field is said: a flag has no value to point at.
Location place_of(const Session& session, const load::TableField& field) {
  return session.line().of_last(field.name == "complete" ? "--incomplete" : field.value);
}

/// What describes a table, and there is none.
bool refuse_without_table(Session& session) {
  const Settings& settings = session.settings();
  const Location where = !settings.mapped_columns.empty() ? session.line().of_last("--map")
                         : !settings.sheets.empty()
                             ? session.line().of_last("--sheet")
                             : place_of(session, settings.table_fields.front());
  return session.refuse(where, "this describes a published table, and none is named",
                        {"name it: `--against TABLE.csv`; for a table that the scenario names "
                         "itself, write it beside `file` in `expect.table`"});
}

}  // namespace

bool take_table(Session& session) {
  const Settings& settings = session.settings();
  const bool described = !settings.mapped_columns.empty() || !settings.table_fields.empty() ||
                         !settings.sheets.empty();
  if (settings.against.empty()) {
    return !described || refuse_without_table(session);
  }
  load::Against table{.fields = {}, .where = session.line().of_last(settings.against)};
  table.fields.push_back({"file", settings.against, table.where});
  bool good = true;
  for (const GivenColumn& given : settings.mapped_columns) {
    good = add_column(session, given, table) && good;
  }
  if (settings.sheets.size() > 1) {
    good = session.refuse("--sheet", "`--sheet` is given more than once",
                          {"one table is held against the result: run it once for each sheet"});
  } else if (!settings.sheets.empty()) {
    const std::string& sheet = settings.sheets.front();
    table.fields.push_back({"sheet", sheet, session.line().of_last(sheet)});
  }
  for (const load::TableField& field : settings.table_fields) {
    load::TableField placed = field;
    placed.where = place_of(session, field);
    const auto known = std::ranges::find(table.fields, field.name, &load::TableField::name);
    (known == table.fields.end() ? table.fields.emplace_back() : *known) = std::move(placed);
  }
  if (good) {
    session.expect(std::move(table));
  }
  return good;
}

}  // namespace allot::cli
