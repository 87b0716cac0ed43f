#include <doctest/doctest.h>

#include "support/report_sample.hpp"

namespace allot::report {
namespace {

TEST_CASE("CSV has plain numbers, six decimals of a percentage and no totals") {
  CHECK(Sample{}.report("csv") ==
        "id,name,group,key_percent,prior,budget,shift,shift_percent\n"
        "01001,Flensburg,,2.834258,200906.35,283425.75,82519.40,41.073565\n"
        "05315,Köln,,33.487369,2812688.82,3348736.91,536048.09,19.058208\n"
        "06431,Bergstraße,,8.441158,774924.47,844115.83,69191.36,8.928788\n"
        "06433,Groß-Gerau,,8.656808,861027.19,865680.84,4653.65,0.540477\n"
        "09162,München,,46.580407,4850453.17,4658040.67,-192412.50,-3.966897\n");
}

TEST_CASE("CSV leaves empty what is undefined, and keeps its columns") {
  Sample sample;
  sample.result.prior->budgets[0] = std::nullopt;
  sample.result.prior->budgets[1] = Money{};
  sample.result.pots[0].share.reset();
  RunOptions options;
  options.top = 2;
  CHECK(sample.report("csv", options) ==
        "id,name,group,key_percent,prior,budget,shift,shift_percent\n"
        "01001,Flensburg,,,,283425.75,,\n"
        "05315,Köln,,,0.00,3348736.91,3348736.91,\n");
}

TEST_CASE(
    "a budget per counted unit is exact, has two decimals more, and none where there is none") {
  Sample sample;
  sample.add_column("places", {2, 0, 3, 7, 11});
  sample.scenario.per = ColumnId{1};
  RunOptions options;
  options.columns = {"id", "places", "per_places"};
  CHECK(sample.report("csv", options) ==
        "id,places,per_places\n"
        "01001,2,141712.8750\n"
        "05315,0,\n"
        "06431,3,281371.9433\n"
        "06433,7,123668.6914\n"
        "09162,11,423458.2427\n");
}

TEST_CASE("CSV quotes a cell only where it has to") {
  const struct {
    const char* name;
    const char* cell;
  } rows[] = {
      {"Köln", "Köln"},     {"a,b", "\"a,b\""}, {"say \"a\"", "\"say \"\"a\"\"\""},
      {"a\nb", "\"a\nb\""}, {" a", "\" a\""},   {"a ", "\"a \""},
      {"\ta", "\"\ta\""},   {"a b", "a b"},     {"a;b", "a;b"},
      {"=1+1", "=1+1"},     {"", ""},           {"a\rb", "\"a\rb\""},
  };
  for (const auto& row : rows) {
    Sample sample;
    sample.scenario.districts.names[0] = row.name;
    RunOptions options;
    options.columns = {"name"};
    options.top = 1;
    CHECK(sample.report("csv", options) == std::string{"name\n"} + row.cell + "\n");
  }
}

TEST_CASE("CSV for Excel has a byte order mark, semicolons, CRLF and the decimal comma") {
  RunOptions options;
  options.columns = {"id", "budget", "shift"};
  options.sort = SortBy::kBudget;
  options.top = 1;
  CHECK(Sample{}.report("csv-excel", options) ==
        "\uFEFFid;budget;shift\r\n09162;4658040,67;-192412,50\r\n");
  options.numbers = NumberStyle::kSwiss;
  CHECK(Sample{}.report("csv-excel", options) ==
        "\uFEFFid;budget;shift\r\n09162;4658040.67;-192412.50\r\n");
}

TEST_CASE("CSV for Excel makes no formula of a text and leaves numbers alone") {
  const struct {
    const char* name;
    const char* cell;
  } rows[] = {
      {"=1+1", "'=1+1"},         {"+49", "'+49"},     {"-x", "'-x"},
      {"@SUM(A1)", "'@SUM(A1)"}, {"\tx", "\"'\tx\""}, {"a=b", "a=b"},
      {"a;b", "\"a;b\""},        {"a,b", "a,b"},      {"=a;\"", "\"'=a;\"\"\""},
  };
  for (const auto& row : rows) {
    Sample sample;
    sample.scenario.districts.names[0] = row.name;
    sample.result.budgets[0] = Money::from_minor(-5);
    RunOptions options;
    options.columns = {"name", "budget"};
    options.top = 1;
    CHECK(sample.report("csv-excel", options) ==
          std::string{"\uFEFFname;budget\r\n"} + row.cell + ";-0,05\r\n");
  }
}

TEST_CASE("a format is found by its name and by the suffix of the output") {
  CHECK(find_format("csv-excel")->name == "csv-excel");
  CHECK(find_format("docx") == nullptr);
  CHECK(format_of_suffix("out/a.csv")->name == "csv");
  CHECK(format_of_suffix("a.json")->name == "json");
  CHECK(format_of_suffix("a.pdf") == nullptr);
  CHECK(format_of_suffix("csv") == nullptr);
}

TEST_CASE("words of the command line") {
  CHECK(number_style("de") == NumberStyle::kGerman);
  CHECK(number_style("it") == std::nullopt);
  CHECK(rows_by("pot") == RowsBy::kPot);
  CHECK(rows_by("contributor") == RowsBy::kContributor);
  CHECK(rows_by("year") == RowsBy::kYear);
  CHECK(rows_by("land") == std::nullopt);
  CHECK(sort_by("input") == SortBy::kInput);
  CHECK(sort_by("size") == std::nullopt);
}

}  // namespace
}  // namespace allot::report
