#include "report/formats/table/bars.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "allot/core/text.hpp"
#include "report/words/sentences.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

std::vector<std::string> drawn(const std::vector<std::int64_t>& values, std::size_t width,
                               std::string_view color = {}) {
  const auto [least, greatest] = std::ranges::minmax(values);
  const Bars bars{least, greatest, width};
  std::vector<std::string> lines;
  for (const std::int64_t value : values) {
    lines.push_back(written([&](Writer& out) { bars.write(value, color, out); }));
    if (color.empty()) {
      CHECK(bars.width_of(value) == display_width(lines.back()));
      CHECK(bars.width_of(value) <= width);
    }
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("losses are drawn to the left of the axis, gains to the right, the largest in full") {
  CHECK(drawn({-4, 8, 0, 2, -1}, 13) ==
        Lines{"████│", "    │████████", "    │", "    │██", "   █│"});
  CHECK(drawn({-8, 4}, 13) == Lines{"████████│", "        │████"});
}

TEST_CASE("where all gain, or all lose, they have all the room") {
  CHECK(drawn({5, 10}, 11) == Lines{"│█████", "│██████████"});
  CHECK(drawn({-5, -10}, 11) == Lines{"     █████│", "██████████│"});
  CHECK(drawn({7, 7, 7}, 5) == Lines{"│████", "│████", "│████"});
}

TEST_CASE("where nothing moves there is the axis") { CHECK(drawn({0, 0}, 11) == Lines{"│", "│"}); }

TEST_CASE("halves of columns are rounded, and what is not 0 is seen beside one that dwarfs it") {
  CHECK(drawn({40, 10, 9, 6, 5, 1, 0}, 5) == Lines{"│████", "│█", "│█", "│▌", "│▌", "│▏", "│"});
  CHECK(drawn({-40, -6, -1, 1}, 6) == Lines{"████│", "   ▐│", "   ▕│", "    │▏"});
  const std::int64_t most = 999'999'999'999'999;
  CHECK(drawn({most, -1, -most}, 41).at(1) == std::string(19, ' ') + "▕│");
}

TEST_CASE("colour is the blocks'") {
  CHECK(drawn({-1, 1}, 3, kRed) == Lines{"\x1b[31m█\x1b[0m│", " │\x1b[31m█\x1b[0m"});
}

}  // namespace
}  // namespace allot::report
