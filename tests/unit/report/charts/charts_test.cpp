#include <doctest/doctest.h>

#include <set>

#include "allot/report/words/languages.hpp"
#include "report/charts/chart.hpp"
#include "support/made_up_charts.hpp"

namespace allot::report::charts {
namespace {

std::string drawn(const Chart& chart, std::string_view language = "de") {
  std::string svg;
  Writer out{[&](std::string_view text) { svg += text; }};
  draw(chart, Words{*find_language(language)}, out);
  out.flush();
  return svg;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

/// The texts of a picture in their order.
std::vector<std::string> texts_of(const std::string& svg) {
  std::vector<std::string> texts;
  for (std::size_t at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at)) {
    at = svg.find('>', at) + 1;
    texts.push_back(svg.substr(at, svg.find('<', at) - at));
  }
  return texts;
}

Chart histogram_of(const std::vector<std::optional<int128>>& values) {
  Chart chart{.kind = &kHistogram, .title = "t", .unit = "EUR", .description = "d"};
  for (const std::optional<int128>& value : values) {
    chart.rows.push_back({"", {value}});
  }
  return chart;
}

using Texts = std::vector<std::string>;

TEST_CASE("each kind has a name of its own, which is the class of its picture") {
  std::set<std::string_view> names;
  for (const ChartKind* kind : chart_kinds()) {
    CHECK(names.insert(kind->name).second);
    CHECK(!kind->summary.empty());
    const Chart chart = test::made_up_chart(std::string{kind->name} + "-one-row");
    CHECK(drawn(chart).find("class=\"allot-chart " + std::string{kind->name}) != std::string::npos);
  }
}

TEST_CASE("no name becomes markup, whatever it holds") {
  for (const test::MadeUpChart& made_up : test::made_up_charts()) {
    CAPTURE(made_up.name);
    const std::string svg = drawn(made_up.chart);
    CHECK(count_of(svg, "<script") == 0);
    CHECK(count_of(svg, "<img") == 0);
    CHECK(count_of(svg, "<a") == 0);
    CHECK(count_of(svg, "</svg>") == count_of(svg, "<svg"));
    CHECK(count_of(svg, "</text>") == count_of(svg, "<text"));
  }
}

TEST_CASE("a picture says its title and its description") {
  const Chart chart = test::made_up_chart("bars");
  const std::string svg = drawn(chart), number = std::to_string(chart.number);
  CHECK(svg.find("role=\"img\" aria-labelledby=\"c" + number + "t c" + number + "d\"") !=
        std::string::npos);
  CHECK(svg.find("<title id=\"c" + number + "t\">" + chart.title + "</title>") !=
        std::string::npos);
  CHECK(svg.find("<desc id=\"c" + number + "d\">" + chart.description + "</desc>") !=
        std::string::npos);
}

TEST_CASE("a bar of 44 districts takes at most 40 kB, whatever the kind") {
  for (const char* name : {"bars-forty", "dots-twelve-series"}) {
    const Chart chart = test::made_up_chart(name);
    REQUIRE(chart.rows.size() == 44);
    CAPTURE(name);
    CHECK(drawn(chart).size() <= 40000);
  }
}

TEST_CASE("a chart of some rows says of how many they are the largest") {
  Chart chart = test::made_up_chart("bars-forty");
  chart.rows_in_all = 11000;
  CHECK(texts_of(drawn(chart, "en")).front() == "EUR · the 44 largest of 11\u202F000");
  CHECK(texts_of(drawn(chart, "de")).front() == "EUR · die 44 größten von 11.000");
  CHECK(texts_of(drawn(chart, "fr")).front() == "EUR · les 44 plus grands sur 11\u202F000");
  chart.rows_in_all = 44;
  CHECK(texts_of(drawn(chart, "en")).front() == "EUR");
}

TEST_CASE("a chart without values says so") {
  for (const ChartKind* kind : chart_kinds()) {
    CAPTURE(kind->name);
    const Chart chart = test::made_up_chart(std::string{kind->name} + "-no-rows");
    CHECK(texts_of(drawn(chart, "en")).back() == "no values");
    CHECK(texts_of(drawn(chart, "de")).back() == "keine Werte");
    CHECK(texts_of(drawn(chart, "fr")).back() == "aucune valeur");
  }
}

TEST_CASE("a value that is not defined is not drawn as zero") {
  Chart chart = test::made_up_chart("bars-percent");
  chart.rows.resize(2);
  chart.rows[0].values = {std::nullopt};
  const std::string svg = drawn(chart);
  CHECK(count_of(svg, "<rect") == 1);
  CHECK(count_of(svg, ">–</text>") == 1);
}

TEST_CASE("gains and losses have classes of their own, and zero has no bar") {
  const std::string svg = drawn(test::made_up_chart("bars-percent"));
  CHECK(count_of(svg, "<rect class=\"g\"") == 3);
  CHECK(count_of(svg, "<rect class=\"x\"") == 2);
}

TEST_CASE("changes of a waterfall begin where the one before ends") {
  Chart chart{.kind = &kWaterfall, .title = "t", .unit = "EUR", .description = "d"};
  chart.rows = {{"a", {100}, true}, {"b", {-25}}, {"c", {5}}, {"d", {80}, true}};
  const std::string svg = drawn(chart);
  CHECK(svg.find(R"(<rect class="m" x="0%" y="-7" width="100%")") != std::string::npos);
  CHECK(svg.find(R"(<rect class="x" x="75%" y="-7" width="25%")") != std::string::npos);
  CHECK(svg.find(R"(<rect class="g" x="75%" y="-7" width="5%")") != std::string::npos);
  CHECK(svg.find(R"(<rect class="m" x="0%" y="-7" width="80%")") != std::string::npos);
}

TEST_CASE("parts of a bar below zero stand on the other side of it") {
  Chart chart{.kind = &kStackedBars, .title = "t", .unit = "EUR", .description = "d"};
  chart.series = {"a", "b", "c"};
  chart.rows = {{"x", {30, -20, 50}}};
  const std::string svg = drawn(chart);
  CHECK(svg.find(R"(<rect class="pt s1" x="20%" y="-7" width="30%")") != std::string::npos);
  CHECK(svg.find(R"(<rect class="pt s2" x="0%" y="-7" width="20%")") != std::string::npos);
  CHECK(svg.find(R"(<rect class="pt s3" x="50%" y="-7" width="50%")") != std::string::npos);
  CHECK(texts_of(svg).back() == "60");
}

TEST_CASE("a line is broken where a value is not defined") {
  Chart chart{.kind = &kLines, .title = "t", .unit = "EUR", .description = "d"};
  chart.rows = {{"a", {0}}, {"b", {10}}, {"c", {std::nullopt}}, {"d", {5}}, {"e", {0}}};
  CHECK(drawn(chart).find(R"(d="M0,2600L2500,0M7500,1300L10000,2600")") != std::string::npos);
}

TEST_CASE("classes end at round numbers, and what is just zero is one by itself") {
  const Texts texts = texts_of(
      drawn(histogram_of({-12, -10, -9, -5, -1, 0, 0, 1, 5, 6, 10, 11, 24, std::nullopt}), "en"));
  CHECK(texts == Texts{"how many in each class; classes in EUR",
                       "−15 to under −10",
                       "1",
                       "−10 to under −5",
                       "2",
                       "−5 to under 0",
                       "2",
                       "0",
                       "2",
                       "over 0 to 5",
                       "2",
                       "over 5 to 10",
                       "2",
                       "over 10 to 15",
                       "1",
                       "over 15 to 20",
                       "0",
                       "over 20 to 25",
                       "1",
                       "no value",
                       "1"});
}

TEST_CASE("classes of one value have its name") {
  CHECK(texts_of(drawn(histogram_of({-1, 2, 2, 2, 2, 3}), "en")) ==
        Texts{"how many in each class; classes in EUR", "−1", "1", "1", "0", "2", "4", "3", "1"});
  CHECK(texts_of(drawn(histogram_of({700, 700}), "de")) ==
        Texts{"Anzahl je Klasse; Klassen in EUR", "700", "2"});
  CHECK(texts_of(drawn(histogram_of({0, 0}), "de")) ==
        Texts{"Anzahl je Klasse; Klassen in EUR", "0", "2"});
}

TEST_CASE("each row is in one class") {
  for (const test::MadeUpChart& made_up : test::made_up_charts()) {
    if (made_up.chart.kind != &kHistogram || made_up.chart.rows.empty()) {
      continue;
    }
    CAPTURE(made_up.name);
    std::size_t sum = 0;
    const Texts texts = texts_of(drawn(made_up.chart, "en"));
    for (std::size_t i = 2; i < texts.size(); i += 2) {
      std::string digits = texts[i];
      std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
      sum += std::stoul(digits);
    }
    if (texts.back() != "no values") {
      CHECK(sum == made_up.chart.rows.size());
    }
  }
}

TEST_CASE("what lies far beyond nearly all others is in a class without an end") {
  std::vector<std::optional<int128>> values{-1000000000, 1000000000};
  for (int i = 1; i <= 100; ++i) {
    values.emplace_back(i);
  }
  const Texts texts = texts_of(drawn(histogram_of(values), "en"));
  CHECK(texts.at(1) == "under 0");
  CHECK(texts.at(2) == "1");
  CHECK(texts.at(texts.size() - 2) == "over 100");
  CHECK(texts.back() == "1");
}

TEST_CASE("no number is too large for a picture") {
  const int128 greatest = static_cast<int128>(~uint128{0} >> 1);
  for (const ChartKind* kind : chart_kinds()) {
    CAPTURE(kind->name);
    Chart chart{.kind = kind, .title = "t", .unit = "", .description = "d"};
    chart.series = {"a", "b"};
    chart.rows = {{"x", {greatest, -greatest}}, {"y", {-greatest, greatest}}};
    CHECK(!drawn(chart).empty());
  }
}

}  // namespace
}  // namespace allot::report::charts
