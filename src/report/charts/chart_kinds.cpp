#include "report/charts/chart.hpp"

namespace allot::report::charts {

std::span<const ChartKind* const> chart_kinds() {
  static constexpr const ChartKind* kKinds[] = {&kBars,  &kDumbbell,    &kDots,      &kWaterfall,
                                                &kLines, &kStackedBars, &kHistogram, &kMap};
  return kKinds;
}

void draw(const Chart& chart, const Words& words, Writer& out) {
  chart.kind->draw(chart, words, out);
}

}  // namespace allot::report::charts
