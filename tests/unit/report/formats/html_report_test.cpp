#include <doctest/doctest.h>

#include <numeric>

#include "report/document/document.hpp"
#include "report/formats/html/text.hpp"
#include "report/formats/spans.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

std::string page_of(const Document& document, const RunOptions& options = {}) {
  const Report report{.document = [&](const Words&) { return document; }, .facts = {}};
  return written([&](Writer& out) { write_report(report, *find_format("html"), options, out); });
}

/// What is behind the head.
std::string body_of(const Document& document) {
  const std::string page = page_of(document);
  const std::size_t begin = page.find("<main>\n") + 7;
  return page.substr(begin, page.find("<footer") - begin);
}

bool shows(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Table table_with(std::size_t rows) {
  Table table{.caption = "Numbers",
              .columns = {{.header = "no.",
                           .cell = [](std::size_t row) { return Cell::of(int128(row)); },
                           .total = Cell::of(int128{-7}),
                           .sign = Sign::kAlways}},
              .rows = std::vector<std::uint32_t>(rows),
              .rows_in_all = rows};
  std::iota(table.rows.begin(), table.rows.end(), 0U);
  return table;
}

TEST_CASE("a page says what it is of, then the verdict, then the table with its sums") {
  const std::string page = Sample{}.report("html");
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
  CHECK(shows(page, "<title>Zuweisung 2026 · 1 pot · 5 districts · EUR</title>"));
  CHECK(shows(page, "<h1>Zuweisung 2026</h1>\n<p class=\"about\">1 pot · 5 districts · EUR</p>\n"));
  CHECK(shows(page,
              grouped("<p class=\"lead\">10_000_000.00, +500_000.00 (+5.26_%) against 2025: ")));
  CHECK(shows(page, "<caption id=\"i4\">Result, amounts in EUR</caption>"));
  CHECK(
      shows(page, grouped("<tr><td class=\"text\">09162</td><th scope=\"row\">München</th>"
                          "<td>1_512</td><td>4_850_453.17</td><td>4_658_040.67</td>"
                          "<td class=\"loss\">−192_412.50</td><td class=\"loss\">−3.97</td></tr>\n"
                          "</tbody>\n<tfoot>\n<tr><td class=\"text\"></td>"
                          "<th scope=\"row\">Sum</th><td>3_246</td>")));
  CHECK(page.ends_with("</main>\n</body>\n</html>\n"));
}

TEST_CASE("a page is in the language of the report and has its number format") {
  RunOptions options;
  options.language = find_language("de");
  const std::string page = Sample{}.report("html", options);
  CHECK(shows(page, "<html lang=\"de\">"));
  CHECK(shows(page, "<h2 id=\"i5\">Hinweise</h2>"));
  CHECK(shows(page, "<td>4.658.040,67</td>"));
}

TEST_CASE("what a text holds is shown letter for letter") {
  struct Row {
    std::string_view text, shown;
  };
  const Row rows[] = {
      {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
      {"\"><img src=x onerror='x'>", "&quot;&gt;&lt;img src=x onerror=&#39;x&#39;&gt;"},
      {"&amp;", "&amp;amp;"},
      {"Bad  Homburg\tv.\nd. H.", "Bad Homburg v. d. H."},
      {"bell\x07", "bell\\x07"},
      {"\u202Eabc", "\\u{202e}abc"},
      {"`x`", "`x`"},
      {"Köln", "Köln"},
      {"most: אב גד +1, ה −2", "most: <bdi>אב גד</bdi> +1, <bdi>ה</bdi> −2"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(written([&](Writer& out) { html::put_text(row.text, out); }) == row.shown);
  }
}

TEST_CASE("names in backticks are code, whatever they hold") {
  struct Row {
    std::string_view text, shown;
  };
  const Row rows[] = {
      {"pot `p`: `a` to `b`", "pot <code>p</code>: <code>a</code> to <code>b</code>"},
      {"pot `<b>`", "pot <code>&lt;b&gt;</code>"},
      {"pot `` a`b ``", "pot <code>a`b</code>"},
      {"pot `` `a` ``", "pot <code>`a`</code>"},
      {"a`b`c", "a`b`c"},
      {"one ` only", "one ` only"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(written([&](Writer& out) { html::put_phrase(row.text, out); }) == row.shown);
  }
  CHECK(html::plain_text({"pot", "`p`"}) == "pot p");
}

TEST_CASE("in_code is undone by name") {
  for (const std::string_view name : {"p", "a`b", "`a", "a``", "`", " a"}) {
    CAPTURE(name);
    const std::string code = in_code(name);
    const std::vector<TextSpan> spans = spans_of(code);
    REQUIRE(spans.size() == 1);
    CHECK(spans.front().name() == name);
  }
}

TEST_CASE("the first title is the heading of a page, else the first sentence") {
  struct Row {
    Document document;
    std::string_view beginning;
  };
  const Row rows[] = {
      {{.titles = {{"T", "· 2026"}}, .head = {{"verdict"}, {"more"}}},
       "<h1>T</h1>\n<p class=\"about\">2026</p>\n<p class=\"lead\">verdict</p>\n<p>more</p>\n"},
      {{.titles = {{"T"}}, .head = {{"status"}}, .verdict = {{"verdict"}}},
       "<h1>T</h1>\n<p class=\"lead\">verdict</p>\n<p>status</p>\n"},
      {{.head = {{"verdict"}, {"more"}}}, "<h1>verdict</h1>\n<p>more</p>\n"},
      {{.blocks = {Passage{.heading = {"F: v"}, .items = {{"a"}, {"b"}}, .is_on_top = true}},
        .page_title = {"F"},
        .verdict = {{"v"}}},
       "<h1>F</h1>\n<p class=\"lead\">v</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
      {{.head = {{"of one"}}, .page_title = {"two"}}, "<h1>two</h1>\n<p>of one</p>\n"},
      {{.changes = {{"a → b"}}, .titles = {{"T"}}}, "<h1>T</h1>\n<p>a → b</p>\n"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.beginning);
    CHECK(body_of(row.document) == row.beginning);
  }
}

TEST_CASE("a table of more than 500 rows is opened by who wants to read it") {
  CHECK(!shows(body_of({.titles = {{"T"}}, .blocks = {table_with(500)}}), "<details"));
  CHECK(shows(body_of({.titles = {{"T"}}, .blocks = {table_with(501)}}),
              "<details class=\"long\">\n<summary>All 501 rows</summary>\n<div class=\"scroll\""));
}

TEST_CASE("the rule leaves out a table of more than 500 rows, and says where it is") {
  const Report report{
      .document = [](const Words&) { return Document{.titles = {{"T"}}}; },
      .facts = {},
      .rule =
          [](const Words&) {
            return std::vector{Document{.blocks = {table_with(500), table_with(501)}}};
          }};
  const std::string page =
      written([&](Writer& out) { write_report(report, *find_format("html"), {}, out); });
  CHECK(shows(page, "<th scope=\"col\">no.</th>"));
  CHECK(shows(page, "<p>The table has 501 rows: <code>allot describe</code> shows them.</p>"));
  CHECK(!shows(page, "<td>+500</td>"));
}

TEST_CASE("a table has the heading above it for a caption where it has none") {
  Table table = table_with(1);
  table.caption.clear();
  const std::string body =
      body_of({.titles = {{"T"}}, .blocks = {Passage{.heading = {"Rows"}}, table}});
  CHECK(shows(body,
              "<h2 id=\"i1\">Rows</h2>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
              "aria-labelledby=\"i1\">\n<table>\n<caption class=\"unseen\">Rows</caption>"));
}

TEST_CASE("rows that are left out are a gap, and sums stand in the foot of the table") {
  Table table = table_with(2);
  table.before_gap = 1;
  const std::string body = body_of({.titles = {{"T"}}, .blocks = {table}});
  CHECK(shows(body,
              "<tr class=\"gap\"><td colspan=\"1\">…</td></tr>\n<tr><td>+1</td></tr>\n"
              "</tbody>\n<tfoot>\n<tr><td>−7</td></tr>\n</tfoot>"));
}

TEST_CASE("a calculation is a table whose last line is its result") {
  const Calculation calculation{
      .heading = "Pot `p`",
      .lines = {{.letter = "a", .label = "key", .value = "3"},
                {.letter = "b", .label = "budget", .formula = "2 × a", .value = "6"}},
      .below = {{"tranches"}}};
  const std::string body = body_of({.titles = {{"T"}}, .blocks = {calculation}});
  CHECK(shows(body, "<h2 id=\"i1\">Pot <code>p</code></h2>"));
  CHECK(shows(body,
              "<tr role=\"row\" class=\"result\"><td role=\"cell\" class=\"text\">b</td>"
              "<th scope=\"row\" role=\"rowheader\">budget</th>"
              "<td role=\"cell\" class=\"text\">2 × a</td><td role=\"cell\">6</td>"
              "<td role=\"cell\" class=\"text\"></td></tr>"));
  CHECK(shows(body, "</div>\n<p>tranches</p>\n"));
}

TEST_CASE("a chart has its numbers below it, and the rule comes after the notes") {
  const charts::Chart chart{.kind = &charts::kBars,
                            .title = "Shifts <of> all",
                            .unit = "EUR",
                            .description = "Who gains.",
                            .rows = {{"Nord", {int128{-150}}}, {"Süd", {std::nullopt}}},
                            .decimals = 2,
                            .sign = Sign::kAlways};
  const Report report{
      .document = [](const Words&) { return Document{.titles = {{"T"}}, .notes = {{"a note"}}}; },
      .facts = {},
      .charts = [&](const Words&) { return std::vector{chart}; },
      .rule =
          [](const Words&) {
            return std::vector{Document{.titles = {{"S"}},
                                        .blocks = {Passage{.heading = {"Pot"}, .items = {{"x"}}}}}};
          }};
  const std::string page =
      written([&](Writer& out) { write_report(report, *find_format("html"), {}, out); });
  CHECK(shows(page,
              "</svg>\n</figure>\n<details class=\"numbers\">\n<summary>The numbers of the "
              "chart</summary>\n"));
  CHECK(shows(page,
              "<h2 id=\"i1\">Shifts &lt;of&gt; all</h2>\n<figure aria-labelledby=\"i1\">\n<svg "));
  CHECK(shows(page, "<caption class=\"unseen\">Shifts &lt;of&gt; all</caption>"));
  CHECK(shows(page,
              "<tr><th scope=\"row\">Nord</th><td>−1.50</td></tr>\n"
              "<tr><th scope=\"row\">Süd</th><td>–</td></tr>"));
  CHECK(shows(page,
              "<p>a note</p>\n<details>\n<summary><h2>How the figures came about</h2></summary>\n"
              "<h3 id=\"i3\">S</h3>\n<h4 id=\"i4\">Pot</h4>\n<p>x</p>\n</details>\n"));
}

TEST_CASE("a page names the files that it was made from") {
  RunOptions options;
  options.inputs = [] { return std::vector<InputFile>{{"a<b.yaml", "0123"}, {"cut.csv", ""}}; };
  const std::string page = page_of({.titles = {{"T"}}}, options);
  CHECK(shows(page,
              "<li><code>a&lt;b.yaml</code>, SHA-256 0123</li>\n<li><code>cut.csv</code></li>"));
  CHECK(!shows(page_of({.titles = {{"T"}}, .names_files = true}, options), "<footer"));
}

TEST_CASE("a chart of more than 500 values has no table of them: the page has one") {
  charts::Chart chart{
      .kind = &charts::kHistogram, .title = "Shifts", .unit = "EUR", .description = "All."};
  chart.rows.assign(500, {"Nord", {int128{7}}});
  const Report report{
      .document = [](const Words&) { return Document{.titles = {{"T"}}}; },
      .facts = {},
      .charts = [&](const Words&) { return std::vector{chart}; },
  };
  const auto has_numbers = [&] {
    return shows(written([&](Writer& out) { write_report(report, *find_format("html"), {}, out); }),
                 "class=\"numbers\"");
  };
  CHECK(has_numbers());
  chart.rows.emplace_back(chart.rows.front());
  CHECK(!has_numbers());
}

}  // namespace
}  // namespace allot::report
