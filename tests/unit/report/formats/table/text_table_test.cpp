#include "report/formats/table/text_table.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "allot/core/text.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

const NumberFormat kPlain{"_", '.', "-"};

std::vector<std::string> lines_of_text(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

/// Rows of an id, a name and amounts in cents.
class Rows {
 public:
  explicit Rows(std::vector<std::string> names, const std::string& prefix = "")
      : names_{std::move(names)} {
    for (std::uint32_t row = 0; row < names_.size(); ++row) {
      ids_.push_back(prefix + "0" + std::to_string(row + 1));
      table.rows.push_back(row);
    }
    table.columns = {{.name = "id",
                      .header = "id",
                      .cell = [this](std::size_t row) { return Cell::of(ids_[row]); },
                      .align = Align::kLeft,
                      .stub = true},
                     {.name = "name",
                      .header = "district",
                      .cell = [this](std::size_t row) { return Cell::of(names_[row]); },
                      .total = Cell::of("Sum"),
                      .align = Align::kLeft,
                      .shrinks = true,
                      .stub = true}};
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() = default;

  TableColumn& add(std::string header, std::int64_t first) {
    const auto rows = static_cast<std::int64_t>(names_.size());
    return table.columns.emplace_back(TableColumn{
        .name = header,
        .header = std::move(header),
        .cell = [first](std::size_t row) { return Cell::of(int128{first} + int128{row}); },
        .total = Cell::of(int128{rows * first + rows * (rows - 1) / 2}),
        .decimals = 2});
  }

  [[nodiscard]] std::string folded(std::size_t width) const { return on({kPlain, width, true}); }
  [[nodiscard]] std::string whole() const { return on({kPlain, 40}); }

  Table table;

 private:
  [[nodiscard]] std::string on(const Page& page) const {
    return written([&](Writer& out) { write_text_table(table, page, out); });
  }

  std::vector<std::string> ids_ = {}, names_;
};

TEST_CASE("a table that fits is whole, and a rule stands above its sums only") {
  Rows rows{{"Ulm", "Calw"}};
  rows.add("2025", 100);
  rows.add("open", 200).total = {};
  CHECK(rows.folded(40) ==
        "id  district  2025  open\n"
        "01  Ulm       1.00  2.00\n"
        "02  Calw      1.01  2.01\n"
        "              ────\n"
        "    Sum       2.01\n");
  CHECK(rows.whole() == rows.folded(40));
  rows.table.totals = false;
  CHECK(lines_of_text(rows.whole()).size() == 3);
  rows.table.totals = true;
  rows.table.columns.resize(2);  // of names there is none
  CHECK(lines_of_text(rows.whole()).size() == 3);
}

TEST_CASE("names are broken into lines before a table is folded, and are whole without a page") {
  Rows rows{{"Landkreis Breisgau-Hochschwarzwald", "Ulm"}};
  rows.add("2025", 100'000'000);
  CHECK(rows.folded(40) ==
        "id  district                        2025\n"
        "01  Landkreis Breisgau-     1_000_000.00\n"
        "    Hochschwarzwald\n"
        "02  Ulm                     1_000_000.01\n"
        "                            ────────────\n"
        "    Sum                     2_000_000.01\n");
  CHECK(rows.whole() ==
        "id  district                                    2025\n"
        "01  Landkreis Breisgau-Hochschwarzwald  1_000_000.00\n"
        "02  Ulm                                 1_000_000.01\n"
        "                                        ────────────\n"
        "    Sum                                 2_000_000.01\n");
}

TEST_CASE("what is no name any more makes no other line longer, page or none") {
  Rows rows{{std::string(450, 'x'), "Ulm"}};
  rows.add("2025", 100);
  const std::vector<std::string> lines = lines_of_text(rows.whole());
  REQUIRE(lines.size() == 7);
  CHECK(lines[1] == "01  " + std::string(200, 'x') + "  1.00");
  CHECK(lines[2] == "    " + std::string(200, 'x'));
  CHECK(lines[3] == "    " + std::string(50, 'x'));
  CHECK(lines[4] == "02  Ulm" + std::string(199, ' ') + "1.01");
}

TEST_CASE("a folded table repeats id and name, and has the sums where their columns are") {
  Rows rows{{"Ulm", "Calw"}};
  rows.add("2024", 100'000'000);
  rows.add("2025", 200'000'000);
  rows.add("2026", 300'000'000);
  CHECK(rows.folded(42) ==
        "id  district          2024          2025\n"
        "01  Ulm       1_000_000.00  2_000_000.00\n"
        "02  Calw      1_000_000.01  2_000_000.01\n"
        "              ────────────  ────────────\n"
        "    Sum       2_000_000.01  4_000_000.01\n"
        "\n"
        "id  district          2026\n"
        "01  Ulm       3_000_000.00\n"
        "02  Calw      3_000_000.01\n"
        "              ────────────\n"
        "    Sum       6_000_000.01\n");
}

TEST_CASE("where ids and names leave no room to numbers the first part alone has the names") {
  Rows rows{{"Integrationsmanagement", "Ulm"}, "integration-"};
  rows.add("2025", 100'000'000);
  rows.table.columns.back().below = {Cell::undefined()};
  rows.table.columns[1].below = {Cell::of("in all")};
  CHECK(rows.folded(42) ==
        "id              district\n"
        "integration-01  Integrationsmanagement\n"
        "integration-02  Ulm\n"
        "\n"
        "id                      2025\n"
        "integration-01  1_000_000.00\n"
        "integration-02  1_000_000.01\n"
        "                ────────────\n"
        "Sum             2_000_000.01\n"
        "in all                     –\n");
}

TEST_CASE("without ids and names no sum gives way to what sums are called") {
  Rows rows{{"Regierungsbezirk Tübingen"}};
  rows.table.columns.erase(rows.table.columns.begin());
  rows.table.columns[0].stub = false;
  for (const std::string year : {"2024", "2025", "2026"}) {
    rows.add(year, 100'000'000);
  }
  CHECK(lines_of_text(rows.folded(40)) ==
        std::vector<std::string>{
            "district                           2024", "Regierungsbezirk Tübingen  1_000_000.00",
            "                           ────────────", "Sum                        1_000_000.00",
            "", "        2025          2026", "1_000_000.00  1_000_000.00",
            "────────────  ────────────", "1_000_000.00  1_000_000.00"});
}

TEST_CASE("headings are broken into lines before the table is folded") {
  Rows rows{{"Ulm"}};
  rows.add("Bundesamt für Migration", 100);
  rows.add("2025", 100);
  CHECK(rows.folded(40) ==
        "                     Bundesamt für\n"
        "id  district             Migration  2025\n"
        "01  Ulm                       1.00  1.00\n"
        "              ────────────────────  ────\n"
        "    Sum                       1.00  1.00\n");
}

TEST_CASE("a percentage stays beside its amount") {
  Rows rows{{"Ulm"}};
  rows.add("2024", 100'000'000);
  rows.add("shift", 10'000'000);
  rows.add("%", 100).joins = true;
  const std::vector<std::string> lines = lines_of_text(rows.folded(42));
  CHECK(lines[0] == "id  district          2024");
  CHECK(lines.at(5) == "id  district       shift     %");
}

TEST_CASE("at every width all is there, and no line is longer than the page") {
  const std::vector<std::string> names{"Landkreis Vorpommern-Greifswald an der Ostsee",
                                       "Donaudampfschifffahrtsgesellschaftskapitänsmützenkreis",
                                       "北京市朝阳区人民政府外事办公室",
                                       "Mu\u0308nchen",
                                       "Ulm",
                                       ""};
  Rows rows{names};
  rows.add("Fördertopf des Landes", 123'456'789'012'340);
  rows.add("2026", 999'999'999'999'900).sign = Sign::kAlways;
  rows.add("%", 100).joins = true;
  for (std::size_t width = 40; width <= 200; ++width) {
    CAPTURE(width);
    std::vector<std::string> found(names.size() + 1);  // names and numbers of each row, then sums
    std::size_t row = names.size();
    for (const std::string& line : lines_of_text(rows.folded(width))) {
      CHECK(display_width(line) <= width);
      CHECK_FALSE(line.ends_with(' '));
      if (line.starts_with("0")) {
        row = static_cast<std::size_t>(line[1] - '1');
      } else if (line.find("─") != std::string::npos) {
        row = names.size();
      }
      std::string text = line.substr(std::min<std::size_t>(line.size(), 4));
      std::erase(text, ' ');
      found[row] += text;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      std::string rest = found[i];
      std::string name = names[i];
      std::erase(name, ' ');
      const std::string at = std::to_string(i);
      for (const std::string& number :
           {"1_234_567_890_123.4" + at, "+9_999_999_999_999.0" + at, "1.0" + at}) {
        const std::size_t place = rest.find(number);
        REQUIRE(place != std::string::npos);
        rest.erase(place, number.size());
      }
      CHECK(rest.find(name) == 0);
    }
  }
}

TEST_CASE(
    "bars take what room is left, at most 41 columns, and show what is undefined as nothing") {
  Rows rows{{"Ulm", "Calw"}};
  rows.add("shift", 100);
  TableColumn bars = rows.table.columns.back();
  bars.header = "";
  bars.total = {};
  bars.align = Align::kLeft;
  bars.bars = bars.joins = true;
  bars.cell = [](std::size_t row) { return row == 0 ? Cell::of(int128{-1}) : Cell::undefined(); };
  rows.table.columns.push_back(bars);
  const auto bar_at = [&](std::size_t width) {
    const std::string line = lines_of_text(rows.folded(width))[1];
    return display_width(line.substr(line.find("█")));
  };
  CHECK(bar_at(40) == 19);
  CHECK(bar_at(50) == 29);
  CHECK(bar_at(200) == 41);
  CHECK(lines_of_text(rows.folded(40))[2] == "02  Calw       1.01");
}

}  // namespace
}  // namespace allot::report
