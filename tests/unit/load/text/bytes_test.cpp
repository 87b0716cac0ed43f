#include "allot/load/text/bytes.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace allot::load {
namespace {

using namespace std::string_literals;

struct Prepared {
  bool usable;
  std::string text;
  Problems problems;
};

Prepared prepared(std::string text, Encoding encoding = Encoding::kUtf8) {
  SourceFiles files;
  const FileId file = files.add("budget.yaml", std::move(text));
  Prepared result{};
  result.usable = prepare_text(files, file, encoding, result.problems);
  result.text = std::string{files.text(file)};
  return result;
}

TEST_CASE("a text that is fit for parsing loses its byte order mark and nothing else") {
  struct Row {
    std::string text;
    Encoding encoding;
    std::string result;
  };
  const Row rows[] = {
      {"", Encoding::kUtf8, ""},
      {"a: 1\r\n\tb\n", Encoding::kUtf8, "a: 1\r\n\tb\n"},
      {"\xEF\xBB\xBF"
       "a: Köln",
       Encoding::kUtf8, "a: Köln"},
      {"M\xFCnchen", Encoding::kWindows1252, "München"},
      // A mark outweighs the encoding that was named.
      {"\xEF\xBB\xBFMünchen", Encoding::kWindows1252, "München"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Prepared result = prepared(row.text, row.encoding);
    CHECK(result.usable);
    CHECK(result.problems.empty());
    CHECK(result.text == row.result);
  }
}

TEST_CASE("bytes that are no text are refused at their place") {
  struct Row {
    std::string text;
    Code code;
    Location where;
    std::string_view message;
  };
  const Row rows[] = {
      {"a: 1\nb: M\xFCnchen", Code::kNotUtf8, {1, 2, 5, 3}, "byte 0xFC is not UTF-8"},
      {"\xFF\xFE"
       "a\0"s,
       Code::kNotUtf8,
       {1, 0, 0, 1},
       "the file is UTF-16, not UTF-8"},
      {"\xFE\xFF\0a"s, Code::kNotUtf8, {1, 0, 0, 1}, "the file is UTF-16, not UTF-8"},
      {"a\0:\0"s, Code::kNotUtf8, {1, 0, 0, 1}, "the file is UTF-16, not UTF-8"},
      {"ü\0"s, Code::kControlByte, {1, 1, 3, 1}, "control byte 0x00 in the text"},
      {"a\nbc\x1b[0m", Code::kControlByte, {1, 2, 3, 1}, "control byte 0x1B in the text"},
      {"eight characters\x7f", Code::kControlByte, {1, 1, 17, 1}, "control byte 0x7F in the text"},
      {"eight by\u0085te",
       Code::kControlByte,
       {1, 1, 9, 2},
       "control character U+0085 in the text"},
      {"ü\u0080", Code::kControlByte, {1, 1, 3, 2}, "control character U+0080 in the text"},
      {"many characters, \u009f",
       Code::kControlByte,
       {1, 1, 18, 2},
       "control character U+009F in the text"},
      {"one\rtwo\rthree\r",
       Code::kControlByte,
       {1, 1, 4, 1},
       "a carriage return without a line feed"},
      {"\xEF\xBB\xBF\xEF\xBB\xBF"
       "a",
       Code::kControlByte,
       {1, 1, 1, 3},
       "a second byte order mark"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.message);
    const Prepared result = prepared(row.text);
    CHECK_FALSE(result.usable);
    REQUIRE(result.problems.list().size() == 1);
    const Diagnostic& problem = result.problems.list().front();
    CHECK(problem.code == row.code);
    CHECK(problem.where == row.where);
    CHECK(problem.message == row.message);
    CHECK_FALSE(problem.help.empty());
  }
}

TEST_CASE("a control byte is found beside line feeds, wherever they are") {
  for (std::size_t before = 1; before < 17; ++before) {
    for (const char control : {'\0', '\x01', '\x0B', '\x1F', '\x7F'}) {
      CAPTURE(before);
      const std::string text = std::string(before, 'a') + "\n" + control + "\nbcdefghijk";
      const Prepared result = prepared(text);
      REQUIRE(result.problems.list().size() == 1);
      CHECK(result.problems.list().front().where == Location{1, 2, 1, 1});
      CHECK(prepared(std::string(before, 'a') + "\n\n\r\n\n\t\nbcdefghijk").usable);
    }
  }
}

TEST_CASE("a byte that is not UTF-8 is named as Windows-1252 has it, and its line can be shown") {
  const Prepared result = prepared("x: Köln\nb: M\xFCnchen und K\xF6ln");
  REQUIRE(result.problems.list().size() == 1);
  CHECK(result.problems.list().front().label == "in Windows-1252 it is `ü`");
  CHECK(result.text == "x: Köln\nb: M\uFFFDnchen und K\uFFFDln");
}

TEST_CASE("U+00A0 and what follows it are no control characters") {
  CHECK(prepared("a\u00a0b \u00ad \u00bf§").usable);
}

TEST_CASE("a control character is named as the character that Windows-1252 has for its byte") {
  CHECK(prepared("wait\u0085").problems.list().front().label == "in Windows-1252 the byte is `…`");
  CHECK(prepared("\u0081").problems.list().front().label.empty());
}

TEST_CASE("every control byte is reported, up to ten") {
  CHECK(prepared("a\x01 and then b\x02").problems.list().size() == 2);
  CHECK(prepared("a" + std::string(5000, '\x01')).problems.list().size() == 10);
}

TEST_CASE("location_at counts lines from 1 and columns in bytes from 1") {
  struct Row {
    std::size_t offset;
    std::size_t length;
    Location where;
  };
  const std::string_view text = "ab\nöd\n\nx";
  const Row rows[] = {
      {0, 2, {7, 1, 1, 2}}, {1, 1, {7, 1, 2, 1}}, {2, 0, {7, 1, 3, 1}}, {3, 2, {7, 2, 1, 2}},
      {5, 1, {7, 2, 3, 1}}, {7, 1, {7, 3, 1, 1}}, {8, 1, {7, 4, 1, 1}}, {9, 1, {7, 4, 2, 1}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.offset);
    CHECK(location_at(7, text, row.offset, row.length) == row.where);
  }
}

}  // namespace
}  // namespace allot::load
