#include "allot/engine/audit/audit.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/load/numbers/number.hpp"
#include "allot/load/printed/bare_table.hpp"
#include "allot/report/audit.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"
#include "cli/session/map_option.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

using engine::Audit;
using engine::AuditVerdict;

/// What the options say of the tables; of no file yet.
struct Described {
  load::BareTable table{};
  engine::AuditKnowledge known = {};
};

/// A number above 0 that an option has.
std::optional<Fraction> positive(Session& session, const std::string& text,
                                 const std::string& option, const std::string& example) {
  const load::ReadNumber read = load::ReadNumber::from(text);
  if (read.number() != nullptr && !read.number()->percent && read.number()->value.sign() > 0) {
    return read.number()->value;
  }
  session.refuse(text, "`" + option + "` takes a number above 0, not " + in_quotes(text),
                 read.number() == nullptr ? read.error().readings
                                          : std::vector<std::string>{"write " + example});
  return std::nullopt;
}

bool take_roles(Session& session, load::BareTable& table) {
  const std::vector<std::string_view> roles = roles_in_published_tables();
  bool good = true;
  for (const GivenColumn& given : session.settings().mapped_columns) {
    const Location where = session.line().of_column(given.role, given.column);
    good = has_role(session, given, roles) && good;
    table.mapped.push_back({.role = given.role, .column = given.column, .where = where});
  }
  return good;
}

/// Nothing where an option has no such value.
std::optional<Described> described(Session& session) {
  const Settings& settings = session.settings();
  Described made;
  bool good = take_roles(session, made.table);
  for (const std::string& sheet : settings.sheets) {
    made.table.sheets.push_back({.name = sheet, .where = session.line().of_last(sheet)});
  }
  for (const load::TableField& field : settings.table_fields) {
    if (field.name == "in") {
      made.table.in = positive(session, field.value, "--in", "1_000_000");
      good = good && made.table.in;
    } else if (field.name == "decimal") {
      made.table.decimal =
          field.value == "," ? load::DecimalMark::kComma : load::DecimalMark::kPoint;
    }
  }
  if (!settings.total.empty()) {
    made.known.total = positive(session, settings.total, "--total", "58_000_000");
    good = good && made.known.total;
  }
  if (!settings.count.empty()) {
    const auto count = positive(session, settings.count, "--count", "72_857");
    if (count && !count->is_whole()) {
      session.refuse(settings.count, "`--count` takes a whole number", {"write 72_857"});
    } else if (count) {
      made.known.count = count->numerator();
    }
    good = good && made.known.count;
  }
  return good ? std::optional{std::move(made)} : std::nullopt;
}

/// What nobody said of the columns.
void say_guessed(Session& session, const std::string& path, const load::ReadBareTable& read) {
  std::string roles;
  for (const load::NamedRole& guess : read.guessed) {
    roles += (roles.empty() ? "" : ",") + guess.role + "=" + guess.column;
  }
  if (!roles.empty() && !session.settings().quiet) {
    session.note("note: " + without_controls(path) +
                 ": columns by their names and numbers: `--map " + without_controls(roles) + "`");
  }
}

/// A table as it was published. Where columns were guessed and one is wrong, it says which.
std::optional<PrintedTable> read(Session& session, const std::string& path,
                                 const Described& described) {
  const auto file = session.read(path);
  if (!file) {
    return std::nullopt;
  }
  load::BareTable bare = described.table;
  bare.file = {.file = *file, .path = path, .where = session.line().of_last(path)};
  Problems problems;
  auto table = load::read_bare_table(session.sources(), bare, problems);
  session.add(problems);
  if (!table || problems.has_errors()) {
    return std::nullopt;
  }
  say_guessed(session, path, *table);
  const bool incomplete =
      std::ranges::any_of(session.settings().table_fields,
                          [](const load::TableField& field) { return field.name == "complete"; });
  table->table.complete = !incomplete;
  return std::move(table->table);
}

void execute_audit(Session& session) {
  const Settings& settings = session.settings();
  const report::Format* format = chosen_format(session);
  const auto what = format == nullptr ? std::nullopt : described(session);
  if (!what) {
    return;
  }
  std::vector<PrintedTable> tables;
  for (const std::string& path : settings.operands) {
    if (auto table = read(session, path, *what)) {
      tables.push_back(*std::move(table));
    }
  }
  if (tables.size() != settings.operands.size() || !check_output(session)) {
    return;
  }
  std::deque<Audit> audits;  // a deque: what is shown refers to them
  std::vector<report::Audited> all;
  for (const PrintedTable& table : tables) {
    all.push_back(
        {.table = table, .audit = audits.emplace_back(engine::audit(table, what->known))});
  }
  if (tables.size() == 2) {
    all.push_back({.table = tables[1],
                   .before = &tables[0],
                   .audit = audits.emplace_back(engine::audit_two(tables[0], tables[1]))});
  }
  const bool for_people = settings.output.empty() && format->writes == report::Writes::kDocument;
  for (const report::Audited& audited : all) {
    for (Diagnostic& finding : report::audit_diagnostics(audited)) {
      session.meet(describe(finding.code).exit_code);
      if (!for_people || settings.diagnostics != report::DiagnosticStyle::kHuman) {
        session.add(std::move(finding));
      }
    }
  }
  const bool asked_for = settings.format != nullptr || !settings.output.empty();
  if (!settings.quiet || asked_for) {
    write_result(session, [&](report::Writer& out) {
      report::write_audit(all, session.sources(), session.report_options(), *format, out);
    });
  }
  if (!settings.summary.empty()) {
    session.append(settings.summary, [&](report::Writer& out) {
      report::write_audit(all, session.sources(), session.report_options(),
                          *report::find_format("markdown"), out);
    });
  }
}

}  // namespace

extern const Command kAudit = {
    .name = "audit",
    .usage = "audit TABLE [TABLE] [OPTIONS]",
    .summary = "what a published table says about itself: sums, rates, rules",
    .examples =
        "allot audit erlass.xlsx\n"
        "allot audit key.csv --map name=Land,percent=2023,percent=2024\n"
        "allot audit erlass.csv --total 58_000_000 --map id=AGS,amount=Betrag,key=Zugang\n"
        "allot audit 2024.csv 2025.csv\n",
    .operand = "table",
    .most_operands = 2,
    .execute = execute_audit,
};

}  // namespace allot::cli
