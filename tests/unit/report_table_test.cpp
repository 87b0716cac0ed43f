#include <doctest/doctest.h>

#include "report_sample.hpp"

namespace allot::report {
namespace {

TEST_CASE("the table of the manual comes out byte for byte") {
  CHECK(Sample{}.report("table") == grouped(R"(Zuweisung 2026 · 1 pot · 5 districts · EUR
10_000_000.00, +500_000.00 (+5.26_%) against 2025: 4 gain, 1 loses;
most: Köln +536_048.09, München −192_412.50

id     district      key          2025           2026         shift        %
01001  Flensburg      92    200_906.35     283_425.75    +82_519.40   +41.07
05315  Köln        1_087  2_812_688.82   3_348_736.91   +536_048.09   +19.06
06431  Bergstraße    274    774_924.47     844_115.83    +69_191.36    +8.93
06433  Groß-Gerau    281    861_027.19     865_680.84     +4_653.65    +0.54
09162  München     1_512  4_850_453.17   4_658_040.67   −192_412.50    −3.97
       Sum         3_246  9_500_000.00  10_000_000.00   +500_000.00    +5.26

3 units of 0.01 left over after rounding down, by largest remainder
to 06433, 05315, 09162.
)"));
}

}  // namespace
}  // namespace allot::report
