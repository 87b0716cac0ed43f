#include "allot/core/text.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/source.hpp"

namespace allot {
namespace {

using namespace std::string_literals;

TEST_CASE("first_invalid_utf8 finds the byte that table 3-7 of Unicode does not allow") {
  struct Row {
    std::string text;
    std::optional<std::size_t> offset;
  };
  const Row rows[] = {
      {"", std::nullopt},
      {"plain", std::nullopt},
      {"Baden-Württemberg, 第一, 😀", std::nullopt},
      {"\0 is a character"s, std::nullopt},
      {"\xC2\x80 \xDF\xBF \xE0\xA0\x80 \xED\x9F\xBF \xEE\x80\x80 \xEF\xBF\xBF", std::nullopt},
      {"\xF0\x90\x80\x80 \xF4\x8F\xBF\xBF", std::nullopt},
      {"M\xFCnchen", 1},
      {"eight bytes and then \x80", 21},
      {"\xC0\x80", 0},              // overlong
      {"\xC1\xBF", 0},              // overlong
      {"a\xE0\x9F\xBF", 1},         // overlong
      {"ab\xED\xA0\x80", 2},        // a surrogate
      {"\xF0\x8F\xBF\xBF", 0},      // overlong
      {"\xF4\x90\x80\x80", 0},      // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 0},      // beyond U+10FFFF
      {"abc\xE2\x82", 3},           // cut off
      {"\xE2\x82z", 0},             // broken off
      {"\xC3\xBC\xF0\x9F\x98y", 2}  // broken off
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(first_invalid_utf8(row.text) == row.offset);
  }
}

TEST_CASE("from_mac_roman gives each byte the character of a Macintosh") {
  CHECK(from_mac_roman("K\x9Aln, 5 \xDB, \xE3so\xD2, \x80\xA7\xFF") == "Köln, 5 €, „so“, Äßˇ");
}

TEST_CASE("from_windows_1252 gives each of the 256 bytes the character that WHATWG names") {
  CHECK(from_windows_1252("K\xF6ln, 5 \x80, \x84so\x93") == "Köln, 5 €, „so“");
  CHECK(from_windows_1252("\x8A\x9F\xA0\xFF") == "ŠŸ\u00A0ÿ");
  CHECK(from_windows_1252("\x81\x8D\x8F\x90\x9D") == "\u0081\u008D\u008F\u0090\u009D");
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    all += static_cast<char>(byte);
  }
  CHECK(character_count(from_windows_1252(all)) == 256);
  CHECK(first_invalid_utf8(from_windows_1252(all)) == std::nullopt);
}

TEST_CASE("display_width counts the columns of a terminal, not bytes or characters") {
  struct Row {
    std::string_view text;
    std::size_t width;
  };
  const Row rows[] = {
      {"", 0},
      {"abc", 3},
      {"Tübingen", 8},
      {"Tu\u0308bingen", 8},  // decomposed: u and U+0308
      {"a\u200Bb\u200Fc", 3},
      {"\uFEFFx", 1},
      {"soft\u00ADhyphen", 11},
      {"日本", 4},
      {"ＡＢ", 4},
      {"ｶﾅ", 2},  // halfwidth
      {"한", 2},
      {"\u1112\u1161\u11AB", 2},  // 한 decomposed
      {"😀", 2},
      {"⌚", 2},
      {"☀", 1},
      {"–…€", 3},
      {"\x1b\t\n\x7f", 0},
      {"שָׁ", 1},
      {"\U0001F1E9", 1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(display_width(row.text) == row.width);
  }
}

TEST_CASE("shortened never exceeds the width and keeps marks with their character") {
  struct Row {
    std::string_view text;
    std::size_t width;
    std::string_view result;
  };
  const Row rows[] = {
      {"Tübingen", 8, "Tübingen"},
      {"Tübingen", 7, "Tübing…"},
      {"Tübingen", 2, "T…"},
      {"Tübingen", 1, "…"},
      {"Tübingen", 0, ""},
      {"", 0, ""},
      {"Tu\u0308bingen", 3, "Tu\u0308…"},
      {"Tu\u0308", 2, "Tu\u0308"},
      {"u\u0308u\u0308u\u0308", 2, "u\u0308…"},
      {"日本語", 6, "日本語"},
      {"日本語", 5, "日本…"},
      {"日本語", 4, "日…"},
      {"日本語", 2, "…"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.width);
    CHECK(shortened(row.text, row.width) == row.result);
  }
}

TEST_CASE("character_count counts code points") {
  CHECK(character_count("") == 0);
  CHECK(character_count("Köln") == 4);
  CHECK(character_count("o\u0308") == 2);
  CHECK(character_count("😀日") == 2);
}

TEST_CASE(
    "without_controls shows controls and bytes that are not UTF-8, and changes nothing else") {
  struct Row {
    std::string text;
    std::string shown;
  };
  const Row rows[] = {
      {"Köln 日 😀", "Köln 日 😀"},
      {"\x1b[31mred", "\\x1b[31mred"},
      {"a\tb\nc\0d\x7f"s, "a\\x09b\\x0ac\\x00d\\x7f"},
      {"\u009b31m \u00a0", "\\x9b31m \u00a0"},
      // A file's name may be any bytes.
      {"bytes \xC3\x1b[0m \xFC\x9b", "bytes \\xc3\\x1b[0m \\xfc\\x9b"},
      {"\xC0\x80 \xED\xA0\x80 \xF5\x80\x80\x80 \xE4",
       "\\xc0\\x80 \\xed\\xa0\\x80 \\xf5\\x80\\x80\\x80 \\xe4"},
  };
  for (const Row& row : rows) {
    CHECK(without_controls(row.text) == row.shown);
  }
}

TEST_CASE("without_controls shows what turns the line round or breaks it") {
  CHECK(without_controls("a\u202e1\u2066b\u2028") == "a\\u{202e}1\\u{2066}b\\u{2028}");
  CHECK(without_controls("a\u200bb\u200f") == "a\u200bb\u200f");
}

TEST_CASE("first_unseen finds what nobody sees") {
  for (const std::string_view text :
       {"a\u00adb",     "\u061ca",     "a\u200b",      "a\u200eb",     "a\u200f",
        "a\u2028b",     "a\u2029",     "a\u202eb",     "a\u2060b",     "\u2066a",
        "a\u2069",      "\ufeff",      "a\u2061b",     "a\u2064b",     "a\u034fb",
        "a\u180eb",     "a\u115f",     "a\u1160",      "a\u3164",      "a\uffa0",
        "a\u17b4",      "a\u17b5",     "a\ufff9b",     "a\ufffbb",     "a\u2800b",
        "a\U0001d173",  "a\U0001d17a", "a\U000e0001b", "a\U000e0020b", "a\U000e007fb",
        "a\U000e0100b", "a\ufe00b",    "a\ufe0fb",     "a\u200cb",     "a\u200db"}) {
    CAPTURE(with_code_points(text));
    CHECK(first_unseen(text, TextUse::kText));
    CHECK(first_unseen(text, TextUse::kId));
  }
  for (const std::string_view text : {"", "plain and long enough", "Köln", "a\u00a0b", "a\u202fb",
                                      "o\u0308", "日本 😀", "\u115e", "\u2801", "\ufffd"}) {
    CAPTURE(with_code_points(text));
    CHECK_FALSE(first_unseen(text, TextUse::kText));
    CHECK_FALSE(first_unseen(text, TextUse::kId));
  }
  CHECK(first_unseen("Kö\u200bln", TextUse::kId) == 3);
}

TEST_CASE("first_unseen lets texts, not ids, have what their script needs") {
  for (const std::string_view text : {"\u0645\u06cc\u200c\u062e",  // Persian
                                      "\u0915\u094d\u200d\u0937",  // Hindi
                                      "葛\U000e0100城",            // the form of an ideograph
                                      "\u2764\ufe0f",              // as a picture
                                      "\U0001f3f3\ufe0f\u200d\U0001f308"}) {  // of two pictures one
    CAPTURE(with_code_points(text));
    CHECK_FALSE(first_unseen(text, TextUse::kText));
    CHECK(first_unseen(text, TextUse::kId));
  }
  for (const std::string_view text : {"\u0645\u200c", "\u200c\u0645", "\u0645\u200ca"}) {
    CAPTURE(with_code_points(text));
    CHECK(first_unseen(text, TextUse::kText));
  }
}

TEST_CASE("has_unseen_end knows blanks of all kinds") {
  for (const std::string_view text :
       {" a", "a ", "a\t", "\u00a0a", "a\u2009", "a\u3000", "a\u200b", "\ufeffa", "\u2800"}) {
    CAPTURE(with_code_points(text));
    CHECK(has_unseen_end(text));
  }
  for (const std::string_view text : {"", "a", "a b", "ä\u00a0ö", "\u2764\ufe0f"}) {
    CHECK_FALSE(has_unseen_end(text));
  }
}

TEST_CASE("what is not seen is written out, and nothing else") {
  CHECK(with_unseen("Kö\u200bln \u00a0\x1b", TextUse::kText) == "Kö\\u{200b}ln \u00a0\\x1b");
  CHECK(with_unseen("\u0645\u200c\u0645", TextUse::kText) == "\u0645\u200c\u0645");
  CHECK(with_unseen("\u0645\u200c\u0645", TextUse::kId) == "\u0645\\u{200c}\u0645");
  CHECK(with_unseen("a\u00adbc\U000e0041", TextUse::kId) == "a\\u{ad}bc\\u{e0041}");
  CHECK(with_unseen_and_blanks("Kö\u00a0\u200b ln") == "Kö\\u{a0}\\u{200b} ln");
}

TEST_CASE("with_code_points writes out what is beyond ASCII, closed against what follows") {
  CHECK(with_code_points("a-1 Ko\u0308ln \u200b😀 \u04101") ==
        "a-1 Ko\\u{308}ln \\u{200b}\\u{1f600} \\u{410}1");
}

TEST_CASE("with_differences writes out only what differs") {
  using Pair = std::pair<std::string, std::string>;
  CHECK(with_differences("Köln ß", "Ko\u0308ln ß") == Pair{"K\\u{f6}ln ß", "Ko\\u{308}ln ß"});
  CHECK(with_differences("ä Ort", "ä \u041ert") == Pair{"ä Ort", "ä \\u{41e}rt"});
  CHECK(with_differences("A1", "\u04101") == Pair{"A1", "\\u{410}1"});
  CHECK(with_differences("ДОМ", "ДOM") == Pair{"Д\\u{41e}\\u{41c}", "ДOM"});
  CHECK(with_differences("", "") == Pair{"", ""});
}

TEST_CASE("shortened_in_the_middle keeps both ends, and no character in halves") {
  CHECK(shortened_in_the_middle("as it is", 8) == "as it is");
  CHECK(shortened_in_the_middle("0123456789", 9) == "01234…789");
  CHECK(shortened_in_the_middle("äöüäöüäöüä", 9) == "äöüäö…öüä");
  CHECK(shortened_in_the_middle("日本語日本語", 9) == "日本…語");
  std::string marks = "a";
  for (int i = 0; i < 1000; ++i) {
    marks += "\u0308";
  }
  CHECK(shortened_in_the_middle(marks + "b", 9).size() < 100);
}

TEST_CASE("likeness tells how two ids are alike") {
  struct Row {
    std::string_view a, b;
    Likeness likeness;
  };
  const Row rows[] = {
      {"Köln", "Ko\u0308ln", Likeness::kAccents},
      {"Łódź", "Ło\u0301dz\u0301", Likeness::kAccents},
      {"Ðakovo", "ðakovo", Likeness::kCase},
      {"KÖLN", "Ko\u0308ln", Likeness::kCase},
      {"ŁÓDŹ", "łódź", Likeness::kCase},
      {"ΑΘΗΝΑ", "αθηνα", Likeness::kCase},
      {"ЁЛКА", "ёлка", Likeness::kCase},
      {"A1", "a1", Likeness::kCase},
      {"BOX", "ВОХ", Likeness::kLetters},      // Cyrillic
      {"Kreis", "Krеis", Likeness::kLetters},  // a Cyrillic е
      {"TAN", "ΤΑΝ", Likeness::kLetters},      // Greek
      {"Koln", "Köln", Likeness::kNone},
      {"a1", "a2", Likeness::kNone},
      {"b", "ß", Likeness::kNone},
      {"日", "日本", Likeness::kNone},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CHECK(likeness(row.a, row.b) == row.likeness);
    CHECK(likeness(row.b, row.a) == row.likeness);
    CHECK((skeleton(row.a) == skeleton(row.b)) == (row.likeness != Likeness::kNone));
  }
}

TEST_CASE("nearest finds what was meant and does not guess wildly") {
  const std::vector<std::string_view> fields = {
      "share", "shares", "flat", "rate", "top_slice", "limit", "hold_harmless", "größe", "id"};
  struct Row {
    std::string_view word;
    std::optional<std::string_view> meant;
  };
  const Row rows[] = {
      {"shar", "share"},           // an insertion
      {"sahre", "share"},          // a swap is one edit
      {"SHARE", "share"},          // case
      {"Rates", "rate"},           // a deletion
      {"flta", "flat"},            // a swap
      {"hold", "hold_harmless"},   // a beginning of three or more
      {"ho", std::nullopt},        // too short a beginning
      {"topslice", "top_slice"},   //
      {"top-slise", "top_slice"},  // two edits in nine
      {"tip-slise", "top_slice"},  // three edits in nine
      {"tip-slizy", std::nullopt},
      {"grösse", "größe"},  // characters, not bytes
      {"grüße", "größe"},
      {"di", "id"},
      {"xy", std::nullopt},
      {"x", std::nullopt},
      {"", std::nullopt},
      {"minimum", std::nullopt},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    CHECK(nearest(row.word, fields) == row.meant);
  }
  CHECK(nearest(std::string(1'000'000, 'x'), fields) == std::nullopt);
  CHECK(nearest("share", {}) == std::nullopt);
}

TEST_CASE("listed joins the last word with and") {
  const std::vector<std::string_view> words = {"a", "b", "c"};
  const std::span<const std::string_view> all = words;
  CHECK(listed(all.first(0)).empty());
  CHECK(listed(all.first(1)) == "a");
  CHECK(listed(all.first(2)) == "a and b");
  CHECK(listed(all) == "a, b and c");
}

TEST_CASE("a source file gives its lines without their ends") {
  SourceFiles files;
  const FileId file = files.add("budget.yaml", "one\ntwo\r\n\nfour");
  CHECK(file != 0);
  CHECK(files.name(file) == "budget.yaml");
  CHECK(files.line(file, 1) == "one");
  CHECK(files.line(file, 2) == "two");
  CHECK(files.line(file, 3).empty());
  CHECK(files.line(file, 4) == "four");
  CHECK(files.line(file, 5).empty());
  CHECK(files.line(file, 0).empty());
  CHECK(files.name(0).empty());
}

TEST_CASE("views into a source file stay as more files are added") {
  SourceFiles files;
  const std::string_view first = files.text(files.add("a", "short"));
  for (int i = 0; i < 1000; ++i) {
    files.add("b", "other");
  }
  CHECK(first == "short");
  CHECK(first.data() == files.text(1).data());
}

}  // namespace
}  // namespace allot
