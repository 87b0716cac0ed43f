#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "allot/report/json_fields.hpp"
#include "report/document/json_writer.hpp"

namespace allot::report {

namespace {

/// A type of the table as JSON Schema has it.
struct JsonType {
  std::string_view name, schema;
  std::string_view pattern = {};
};
constexpr std::array kTypes{
    JsonType{"text", "string"},   JsonType{"amount", "number"},
    JsonType{"number", "number"}, JsonType{"count", "integer"},
    JsonType{"flag", "boolean"},  JsonType{"object", "object"},
    JsonType{"list", "array"},    JsonType{"fraction", "string", "^-?[0-9]+(/[0-9]+)?$"},
    JsonType{"figure", "number"},
};
/// A figure whose decimals do not end is written as a fraction.
constexpr std::string_view kFigure = "figure";

std::string_view column_prefix(std::string_view name) {
  const std::size_t at = name.find("COLUMN");
  return at == std::string_view::npos ? std::string_view{} : name.substr(0, at);
}

class Schema {
 public:
  Schema(const JsonReport& report, Writer& out) : fields_{report.fields}, json_{out, 0} {}

  void write(const JsonReport& report) {
    json_.document([&] {
      json_.string("$schema", "http://json-schema.org/draft-07/schema#");
      json_.string("title", "`allot " + std::string{report.command} + " -f json`");
      json_.string("description", report.summary);
      json_.string("type", "object");
      write_members("");
    });
  }

 private:
  /// The part of a path below the object `of`; empty if it is no member of it.
  static std::string_view member_of(std::string_view path, std::string_view of) {
    if (!path.starts_with(of)) {
      return {};
    }
    path.remove_prefix(of.size());
    if (!of.empty() && !path.empty()) {
      if (path.front() != '.') {
        return {};
      }
      path.remove_prefix(1);
    }
    return path.find_first_of(".[") == std::string_view::npos ? path : std::string_view{};
  }

  std::vector<const JsonField*> members_of(std::string_view path) const {
    std::vector<const JsonField*> members;
    for (const JsonField& field : fields_) {
      if (!member_of(field.path, path).empty()) {
        members.push_back(&field);
      }
    }
    return members;
  }

  void write_members(std::string_view path) {
    const std::vector<const JsonField*> members = members_of(path);
    std::vector<std::string_view> required;
    json_.object("properties", [&] {
      for (const JsonField* field : members) {
        const std::string_view name = member_of(field->path, path);
        if (column_prefix(name).empty()) {
          json_.object(JsonName{name}, [&] { write_field(*field); });
        }
        if (field->where.empty()) {
          required.push_back(name);
        }
      }
    });
    json_.object("patternProperties", [&] {
      for (const JsonField* field : members) {
        const std::string_view prefix = column_prefix(member_of(field->path, path));
        if (!prefix.empty()) {
          json_.object(JsonName{"^" + std::string{prefix}}, [&] { write_field(*field); });
        }
      }
    });
    json_.strings("required", required);
    json_.flag(JsonName{std::string_view{"additionalProperties"}}, false);
  }

  void write_field(const JsonField& field) {
    if (!field.summary.empty() || !field.where.empty()) {
      json_.string("description", std::string{field.summary} +
                                      (field.summary.empty() || field.where.empty() ? "" : "; ") +
                                      std::string{field.where});
    }
    std::string_view types = field.type;
    const bool may_be_null = types.ends_with('?');
    types.remove_suffix(may_be_null ? 1 : 0);
    std::vector<std::string_view> names;
    std::string_view pattern;
    while (!types.empty()) {
      const std::size_t end = std::min(types.find('|'), types.size());
      const auto* type = std::ranges::find(kTypes, types.substr(0, end), &JsonType::name);
      names.push_back(type->schema);
      pattern = type->pattern;
      if (type->name == kFigure) {
        names.emplace_back("string");
      }
      types.remove_prefix(std::min(end + 1, types.size()));
    }
    if (may_be_null) {
      names.emplace_back("null");
    }
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    json_.strings("type", names);
    if (!pattern.empty()) {
      json_.string("pattern", pattern);
    }
    write_below(field.path);
  }

  void write_below(const std::string& path) {
    const auto item = std::ranges::find(fields_, path + "[]", &JsonField::path);
    if (item != fields_.end()) {
      json_.object("items", [&] { write_field(*item); });
    }
    if (!members_of(path).empty()) {
      write_members(path);
    }
  }

  const std::vector<JsonField>& fields_;
  JsonWriter json_;
};

}  // namespace

void write_result_schema(const JsonReport& report, Writer& out) {
  Schema{report, out}.write(report);
}

}  // namespace allot::report
