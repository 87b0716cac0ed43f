#include "load/fields/fields.hpp"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/error.hpp"
#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/format.hpp"
#include "load/fields/field_reader.hpp"
#include "load/fields/format_examples.hpp"
#include "support/memory_files.hpp"

namespace allot::load {
namespace {

using test::MemoryFiles;

struct Parsed {
  SourceFiles files;
  Problems problems;
  YamlNode tree;

  explicit Parsed(std::string_view text) {
    const FileId file = files.add("s.yaml", std::string{text});
    auto parsed = parse_yaml(files, file, problems);
    REQUIRE(parsed);
    tree = std::move(*parsed);
  }
};

std::vector<std::string> messages(const Problems& problems) {
  std::vector<std::string> texts;
  for (const Diagnostic& problem : problems.sorted()) {
    texts.push_back(problem.message);
  }
  return texts;
}

TEST_CASE("a map is checked against its section: unknown, missing, empty and of the wrong kind") {
  Parsed parsed{"id: [a]\nnote:\ntittle: x\nsteps: 5\n"};
  const FieldReader fields{section("pots[]"), parsed.tree, parsed.problems};
  CHECK(messages(parsed.problems) ==
        std::vector<std::string>{"a pot needs `amount`", "`id` wants a single value",
                                 "`note` is empty", "unknown field `tittle`",
                                 "`steps` wants a list"});
  CHECK_FALSE(fields.has("id"));
  CHECK_FALSE(fields.has("steps"));
  CHECK_FALSE(fields.has("note"));
}

TEST_CASE("rules between fields name fields of their section, and their sentences are whole") {
  std::size_t rules = 0;
  for (const Section& part : sections()) {
    for (const FieldRule& rule : part.rules) {
      ++rules;
      std::string names = std::string{rule.fields} + " " + std::string{rule.others};
      std::ranges::replace(names, '|', ' ');
      std::istringstream words{names};
      for (std::string name; words >> name;) {
        CAPTURE(name);
        const std::string_view field = std::string_view{name}.substr(0, name.find('='));
        CHECK(std::ranges::count(part.fields, field, &Field::name) == 1);
      }
      CHECK(fmt::format(fmt::runtime(rule.message), "A", "B", "C", "D").find('{') ==
            std::string::npos);
      CHECK(rule.others.empty() ==
            (rule.kind == FieldRule::Kind::kSome || rule.kind == FieldRule::Kind::kOneForm));
    }
  }
  CHECK(rules > 20);
}

TEST_CASE("a form is told by its fields, right or wrong; several are no form") {
  struct Row {
    std::string_view section, text;
    std::optional<std::string_view> form;
    std::vector<std::string> messages;
  };
  const Row rows[] = {
      {"bound", "per: w\namount: 3\n", "per", {}},
      {"bound", "per: w\n", "per", {"it is not one bound"}},
      {"bound", "column: w\namount: 3\n", std::nullopt, {"it is not one bound"}},
      {"prior", "amount: [a]\ntable: t.csv\n", "table", {}},
      {"prior", "scenario: []\n", "scenario", {"`scenario` is empty"}},
      {"prior", "amount: 1\ncolumn: c\n", std::nullopt, {"`prior` has more than one form"}},
      {"pots[].contributors[]", "id: a\nin_kind: 5\n", "", {}},
      {"pots[].prorate", "unit: month\n", "", {"`prorate` by month needs `started_month`"}},
      {"pots[].prorate",
       "unit: day\nstarted_month: []\n",
       std::nullopt,
       {"`started_month` is for `unit: month`, and the unit is `day`", "`started_month` is empty"}},
      {"",
       "allot: 1\ntitle: t\npots: [p]\ndistricts: []\nrecipients: [a]\n",
       "",
       {"`districts` is empty"}},
      {"keys.NAME",
       "average: [a]\nadds_to: 1\nif_not_closed: error\n",
       "average",
       {"it needs `of`", "`adds_to` belongs to `shares`, and it is made of `average`",
        "`if_not_closed` belongs to `shares`, and it is made of `average`"}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    Parsed parsed{row.text};
    const FieldReader fields{section(row.section), parsed.tree, parsed.problems};
    CHECK(fields.form("it", parsed.tree.where) == row.form);
    CHECK(messages(parsed.problems) == row.messages);
  }
}

TEST_CASE("an unknown field is answered by the nearest known one") {
  Parsed parsed{"unit: 1\nmethd: down\n"};
  const FieldReader fields{section("pots[].rounding"), parsed.tree, parsed.problems};
  REQUIRE(parsed.problems.list().size() == 1);
  CHECK(parsed.problems.list().front().help == std::vector<std::string>{"did you mean `method`?"});
  CHECK(fields.number("unit") == Fraction{1});
}

TEST_CASE("a comma within braces is explained where it splits a number") {
  Parsed parsed{"total: {file: x, amount: y, printed_to: 0,50}\n"};
  const FieldReader fields{section("expect.table"), *parsed.tree.find("total"), parsed.problems};
  REQUIRE(parsed.problems.list().size() == 1);
  CHECK(parsed.problems.list().front().help.front() ==
        "within `{…}` a comma begins the next field: decimals take a point, and groups `_`");
}

TEST_CASE("to ask for a field that the format does not have is a bug") {
  Parsed parsed{"unit: 1\n"};
  const FieldReader fields{section("pots[].rounding"), parsed.tree, parsed.problems};
  CHECK_THROWS_AS((void)fields.find("units"), InvariantViolation);
  CHECK_THROWS_AS((void)section("pots"), InvariantViolation);
}

TEST_CASE("dates are days of the calendar") {
  const struct {
    std::string_view text;
    bool good;
  } rows[] = {{"2024-02-29", true},  {"2000-02-29", true},  {"2023-02-29", false},
              {"1900-02-29", false}, {"2024-04-31", false}, {"2024-13-01", false},
              {"2024-00-10", false}, {"2024-1-1", false},   {"01.02.2024", false},
              {"2024-01-00", false}, {"20a4-01-01", false}};
  for (const auto& row : rows) {
    CAPTURE(row.text);
    Parsed parsed{fmt::format("date: {}\n", row.text)};
    const FieldReader fields{section("sources.ID"), parsed.tree, parsed.problems};
    CHECK(fields.date("date") == (row.good ? row.text : ""));
    CHECK(parsed.problems.empty() == row.good);
  }
}

TEST_CASE("paths through the format lead synonyms and shared sections to one place") {
  CHECK(path_below("", "recipients") == "districts");
  CHECK(path_below("keys", "need") == "keys.NAME");
  CHECK(path_below("pots[]", "rounding") == "pots[].rounding");
  CHECK(path_below("prior", "rounding") == "pots[].rounding");
  CHECK(path_below("pots[]", "prior") == "prior");
  CHECK(path_below("districts.columns", "tax") == "districts.columns.NAME");
}

TEST_CASE("the reference names every field, step and rounding method") {
  const std::string reference = format_reference();
  const auto has = [&](std::string_view name) {
    return reference.find(fmt::format("`{}`", name)) != std::string::npos;
  };
  for (const Section& part : sections()) {
    CHECK((part.path.empty() || has(part.path)));
    for (const Field& field : part.fields) {
      CHECK(has(field.name));
    }
  }
  for (const engine::StepKind& kind : engine::step_kinds()) {
    CHECK(has(kind.name));
  }
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    CHECK(has(method.name));
  }
}

TEST_CASE("each field of a map is in an example of it, and the fields of examples are known") {
  const auto check = [](std::string_view path, std::span<const Field> fields, bool other_names) {
    CAPTURE(path);
    const std::vector<std::string_view> lines = examples_of(path);
    for (const Field& field : fields) {
      CAPTURE(field.name);
      CHECK(!with_field(lines, field.name).empty());
    }
    for (const std::string_view line : lines) {
      Parsed parsed{fmt::format("example: {}\n", line)};
      CHECK(parsed.problems.empty());
      for (const YamlNode::Entry& entry : parsed.tree.entries.front().value.entries) {
        CAPTURE(entry.key);
        CHECK((other_names || find_field(fields, entry.key) != nullptr));
      }
    }
  };
  for (const Section& part : sections()) {
    check(part.path, part.fields.first(part.fields.size() - part.of_tables), part.names_allowed);
  }
  for (const engine::StepKind& kind : engine::step_kinds()) {
    check(std::string{kStepPath}.append(kind.name), kind.fields, false);
  }
}

TEST_CASE("a field is found by its name, and by the end of its path") {
  CHECK(fields_named("started_month").size() == 1);
  CHECK(fields_named("unit").size() > 1);
  const auto units = fields_named("rounding.unit");
  REQUIRE(units.size() == 1);
  CHECK(units.front().path == "pots[].rounding");
  CHECK(fields_named("pots[].rounding.unit").size() == 1);
  CHECK(fields_named("nit").empty());
  CHECK(fields_named("").empty());
  const auto amounts = fields_named("pots.amount");
  REQUIRE(amounts.size() == 1);
  CHECK(amounts.front().below == "pots[].amount");
  CHECK(fields_named("flat.amount").size() == 1);
  CHECK(map_at("step limit").fields.size() == 4);
  CHECK(map_at("nowhere").fields.empty());
}

TEST_CASE("the example of the reference is a scenario without a warning") {
  const std::string reference = format_reference();
  constexpr std::string_view kFence = "```yaml\n";
  const std::size_t begin = reference.find(kFence) + kFence.size();
  const std::string example = reference.substr(begin, reference.find("```", begin) - begin);
  MemoryFiles files;
  const Loaded loaded = files.load(example);
  CHECK(files.lines(loaded.problems) == std::vector<std::string>{});
  REQUIRE(loaded.scenario);
  CHECK(loaded.scenario->districts.size() == 3);
}

}  // namespace
}  // namespace allot::load
