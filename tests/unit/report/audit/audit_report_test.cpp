#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "allot/report/audit.hpp"
#include "support/numbers.hpp"
#include "support/printed_sample.hpp"
#include "support/published_tables.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

using test::printed_sample;

/// An audit of a table that stands in file 1.
struct Case {
  explicit Case(PrintedTable audited, const engine::AuditKnowledge& known = {})
      : table{std::move(audited)}, audit{engine::audit(table, known)} {
    std::string lines;
    for (std::size_t i = 0; i < table.rows.size() + 3; ++i) {
      lines += "0123456789012345\n";
    }
    files.add("table.csv", lines);
  }

  [[nodiscard]] Audited view() const { return {.table = table, .audit = audit}; }
  [[nodiscard]] std::string text(std::string_view format = "table") const {
    RunOptions options;
    options.width = 200;
    return written([&](Writer& out) {
      write_audit(std::vector{view()}, files, options, *find_format(format), out);
    });
  }

  PrintedTable table;
  engine::Audit audit;
  SourceFiles files;
};

TEST_CASE("an audit says its verdict, then each finding with its numbers and its place") {
  const Case audited{test::koenigstein()};
  CHECK(audited.text() == grouped(R"(table.csv: inconsistent (2 inconsistent, 2 consistent)

inconsistent
the whole of `2014` is 100.00000_%, and its 16 rows add up to 99.97961_% (−0.02039_%): rounding explains no more than 0.00016_% (table.csv:1:4)
Brandenburg has 3.06053_% in `2014`, as in `2015`, while the 15 others changed (table.csv:5:4)
`2014` adds up to 99.97961_%; 3.08092_% would restore 100.00000_%

consistent
the whole of `2016` is 100.00000_%, as its 16 rows add up to (table.csv:1:2)
the whole of `2015` is 100.00000_%, as its 16 rows add up to (table.csv:1:3)
)"));
}

TEST_CASE("the rules that give a table are named with the pot and the key") {
  const Case audited{test::bw_im_2018(), {.total = Fraction{58'000'000}, .count = BigInt{72'857}}};
  const std::string text = audited.text();
  const auto says = [&](const char* line) { return text.find(line) != std::string::npos; };
  CHECK(
      says("all 7 rows of `EUR` are 58 000 000 × `heads` / 72 857, rounded to 1: "
           "`half_up`, `half_even` (table.csv:1:2)\n"));
  CHECK(says("`EUR` is 796.07813 to 796.08096 × `heads` in all 7 rows (table.csv:1:2)\n"));
  CHECK(says("(these rows may be some of more) (table.csv:1:2)\n"));
}

TEST_CASE("a finding that explains another is one diagnostic, with the way out") {
  const Case audited{test::koenigstein()};
  const std::vector<Diagnostic> problems = audit_diagnostics(audited.view());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == Code::kTableInconsistent);
  CHECK(problems[0].where == Location{1, 5, 4, 1});
  CHECK(problems[0].message ==
        grouped("Brandenburg has 3.06053_% in `2014`, as in `2015`, while the 15 others changed"));
  REQUIRE(problems[0].help.size() == 1);
  CHECK(problems[0].help[0] ==
        grouped("`2014` adds up to 99.97961_%; 3.08092_% would restore 100.00000_%"));
}

TEST_CASE("a stray row is told at its cell, with what would fit") {
  std::vector<std::string> labels;
  std::vector<std::string> amounts;
  std::vector<std::string> heads;
  for (int i = 0; i < 12; ++i) {
    labels.push_back("d" + std::to_string(i));
    heads.push_back(std::to_string(41 + 7 * i));
    amounts.push_back(std::to_string(796 * (41 + 7 * i)));
  }
  amounts[5] = "60946";  // 60 496
  const Case audited{printed_sample(
      labels, {{PrintedRole::kAmount, "EUR", amounts}, {PrintedRole::kKey, "heads", heads}})};
  const std::vector<Diagnostic> problems = audit_diagnostics(audited.view());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].where == Location{1, 7, 2, 1});
  CHECK(problems[0].message ==
        grouped("d5 has 60_946, 60_496 would fit: two digits are exchanged"));
  CHECK(problems[0].label == grouped("60_496 would fit"));
  CHECK(audited.text() == grouped(R"(table.csv: inconsistent (1 inconsistent, 1 cannot tell)

inconsistent
`EUR` is 795.99577 to 796.00423 × `heads` in 11 of 12 rows (table.csv:7:2)
d5 has 60_946, 60_496 would fit: two digits are exchanged

cannot tell
no rule that was tried gives `EUR` by `heads` (table.csv:1:2)
)"));
}

TEST_CASE("facts are JSON, exact, with a fraction as a string") {
  const Case audited{test::kitafinhg_6()};
  const auto json = nlohmann::json::parse(audited.text("json"));
  CHECK(json["format_version"] == "1.1");
  const auto& table = json["tables"][0];
  CHECK(table["verdict"] == "consistent");
  CHECK(table["findings"][0]["check"] == "rule");
  CHECK(table["findings"][0]["rules"][0]["method"] == "largest_remainder");
  CHECK(table["findings"][0]["rules"][0]["pot"] == 580'500'000);
}

TEST_CASE("two tables are told apart, and what lies between them") {
  const PrintedTable before =
      printed_sample({"a", "b"}, {{PrintedRole::kAmount, "2024", {"11", "12"}}});
  const PrintedTable after =
      printed_sample({"b", "c"}, {{PrintedRole::kAmount, "2025", {"11", "12"}}});
  const engine::Audit audit = engine::audit_two(before, after);
  SourceFiles files;
  files.add("table.csv", "a\nb\nc\nd\n");
  const std::string text = written([&](Writer& out) {
    write_audit(std::vector{Audited{.table = after, .before = &before, .audit = audit}}, files,
                RunOptions{}, *find_format("table"), out);
  });
  CHECK(text == R"(table.csv and table.csv: cannot tell (2 cannot tell)

cannot tell
1 row went: a (table.csv:2:1)
1 row came: c (table.csv:3:1)
)");
}

TEST_CASE("a table of which nothing can be said says so") {
  CHECK(Case{printed_sample({"a", "b"}, {{PrintedRole::kAmount, "EUR", {"11", "12"}}})}.text() ==
        "table.csv: no check applies\n");
}

}  // namespace
}  // namespace allot::report
