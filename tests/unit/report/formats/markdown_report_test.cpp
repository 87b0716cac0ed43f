#include <doctest/doctest.h>

#include "report/document/document.hpp"
#include "report/formats/markdown.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

std::string list_of(const std::vector<Sentence>& sentences) {
  const Report report{.document = [&](const Words&) { return Document{.notes = sentences}; },
                      .facts = {}};
  return written([&](Writer& out) { write_report(report, *find_format("markdown"), {}, out); });
}

TEST_CASE("markdown is the table for people as a pipe table, with the sentences around it") {
  CHECK(Sample{}.report("markdown") == grouped(R"(**Zuweisung 2026 · 1 pot · 5 districts · EUR**

10_000_000.00, +500_000.00 (+5.26_%) against 2025: 4 gain, 1 loses; most: Köln +536_048.09, München −192_412.50

| id | district | key | 2025 | 2026 | shift | % |
| -------- | ------------- | -------: | --------------: | ---------------: | -------------: | --------: |
| 01001 | Flensburg | 92 | 200_906.35 | 283_425.75 | +82_519.40 | +41.07 |
| 05315 | Köln | 1_087 | 2_812_688.82 | 3_348_736.91 | +536_048.09 | +19.06 |
| 06431 | Bergstraße | 274 | 774_924.47 | 844_115.83 | +69_191.36 | +8.93 |
| 06433 | Groß-Gerau | 281 | 861_027.19 | 865_680.84 | +4_653.65 | +0.54 |
| 09162 | München | 1_512 | 4_850_453.17 | 4_658_040.67 | −192_412.50 | −3.97 |
| | **Sum** | **3_246** | **9_500_000.00** | **10_000_000.00** | **+500_000.00** | **+5.26** |

- 3 units of 0.01 left over after rounding down, by largest remainder to 06433, 05315, 09162.
)"));
}

TEST_CASE("dashes say how wide columns are only where pandoc would heed them") {
  struct Row {
    std::string text, dashes;
  };
  const Row rows[] = {
      // The columns of 72 characters and less are left to Word.
      {"x", "| --- | --: |"},
      {std::string(61, 'x'), "| --- | --: |"},
      // Else the number has its place, and the text what is left of a page: it can wrap.
      {std::string(62, 'x'), "| " + std::string(65, '-') + " | " + std::string(6, '-') + ": |"},
      {std::string(200, 'x'), "| " + std::string(83, '-') + " | " + std::string(6, '-') + ": |"},
      // Backslashes take no place.
      {std::string(62, '*'), "| " + std::string(65, '-') + " | " + std::string(6, '-') + ": |"}};
  for (const Row& row : rows) {
    const std::string table = written([&](Writer& out) {
      write_markdown_rows({{"a text", Align::kLeft}, {"sum", Align::kRight}},
                          {{markdown_text(row.text), "1.00"}}, out);
    });
    const std::size_t begin = table.find('\n') + 1;
    CHECK(table.substr(begin, table.find('\n', begin) - begin) == row.dashes);
  }
}

TEST_CASE("no name is shortened and the width of the terminal does not matter") {
  Sample sample;
  sample.scenario.districts.names[0] = "Landkreis Flensburg an der dänischen Grenze";
  RunOptions narrow;
  narrow.width = 20;
  const std::string report = sample.report("markdown", narrow);
  CHECK(report == sample.report("markdown"));
  CHECK(report.find("| Landkreis Flensburg an der dänischen Grenze |") != std::string::npos);
}

TEST_CASE("what a name holds is shown letter for letter") {
  struct Row {
    std::string_view text, shown;
  };
  const Row rows[] = {
      {"A|B", "A\\|B"},
      {"*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"},
      {"a\\b", "a\\\\b"},
      {"<b> &amp; [l](u)", "\\<b\\> \\&amp; \\[l\\](u)"},
      {"Bad  Homburg\tv.\nd. H.", "Bad Homburg v. d. H."},
      {"bell\x07", "bell\\\\x07"},
      {"a--b...", "a-\\-b.\\.\\."},
      {"l'Orient \"x\" ~1~ x^2^ $y$ @z #1",
       "l\\'Orient \\\"x\\\" \\~1\\~ x\\^2\\^ \\$y\\$ \\@z \\#1"},
      {"Groß-Gerau, 3 %", "Groß-Gerau, 3 %"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(markdown_text(row.text) == row.shown);
  }
}

TEST_CASE("no sentence begins a list, a heading or a caption by its first character") {
  struct Row {
    std::string text;
    std::string_view shown;
  };
  const Row rows[] = {
      {"- a", "\\- a"},
      {"+5 more", "\\+5 more"},
      {"1. Januar", "1\\. Januar"},
      {"31) x", "31\\) x"},
      {"10.5 of it", "10.5 of it"},
      {"# a", "\\# a"},
      {": caption", "\\: caption"},
      {"% title", "\\% title"},
      {"a - b", "a - b"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(markdown_sentence({row.text}) == row.shown);
  }
}

TEST_CASE("what the sentences set between backticks is code, unless it cannot be") {
  CHECK(list_of({{"reserved for `Land_1`:", "5."}}) == "- reserved for `Land_1`: 5.\n");
  CHECK(list_of({{"for `a`b`:"}}) == "- for \\`a\\`b\\`:\n");
  CHECK(list_of({{"for ``a`b`` and `c`:"}}) == "- for ``a`b`` and `c`:\n");
  CHECK(list_of({{"O`Neil and D`Arc"}}) == "- O\\`Neil and D\\`Arc\n");
  CHECK(list_of({{"for ``:"}}) == "- for \\`\\`:\n");
  CHECK(list_of({}).empty());
}

TEST_CASE("the apostrophes of Swiss numbers are no quotation marks") {
  RunOptions options;
  options.numbers = NumberStyle::kSwiss;
  options.columns = {"id", "budget"};
  CHECK(Sample{}.report("markdown", options).find("| 05315 | 3\\'348\\'736.91 |") !=
        std::string::npos);
}

}  // namespace
}  // namespace allot::report
