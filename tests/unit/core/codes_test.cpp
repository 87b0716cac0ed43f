#include <doctest/doctest.h>

#include <set>
#include <string_view>

#include "allot/core/diagnostic.hpp"

using namespace allot;

TEST_CASE("numbers and names of codes are permanent") {
  struct Row {
    Code code;
    std::string_view id, name;
    int exit_code;
  };
  const Row rows[] = {
      {Code::kNotUtf8, "E001", "not_utf8", 3},
      {Code::kUnknownField, "E012", "unknown_field", 3},
      {Code::kNegativeWeight, "E021", "negative_weight", 3},
      {Code::kTableSyntax, "E030", "table_syntax", 3},
      {Code::kZeroWeight, "E040", "zero_weight", 3},
      {Code::kMinimumsTooHigh, "E059", "minimums_too_high", 3},
      {Code::kVanishedDistrict, "E070", "vanished_district", 3},
      {Code::kCannotRead, "E090", "cannot_read", 4},
      {Code::kUsage, "E100", "usage", 2},
      {Code::kExpectationNotMet, "E110", "expectation_not_met", 1},
      {Code::kUnquotedId, "W001", "unquoted_id", 0},
  };
  for (const Row& row : rows) {
    CHECK(describe(row.code).id == row.id);
    CHECK(describe(row.code).name == row.name);
    CHECK(describe(row.code).exit_code == row.exit_code);
  }
}

TEST_CASE("no two codes share a number or a name, and numbers ascend") {
  std::set<std::string_view> names;
  std::string_view last;
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.id);
    CHECK(last < code.id);
    CHECK(names.insert(code.name).second);
    last = code.id;
  }
}

TEST_CASE("errors end a run with a code of their own, warnings do not") {
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.id);
    const bool warning = code.severity == Severity::kWarning;
    CHECK(code.id.front() == (warning ? 'W' : 'E'));
    CHECK((code.exit_code == 0) == warning);
  }
}

TEST_CASE("each code has a sentence") {
  for (const CodeInfo& code : codes()) {
    CAPTURE(code.id);
    CHECK(code.summary.ends_with('.'));
  }
}
