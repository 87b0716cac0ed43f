#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/engine/run.hpp"
#include "allot/load/init/scenario_template.hpp"
#include "allot/load/load.hpp"
#include "cli/commands/commands.hpp"
#include "cli/session/map_option.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

namespace fs = std::filesystem;

/// What comments call a scenario that goes to stdout.
constexpr std::string_view kNameless = "scenario.yaml";

std::string path_to_write(const Session& session) {
  const auto& operands = session.settings().operands;
  return operands.empty() || operands.front() == "-" ? std::string{} : operands.front();
}

/// What messages and comments call the scenario.
std::string name_of(const std::string& path) {
  return path.empty() ? std::string{kNameless} : path;
}

/// Also a link that leads nowhere is there.
bool is_there(const std::string& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

bool check_destination(Session& session, const std::string& path) {
  const auto& operands = session.settings().operands;
  if (!operands.empty() && operands.front().empty()) {
    return session.refuse(path, "`allot init` takes the name of a file, not ``",
                          {"leave it out, or write `-`, for stdout"});
  }
  if (path.empty() || !is_there(path)) {
    return true;
  }
  const std::string suffix = fs::path{path}.extension().string();
  const std::string name = without_controls(path);
  return session.refuse(path, "`" + name + "` is there already",
                        {(suffix == ".csv" || suffix == ".xlsx") && session.settings().from.empty()
                             ? "a scenario for this table: `allot init --from " + name + "`"
                             : "`allot init` overwrites nothing: write to another file"});
}

bool map_column(Session& session, const GivenColumn& given,
                std::vector<load::MappedColumn>& mapped) {
  const auto& words = load::kColumnRoles;
  const Location where = session.line().of_column(given.role, given.column);
  const auto word = std::find(words.begin(), words.end(), given.role);
  if (!has_role(session, given, words)) {
    return false;
  }
  const auto role = static_cast<load::ColumnRole>(word - words.begin());
  const auto is_same = [&](const load::MappedColumn& other) { return other.role == role; };
  if (std::any_of(mapped.begin(), mapped.end(), is_same)) {
    return session.refuse(where, "two columns are the " + given.role,
                          {"map each role to one column"});
  }
  mapped.push_back({.role = role, .column = given.column, .where = where});
  return true;
}

/// Nothing if something is wrong with a column that was given.
std::optional<std::vector<load::MappedColumn>> mapped_columns(Session& session) {
  const Settings& settings = session.settings();
  if (settings.from.empty() && !settings.mapped_columns.empty()) {
    session.refuse("--map", "`--map` needs a table", {"name it: `--from TABLE.csv`"});
    return std::nullopt;
  }
  std::vector<load::MappedColumn> mapped;
  bool good = true;
  for (const GivenColumn& given : settings.mapped_columns) {
    good = map_column(session, given, mapped) && good;
  }
  return good ? std::optional{std::move(mapped)} : std::nullopt;
}

/// How a scenario at `scenario` names the table: by way of folders that are real, so that links
/// cannot lead elsewhere. The table itself may be a link, and stays one.
std::string relative_path(const std::string& table, const std::string& scenario) {
  std::error_code error;
  const auto folder_of = [&](const std::string& path) {
    return fs::weakly_canonical(fs::absolute(fs::path{path}, error).parent_path(), error);
  };
  const fs::path real = folder_of(table) / fs::path{table}.filename();
  const fs::path folder = folder_of(name_of(scenario));
  const fs::path relative = real.lexically_relative(folder);
  return error || relative.empty() ? table : relative.generic_string();
}

/// What is wrong may be the choice of a column.
Problems with_guesses(const Problems& problems, const std::string& guesses) {
  Problems result;
  bool said = guesses.empty() || !problems.has_errors();
  for (Diagnostic problem : problems.sorted()) {
    if (!said) {
      problem.help.push_back("guessed were `--map " + guesses + "`: map other columns if these " +
                             "are the wrong ones");
      said = true;
    }
    result.add(std::move(problem));
  }
  return result;
}

/// Whether a scenario, which is in no file yet, runs. It names no file but its tables.
bool would_run(Session& session, const load::ProposedScenario& scenario, const std::string& name,
               const load::TablesOnHand& on_hand) {
  SourceFiles& sources = session.sources();
  const FileId file = sources.add(name, scenario.text);
  const auto table = [&](std::string_view path, FileId, const Location&, Problems&) {
    const auto& tables = on_hand.tables;
    return std::optional{
        std::find_if(tables.begin(), tables.end(), [&](const load::TableOnHand& one) {
          return one.path == path;
        })->file};
  };
  load::Loaded loaded = load::load_scenario(sources, file, table, {});
  if (loaded.scenario) {
    engine::run(*loaded.scenario, loaded.problems);
  }
  session.add(with_guesses(loaded.problems, scenario.guesses));
  return !loaded.problems.has_errors();
}

/// A table of `--from`, if a scenario can name it.
std::optional<FileId> read_table(Session& session, const std::string& table) {
  const Location where = session.line().of_last(table);
  if (table == "-") {
    session.refuse(where, "a scenario cannot name `-` as its table", {"save the table in a file"});
    return std::nullopt;
  }
  if (first_invalid_utf8(table) || without_controls(table) != table) {
    session.refuse(where, "no scenario can name a file whose name is not plain UTF-8",
                   {"rename the table"});
    return std::nullopt;
  }
  return session.read(table);
}

/// Nothing if some table cannot be read.
std::optional<load::TablesOnHand> tables_on_hand(Session& session, const std::string& path,
                                                 std::vector<load::MappedColumn> mapped) {
  load::TablesOnHand on_hand{.tables = {}, .mapped = std::move(mapped), .sheets = {}};
  const Settings& settings = session.settings();
  for (const std::string& table : settings.from) {
    const auto is_same = [&](const load::TableOnHand& one) {
      return one.path == relative_path(table, path);
    };
    if (std::any_of(on_hand.tables.begin(), on_hand.tables.end(), is_same)) {
      session.refuse(session.line().of_last(table),
                     "the table " + in_quotes(without_controls(table)) + " is given twice",
                     {"give each table once"});
    } else if (const auto file = read_table(session, table)) {
      on_hand.tables.push_back({.file = *file,
                                .path = relative_path(table, path),
                                .where = session.line().of_last(table)});
    }
  }
  for (const std::string& sheet : settings.sheets) {
    on_hand.sheets.push_back({.name = sheet, .where = session.line().of_last(sheet)});
  }
  return on_hand.tables.size() == settings.from.size() ? std::optional{std::move(on_hand)}
                                                       : std::nullopt;
}

/// The text for the tables of `--from`, if it would run.
std::optional<std::string> text_for_tables(Session& session, const std::string& path,
                                           std::vector<load::MappedColumn> mapped) {
  const auto on_hand = tables_on_hand(session, path, std::move(mapped));
  if (!on_hand) {
    return std::nullopt;
  }
  Problems problems;
  auto scenario = load::scenario_for_tables(session.sources(), *on_hand, name_of(path), problems);
  session.add(problems);
  const bool good = scenario && would_run(session, *scenario, name_of(path), *on_hand);
  return good ? std::optional{std::move(scenario->text)} : std::nullopt;
}

void write_scenario(Session& session, const std::string& path, const std::string& text) {
  const Content content = [&](report::Writer& out) { out.put(text); };
  if (path.empty()) {
    session.print(content);
  } else if (session.write(path, content)) {
    session.say(path, "written");
    session.say("next", "allot run " + load::typed_name(path));
  }
}

void execute_init(Session& session) {
  const std::string path = path_to_write(session);
  const bool destination_good = check_destination(session, path);
  auto mapped = mapped_columns(session);
  if (session.settings().from.empty() && !session.settings().sheets.empty()) {
    session.refuse("--sheet", "`--sheet` needs a table", {"name it: `--from TABLE.xlsx`"});
    return;
  }
  if (!mapped || !destination_good) {
    return;
  }
  const auto text = session.settings().from.empty()
                        ? std::optional{load::example_scenario(name_of(path))}
                        : text_for_tables(session, path, std::move(*mapped));
  if (text) {
    write_scenario(session, path, *text);
  }
}

}  // namespace

extern const Command kInit = {
    .name = "init",
    .usage = "init [FILE] [--from TABLE]... [OPTIONS]",
    .summary = "writes a commented scenario that runs, to FILE or stdout; overwrites nothing",
    .examples =
        "allot init budget.yaml\n"
        "allot init budget.yaml --from kreise.csv\n"
        "allot init budget.yaml --from zugang.xlsx --from zuweisung-2025.csv\n"
        "allot init budget.yaml --from kreise.csv --map id=AGS,name=Kreis,key=Zugang\n",
    .operand = "file",
    .least_operands = 0,
    .execute = execute_init,
};

}  // namespace allot::cli
