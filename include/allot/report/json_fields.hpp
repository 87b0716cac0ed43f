#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/report/words/writer.hpp"

namespace allot::report {

// What the JSON of results has, for people and for programs. The writers of the reports write it;
// a test holds their results against this table, so that neither has a field that the other lacks.

// `format_version` of each: a minor version adds fields, a major one changes them.
inline constexpr std::string_view kRunVersion = "1.4";
inline constexpr std::string_view kCheckVersion = "1.1";
inline constexpr std::string_view kAuditVersion = "1.1";
inline constexpr std::string_view kExplainVersion = "1.2";
inline constexpr std::string_view kCompareVersion = "1.2";
inline constexpr std::string_view kDescribeVersion = "1.0";
inline constexpr std::string_view kSweepVersion = "1.1";

/// One member. In a path `[]` is an item of a list, and `COLUMN` the name of a column of the
/// user's.
struct JsonField {
  std::string path;  ///< "districts[].budget"
  std::string_view
      type;  ///< text, amount, count …; `?` behind it: or null, `|` between: one of both
  std::string_view summary;
  std::string_view where;  ///< when it is there: "with `--causes`"; empty: always
};

/// The result of a command as JSON.
struct JsonReport {
  std::string_view command;
  std::string_view version;  ///< of its format
  std::string_view summary;
  std::vector<JsonField> fields;  ///< in their order
};

const std::vector<JsonReport>& json_reports();

/// Its JSON Schema (draft 7).
void write_result_schema(const JsonReport& report, Writer& out);

}  // namespace allot::report
