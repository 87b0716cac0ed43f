#include "allot/load/yaml/yaml_tree.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/text/bytes.hpp"

namespace allot::load {
namespace {

struct Parsed {
  std::optional<YamlNode> tree;
  std::vector<Diagnostic> problems;
};

Parsed parsed(std::string text) {
  SourceFiles files;
  const FileId file = files.add("budget.yaml", std::move(text));
  Problems problems;
  std::optional<YamlNode> tree = parse_yaml(files, file, problems);
  return {std::move(tree), problems.list()};
}

/// `allot=1 list=[a, 'b', -]`: quoted scalars in `'`, absent values as `-`.
std::string outline(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kEmpty:
      return "-";
    case YamlNode::Kind::kScalar:
      return node.quoted ? "'" + node.text + "'" : node.text;
    case YamlNode::Kind::kList: {
      std::string list = "[";
      for (const YamlNode& item : node.items) {
        list += (list.size() > 1 ? " " : "") + outline(item);
      }
      return list + "]";
    }
    case YamlNode::Kind::kMap:
      break;
  }
  std::string map = "{";
  for (const YamlNode::Entry& entry : node.entries) {
    map += (map.size() > 1 ? " " : "") + entry.key + "=" + outline(entry.value);
  }
  return map + "}";
}

std::string place(const Location& where) {
  return std::to_string(where.line) + ":" + std::to_string(where.column) + "+" +
         std::to_string(where.length);
}

std::string place_of(const Diagnostic& problem) { return place(problem.where); }

TEST_CASE("values keep their text: nothing is taken for a number, a date or nothing") {
  struct Row {
    std::string_view text;
    std::string_view tree;
  };
  const Row rows[] = {
      {"id: 01001", "{id=01001}"},
      {"id: \"01001\"", "{id='01001'}"},
      {"id: '01''001'", "{id='01'001'}"},
      {"a: null\nb: ~\nc: NULL\nd:\n", "{a=null b=~ c=NULL d=-}"},
      {"a: \"\"\nb: ''\n", "{a='' b=''}"},
      {"c:\nnull: 3\n", "{c=- null=3}"},  // the absent value is not the `null` that follows
      {"b:\n  c:\n~: 3\n", "{b={c=-} ~=3}"},
      {"c:\nnullable: 3\n", "{c=- nullable=3}"},
      {"a: yes\nb: 1e3\nc: 2025-01-01\nd: 12.5 %\ne: 2/3\n",
       "{a=yes b=1e3 c=2025-01-01 d=12.5 % e=2/3}"},
      {"note: |\n  two\n  lines\n", "{note='two\nlines\n'}"},
      {"note: >-\n  one\n  line\n", "{note='one line'}"},
      {"note: one\n  line  # and a comment\n", "{note=one line}"},
      {"a: [1, {b: 2}, \"c\", ~]\n", "{a=[1 {b=2} 'c' ~]}"},
      {"a:\n- b\n-\n- - c\n", "{a=[b - [c]]}"},
      {"a: []\nb: {}\n", "{a=[] b={}}"},
      {"{\"a\": {c, d: }}", "{a={c=- d=-}}"},
      {"a: 1\r\nb: |\r\n  x\r\n", "{a=1 b='x\n'}"},
      {"---\na: 1\n...\n", "{a=1}"},
      {"ort: Köln\nurl: https://x.org/a#b\n", "{ort=Köln url=https://x.org/a#b}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed result = parsed(std::string{row.text});
    CHECK(result.problems.empty());
    REQUIRE(result.tree);
    CHECK(outline(*result.tree) == row.tree);
  }
}

TEST_CASE("every node knows its place in bytes") {
  const Parsed result = parsed(
      "größe: 12.5 %  # Anteil\n"
      "list: [ü, 'it''s', \"\\\"q\\\"\"]\n"
      "leer:\n"
      "map:\n"
      "  -\n"
      "  - \"k\" : v\n"
      "note: |-\n"
      "  text\n"
      "long: one\n"
      "  two\n");
  REQUIRE(result.tree);
  const YamlNode& root = *result.tree;
  CHECK(place(root.where) == "1:1+1");
  CHECK(place(root.entries[0].key_where) == "1:1+7");
  CHECK(place(root.find("größe")->where) == "1:10+6");
  const YamlNode& list = *root.find("list");
  CHECK(place(list.where) == "2:7+1");
  CHECK(place(list.items[0].where) == "2:8+2");
  CHECK(place(list.items[1].where) == "2:12+7");
  CHECK(place(list.items[2].where) == "2:21+7");
  CHECK(place(root.find("leer")->where) == "3:1+4");
  const YamlNode& map = *root.find("map");
  CHECK(place(map.where) == "5:3+1");
  CHECK(place(map.items[0].where) == "5:3+1");
  CHECK(place(map.items[1].entries[0].key_where) == "6:5+3");
  CHECK(map.items[1].entries[0].key_quoted);
  CHECK(place(map.items[1].entries[0].value.where) == "6:11+1");
  CHECK(place(root.find("note")->where) == "7:7+2");
  CHECK(place(root.find("long")->where) == "9:7+3");
  CHECK(root.find("absent") == nullptr);
}

TEST_CASE("what is not YAML is refused in plain words, at its place") {
  struct Row {
    std::string_view text;
    std::string_view place;
  };
  const Row rows[] = {
      {"a: b: c", "1:5+1"},
      {"a: 1\n  b: 2\n", "2:4+1"},
      {"\"a\": \"b\": c", "1:9+1"},
      {"a: 1\nb:2\nc: 3\n", "2:1+3"},
      {"a: 1\nb\nc: 3\n", "2:1+1"},
      {"a: 1\nb", "2:1+1"},
      {"a: 1\nb:2\n", "2:1+3"},
      {"a:\n\tb: 1", "2:1+1"},
      {"a:\n  b: 1\n\tc: 2", "3:1+1"},
      {"a:\n  b: 1\n c: 2", "3:2+4"},
      {"a: 1\n- b", "2:1+1"},
      {"x:\n  - a\n  b: 1", "3:3+4"},
      {"x:\n  - \"a\"\n    - b", "3:5+3"},
      {"x:\n  - \"a\" b", "2:9+1"},
      {"a: \"x\" y", "1:8+1"},
      {"a: - b", "1:4+1"},
      {"a: ?\n", "1:4+1"},
      {"a: [b, c", "1:4+1"},
      {"a: {b: [1, 2}", "1:13+1"},
      {"a: {b: 1 c: 2}", "1:11+1"},
      {"a: [b\nc: 1\n", "2:2+1"},
      {"a: [b, , c]", "1:8+1"},
      {"a: 1\n]", "2:1+1"},
      {"a: it\nb: \"x\nc: 1", "2:4+1"},
      {"a: it\nb: 'x\nc: it''s\n", "2:4+1"},
      {"a: \"x\n---\n\"", "2:1+1"},
      {"a: \"\\q\"", "1:7+1"},
      {"a: \"\\ud83d\\ude00\"", "1:11+1"},
      {"a: @x", "1:4+1"},
      {"a: %", "1:4+1"},
      {"a: | x", "1:6+1"},
      {": 1", "1:1+1"},
      {",", "1:1+1"},
      {"{a: 1}\nb: 2", "2:1+4"},
      // What word processors write: named where it stands, also on the line above the error.
      {"a:\n  - b: 1\n  – c: 2\n", "3:3+3"},
      {"a:\n  – b: 1\n    c: 2\n", "2:3+3"},
      {"a:\n  - b: 1\n  • c: 2\n", "3:3+3"},
      {"x:\n  - a: 1\n\u00A0\u00A0 b: 2\n    c: 3\n", "3:1+1"},
      {"a:\n  b: 1\n \u3000c: 2\n", "3:2+1"},
      {"a:\n  -\u00A0b: 1\n    c: 2\n", "2:4+2"},
      {"a:\u00A01\nb: 2\n", "1:1+5"},
      {"a = 1\nb: 2\n", "1:1+5"},
      {"a\uFF1A 1\nb: 2\n", "1:1+6"},
      {"a: `x`", "1:4+1"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed result = parsed(std::string{row.text});
    CHECK_FALSE(result.tree);
    REQUIRE(result.problems.size() == 1);
    CHECK(place_of(result.problems[0]) == row.place);
    CHECK(result.problems[0].code == Code::kYamlSyntax);
    CHECK_FALSE(result.problems[0].help.empty());
  }
}

TEST_CASE("an error within brackets or after a long value names where that began") {
  const Parsed bracket = parsed("a: [b\nc: 1\n");
  REQUIRE(bracket.problems.at(0).related.size() == 1);
  CHECK(place(bracket.problems[0].related[0].where) == "1:4+1");
  const Parsed quote = parsed("title: \"foo\nyear: 1\nnote: \"bar\"\n");
  CHECK(place_of(quote.problems.at(0)) == "3:8+4");
  REQUIRE(quote.problems[0].related.size() == 1);
  CHECK(place(quote.problems[0].related[0].where) == "1:8+1");
}

TEST_CASE("every anchor, alias, tag and merge key of a file is reported in one run") {
  const Parsed result = parsed(
      "a: &x\n"
      "  b: !!str 1\n"
      "c: *x\n"
      "<<: *x\n"
      "d: ! 2\n");
  std::vector<std::string> reported;
  for (const Diagnostic& problem : result.problems) {
    CHECK(problem.code == Code::kYamlFeature);
    reported.push_back(place_of(problem));
  }
  CHECK(reported == std::vector<std::string>{"1:4+2", "2:6+5", "3:4+2", "4:5+2", "5:4+1", "4:1+2"});
  CHECK_FALSE(result.tree);
}

TEST_CASE("features of YAML that no scenario has are refused one by one") {
  struct Row {
    std::string_view text;
    std::string_view place;
    bool tree;
  };
  const Row rows[] = {
      {"a: *nope", "1:4+5", false},
      {"a: *bold* text", "1:4+6", false},
      {"a: & b", "1:4+1", false},
      {"a: !x 1", "1:4+2", true},
      {"%YAML 1.2\n---\na: 1", "1:1+5", true},
      {"a: 1\n---\nb: 2", "2:1+3", true},
      {"a: 1\n---\n", "2:1+3", true},
      {"? [a]\n: 1", "1:3+1", false},
      {"{a: 1}: 2", "1:1+1", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed result = parsed(std::string{row.text});
    REQUIRE(result.problems.size() == 1);
    CHECK(place_of(result.problems[0]) == row.place);
    CHECK(result.problems[0].code == Code::kYamlFeature);
    CHECK(result.tree.has_value() == row.tree);
  }
  CHECK(outline(*parsed("\"<<\": 1").tree) == "{<<=1}");
}

TEST_CASE("a duplicate field is reported at each later place, and the first one stays") {
  const Parsed result = parsed("a: 1\nb: {c: 2, c: 3, d: 4, 'c': 5}\n\"a\": 6\n");
  REQUIRE(result.problems.size() == 3);
  struct Row {
    std::string_view place;
    std::string_view first;
  };
  const Row rows[] = {
      {"2:11+1", "2:5+1"},
      {"2:23+3", "2:5+1"},
      {"3:1+3", "1:1+1"},
  };
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(result.problems[i].code == Code::kDuplicateField);
    CHECK(place_of(result.problems[i]) == rows[i].place);
    REQUIRE(result.problems[i].related.size() == 1);
    CHECK(place(result.problems[i].related[0].where) == rows[i].first);
  }
  REQUIRE(result.tree);
  CHECK(outline(*result.tree) == "{a=1 b={c=2 d=4}}");
}

TEST_CASE("a file without fields is not a scenario") {
  struct Row {
    std::string_view text;
    std::string_view place;
  };
  const Row rows[] = {
      {"", "0:0+1"},           {"# only a comment\n", "0:0+1"}, {"---\n", "0:0+1"},
      {"- a\n- b\n", "1:1+1"}, {"just text\n", "1:1+9"},        {"allot:1\ntitle:x\n", "1:1+7"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Parsed result = parsed(std::string{row.text});
    CHECK_FALSE(result.tree);
    REQUIRE(result.problems.size() == 1);
    CHECK(place_of(result.problems[0]) == row.place);
    CHECK(result.problems[0].code == Code::kNotAScenario);
    CHECK_FALSE(result.problems[0].help.empty());
  }
}

TEST_CASE("an escape must not make a control character") {
  const Parsed result = parsed("a: \"x\\e[0m\"\nb: \"tab \\t and line \\n\"\n");
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].code == Code::kControlByte);
  CHECK(place_of(result.problems[0]) == "1:4+8");
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

TEST_CASE("32 levels of nesting are read and 33 are refused where they begin") {
  const std::string most = repeated("[", 31) + repeated("]", 31);
  CHECK(parsed("a: " + most).problems.empty());
  const Parsed flow = parsed("a: [" + most + "]");
  REQUIRE(flow.problems.size() == 1);
  CHECK(flow.problems[0].code == Code::kTooDeep);
  CHECK(place(flow.problems[0].where) == "1:35+1");
  const Parsed block = parsed("a:\n" + repeated("- ", 33));
  REQUIRE(block.problems.size() == 1);
  CHECK(block.problems[0].code == Code::kTooDeep);
  CHECK(place(block.problems[0].where) == "2:63+1");
}

TEST_CASE("a hostile file is refused, however it is built") {
  constexpr std::size_t kSize = kMaxYamlBytes;
  struct Row {
    std::string_view beginning;
    std::string_view unit;
    Code code;
  };
  const Row rows[] = {
      {"", "[", Code::kTooDeep},          {"a: ", "[", Code::kTooDeep},
      {"a: ", "{", Code::kTooDeep},       {"a: ", "[\n", Code::kTooDeep},
      {"a: ", "[,", Code::kTooDeep},      {"a: ", "[ #]\n", Code::kTooDeep},
      {"", "- ", Code::kTooDeep},         {"", "? ", Code::kTooDeep},
      {"a: ", "{x: ", Code::kTooDeep},    {"", "[]", Code::kTooLarge},
      {"a: [", ",", Code::kTooLarge},     {"a: [", "b,", Code::kTooLarge},
      {"a:\n", "- b\n", Code::kTooLarge}, {"", "a:\n", Code::kTooLarge},
      {"a: \"", "x", Code::kYamlSyntax},
  };
  for (const Row& row : rows) {
    CAPTURE(row.beginning);
    CAPTURE(row.unit);
    std::string text{row.beginning};
    text += repeated(row.unit, (kSize - text.size()) / row.unit.size());
    const Parsed result = parsed(std::move(text));
    CHECK_FALSE(result.tree);
    REQUIRE_FALSE(result.problems.empty());
    CHECK(result.problems[0].code == row.code);
  }
}

TEST_CASE("a file beyond 8 MiB is refused, and one of 8 MiB is read") {
  const std::string fields = "a: 1\n#";
  const std::string largest = fields + std::string(kMaxYamlBytes - fields.size(), 'x');
  CHECK(parsed(largest).tree);
  const Parsed result = parsed(largest + "x");
  CHECK_FALSE(result.tree);
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems[0].code == Code::kTooLarge);
  CHECK(place(result.problems[0].where) == "0:0+1");
}

}  // namespace
}  // namespace allot::load
