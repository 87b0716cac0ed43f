#include "report/charts/labels.hpp"

#include <doctest/doctest.h>

namespace allot::report::charts {
namespace {

TEST_CASE("a label that is too long is broken between words") {
  CHECK(label_lines("Baden-Baden", 200) == std::vector<std::string>{"Baden-Baden"});
  CHECK(label_lines("Landkreis Neustadt a.d.Aisch-Bad Windsheim", 200) ==
        std::vector<std::string>{"Landkreis Neustadt", "a.d.Aisch-Bad Windsheim"});
}

TEST_CASE("no line of a label is wider than it may be") {
  for (const char* label :
       {"WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii",
        "東京都千代田区霞が関東京都千代田区霞が関", "a", ""}) {
    for (const int width : {40, 90, 200, 328}) {
      CAPTURE(label);
      CAPTURE(width);
      const std::vector<std::string> lines = label_lines(label, width);
      CHECK(lines.size() >= 1);
      CHECK(lines.size() <= 3);
      for (const std::string& line : lines) {
        CHECK(text_width(line) <= width);
      }
    }
  }
}

TEST_CASE("what is longer than three lines keeps its beginning and its end") {
  const std::vector<std::string> lines =
      label_lines("Begin " + std::string(3000, 'x') + " end", 120);
  REQUIRE(lines.size() == 3);
  CHECK(lines.front().starts_with("Begin"));
  CHECK(lines.back().ends_with("end"));
}

TEST_CASE("controls in a label are seen") {
  CHECK(label_lines("a\nb\x1b", 200) == std::vector<std::string>{"a\\x0ab\\x1b"});
}

}  // namespace
}  // namespace allot::report::charts
