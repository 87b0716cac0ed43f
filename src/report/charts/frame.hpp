#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/charts/chart.hpp"
#include "report/charts/scale.hpp"
#include "report/charts/svg.hpp"

namespace allot::report::charts {

// What all charts have around their marks: title and description, unit and legend, labels and grid.
//
// A picture has as much room as its reader: on a broad page the labels of rows stand in a column
// before the plot, on a narrow one each stands above its row. The room beside the plot that labels
// need is told in pixels, as the padding of the `<svg>` (chart_style); within it all is in percent.

inline constexpr int kNarrowest = 328;   ///< of a telephone, less the margins of the page
inline constexpr int kUsualWidth = 720;  ///< of a column of text, and of A4

struct LegendEntry {
  std::string symbol;  ///< SVG, twelve pixels wide around (6, 0)
  std::string text;
};

/// Classes of texts (chart_style): of sums, and of what is beside the point.
inline constexpr std::string_view kBold = "f", kQuiet = "q";

/// A text beside a mark.
struct EndLabel {
  Position at = 0;
  bool leftwards = false;
  std::string text;
  std::string_view css_class = {};
  int gap = 5;  ///< pixels from `at`
};

/// A row's marks, around y = 0.
struct RowPicture {
  std::string shapes;
  std::vector<EndLabel> labels;
  std::optional<Position> link = {};  ///< a line down to the next row
};

/// What of a picture is not said by its chart.
struct RowsPlan {
  const Scale& scale;
  std::vector<RowPicture> rows;  ///< one for each of the chart's
  std::vector<LegendEntry> legend = {};
  std::string defs = {};  ///< SVG
  bool ticks = true;
  bool dense = false;     ///< rows touch, as those of one distribution do
  std::string unit = {};  ///< instead of the chart's
};

/// A chart whose rows stand below each other.
void draw_rows(const Chart& chart, const Words& words, const RowsPlan& plan, Writer& out);

/// A chart of no rows: says so.
void draw_nothing(const Chart& chart, const Words& words, Writer& out);

/// Of a value of the chart; `–` of an undefined one.
std::string value_text(const Chart& chart, const std::optional<int128>& value, const Words& words);

/// Pixels beside the plot.
struct Pads {
  int left = 0, right = 0;
};

// For charts of other forms.

/// The `<svg>`, its title and description, the unit and the legend.
class Frame {
 public:
  Frame(const Chart& chart, const Words& words, const std::vector<LegendEntry>& legend,
        std::string_view unit);

  /// Where the legend ends.
  [[nodiscard]] int top() const { return top_; }
  /// `form`: more classes, each behind a blank.
  void open(int height, std::string_view style, std::string_view form, Writer& out) const;
  static void close(Writer& out) { out.put("</svg>\n"); }

 private:
  const Chart& chart_;
  std::string head_;
  int top_ = 0;
};

/// For Frame::open: the room beside the plot, and that of the labels of rows on a broad page.
std::string plot_style(Pads pads, int label_column);

}  // namespace allot::report::charts
