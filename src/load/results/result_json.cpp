// nlohmann-json takes long to compile: no header includes it. Its SAX interface, because numbers
// keep their text there.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "allot/core/text.hpp"
#include "allot/load/results/result_file.hpp"
#include "allot/load/text/bytes.hpp"

namespace allot::load {

namespace {

/// Takes `{"title": …, "districts": [{"id": …, "budget": …}]}` and skips all else.
class ResultHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  // The names and signatures are the library's.
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t value) override { return number(std::to_string(value)); }
  bool number_unsigned(number_unsigned_t value) override { return number(std::to_string(value)); }
  bool number_float(number_float_t, const string_t& text) override { return number(text); }
  bool string(string_t& value) override {
    if (depth_ == kTop) {
      take("format_version", value, result.version);
      take("title", value, result.title);
      take("year", value, result.year);
      take("currency", value, result.currency);
      take("status", value, result.status);
    } else if (in_row()) {
      take("id", value, result.rows.back().id);
      take("name", value, result.rows.back().name);
      take("group", value, result.rows.back().group);
    }
    return true;
  }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override {
    ++depth_;
    if (in_row()) {
      result.rows.emplace_back();
    }
    return true;
  }
  bool key(string_t& name) override {
    key_ = name;
    if (depth_ == kTop) {
      section_ = name;
    }
    return true;
  }
  bool end_object() override {
    --depth_;
    return true;
  }
  bool start_array(std::size_t) override {
    ++depth_;
    found_rows = found_rows || (depth_ == kTop + 1 && section_ == "districts");
    return true;
  }
  bool end_array() override {
    --depth_;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    error_at = position;
    return false;
  }

  ResultText result;
  bool found_rows = false;
  std::size_t error_at = 0;

 private:
  static constexpr int kTop = 1;  ///< within the outermost object
  static constexpr int kRow = 3;  ///< within an object of a list in it

  [[nodiscard]] bool in_row() const { return depth_ == kRow && section_ == "districts"; }

  void take(std::string_view name, const std::string& value, std::string& into) const {
    if (key_ == name) {
      into = value;
    }
  }

  bool number(const std::string& text) {
    if (in_row()) {
      take("budget", text, result.rows.back().budget);
    } else if (depth_ == kTop) {
      take("format_version", text, result.version);
    }
    return true;
  }

  int depth_ = 0;
  std::string section_, key_;
};

Diagnostic no_result(FileId file) {
  return {.code = Code::kTableSyntax,
          .where = {.file = file},
          .message = "the file is no result of `allot`: it has no `format_version`",
          .help = {"`allot run SCENARIO -o result.json` writes one"}};
}

/// A minor version only adds fields.
bool is_known_version(std::string_view version) {
  return version == "1" || version.starts_with("1.");
}

Diagnostic other_version(const std::string& version, FileId file, std::string_view text) {
  constexpr std::string_view kName = "\"format_version\"";
  return {.code = Code::kTableSyntax,
          .where = location_at(file, text, std::min(text.find(kName), text.size()), kName.size()),
          .message = "the result has the format version `" + without_controls(version) +
                     "`, and this program reads 1",
          .help = {"a later format needs a later `allot`: `allot --version` tells what this one "
                   "knows"}};
}

}  // namespace

std::optional<ResultText> read_result_json(const SourceFiles& files, FileId file,
                                           Problems& problems) {
  const std::string_view text = files.text(file);
  ResultHandler handler;
  if (!nlohmann::json::sax_parse(text, &handler)) {
    const std::size_t at = std::min(handler.error_at > 0 ? handler.error_at - 1 : 0, text.size());
    problems.add({.code = Code::kTableSyntax,
                  .where = location_at(file, text, at, 1),
                  .message = "the file is not JSON from here on",
                  .help = {"write the result again: `allot run SCENARIO -o result.json`"}});
    return std::nullopt;
  }
  const std::string& version = handler.result.version;
  if (version.empty() || !is_known_version(version)) {
    problems.add(version.empty() ? no_result(file) : other_version(version, file, text));
    return std::nullopt;
  }
  if (!handler.found_rows) {
    problems.add({.code = Code::kTableSyntax,
                  .where = {.file = file},
                  .message = "the file has no list `districts`",
                  .help = {"`allot run SCENARIO -o result.json` writes one"}});
    return std::nullopt;
  }
  return std::move(handler.result);
}

}  // namespace allot::load
