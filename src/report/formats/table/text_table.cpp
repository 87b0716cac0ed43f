#include "report/formats/table/text_table.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/formats/table/bars.hpp"
#include "report/formats/table/shown_text.hpp"
#include "report/words/lines.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kUndefined = "–";
constexpr std::string_view kRule = "─";
constexpr std::string_view kLeftOut = "…\n";

/// All bars of a table have one scale: the least and the greatest of what they show.
std::pair<int128, int128> range_of_bars(const Table& table) {
  std::pair<int128, int128> range{0, 0};
  for (const TableColumn& column : table.columns) {
    if (!column.bars) {
      continue;
    }
    for (const std::uint32_t row : table.rows) {
      const int128 number = column.cell(row).number;  // 0 where it is undefined
      range = {std::min(range.first, number), std::max(range.second, number)};
    }
  }
  return range;
}

/// One part of a table.
class TextPart {
 public:
  TextPart(const Table& table, const Page& page, const TablePart& part,
           const std::pair<int128, int128>& range, Writer& out)
      : table_{table}, page_{page}, part_{part}, out_{out} {
    for (const PlacedColumn& placed : part) {
      if (column(placed).bars) {
        bars_.try_emplace(placed.index, range.first, range.second, placed.width);
      }
    }
  }

  void write() {
    write_header();
    std::size_t written = 0;
    for (const std::uint32_t row : table_.rows) {
      if (written > 0 && written == table_.before_gap) {
        out_.put(kLeftOut);
      }
      write_row([row](const TableColumn& column) { return column.cell(row); });
      ++written;
    }
    if (table_.totals && has_sums()) {
      write_rule();
      write_sums([](const TableColumn& column) { return column.total; });
      write_below();
    }
  }

 private:
  [[nodiscard]] const TableColumn& column(const PlacedColumn& placed) const {
    return table_.columns[placed.index];
  }

  /// What they are called stands in the first column where its own is not in this part, unless
  /// there is a sum.
  template <class CellOf>
  void write_sums(CellOf cell_of) {
    const auto label =
        std::ranges::find(table_.columns, Cell::Kind::kText,
                          [](const TableColumn& column) { return column.total.kind; });
    const auto index = static_cast<std::size_t>(label - table_.columns.begin());
    const bool is_here = label == table_.columns.end() ||
                         std::ranges::find(part_, index, &PlacedColumn::index) != part_.end();
    const TableColumn* const first =
        is_here || has_sum(part_.front()) ? nullptr : &column(part_.front());
    write_row(
        [&](const TableColumn& column) { return cell_of(&column == first ? *label : column); });
  }

  void write_below() {
    std::size_t rows = 0;
    for (const TableColumn& column : table_.columns) {
      rows = std::max(rows, column.below.size());
    }
    for (std::size_t row = 0; row < rows; ++row) {
      write_sums([row](const TableColumn& column) {
        return row < column.below.size() ? column.below[row] : Cell{};
      });
    }
  }

  /// The last lines of the headings stand side by side.
  void write_header() {
    std::vector<std::vector<std::string>> headings;
    std::size_t height = 1;
    for (const PlacedColumn& placed : part_) {
      headings.push_back(lines_within(ShownText{column(placed).header}.view(), placed.width));
      height = std::max(height, headings.back().size());
    }
    for (std::vector<std::string>& lines : headings) {
      lines.insert(lines.begin(), height - lines.size(), std::string{});
    }
    write_lines(headings, height, kBold);
  }

  void write_lines(const std::vector<std::vector<std::string>>& cells, std::size_t height,
                   std::string_view color) {
    for (std::size_t line = 0; line < height; ++line) {
      for (std::size_t i = 0; i < part_.size(); ++i) {
        place_text(part_[i], ShownText{line < cells[i].size() ? cells[i][line] : ""}, color);
      }
      end_line();
    }
  }

  /// A text among the totals says what they are.
  [[nodiscard]] bool has_sum(const PlacedColumn& placed) const {
    const Cell::Kind kind = column(placed).total.kind;
    return kind == Cell::Kind::kNumber || kind == Cell::Kind::kUndefined;
  }

  [[nodiscard]] bool has_sums() const {
    return std::ranges::any_of(part_,
                               [this](const PlacedColumn& placed) { return has_sum(placed); });
  }

  /// Over the sums, and only over them: it is not taken for a row.
  void write_rule() {
    for (const PlacedColumn& placed : part_) {
      place(placed, has_sum(placed) ? placed.width : 0, {}, [&] {
        for (std::size_t i = 0; i < placed.width; ++i) {
          out_.put(kRule);
        }
      });
    }
    end_line();
  }

  template <class CellOf>
  void write_row(CellOf cell_of) {
    std::vector<std::vector<std::string>> rest;  // of texts that take more than one line
    std::size_t height = 0;
    for (std::size_t i = 0; i < part_.size(); ++i) {
      const PlacedColumn& placed = part_[i];
      const Cell cell = cell_of(column(placed));
      if (cell.kind != Cell::Kind::kText) {
        write_cell(placed, cell);
        continue;
      }
      const ShownText text{cell.text};
      if (text.width() <= placed.width) {
        place_text(placed, text, {});
        continue;
      }
      std::vector<std::string> lines = lines_within(text.view(), placed.width);
      place_text(placed, ShownText{lines.front()}, {});
      lines.erase(lines.begin());
      height = std::max(height, lines.size());
      rest.resize(part_.size());
      rest[i] = std::move(lines);
    }
    end_line();
    write_lines(rest, height, {});
  }

  void write_cell(const PlacedColumn& placed, const Cell& cell) {
    const bool bars = column(placed).bars;
    if (cell.kind == Cell::Kind::kUndefined && !bars) {
      place(placed, 1, {}, [&] { out_.put(kUndefined); });
    } else if (cell.kind != Cell::Kind::kNumber) {
      place(placed, 0, {}, [] {});
    } else if (bars) {
      write_bar(placed, cell.number);
    } else {
      write_number(placed, cell.number);
    }
  }

  void write_bar(const PlacedColumn& placed, int128 value) {
    const Bars& bars = bars_.at(placed.index);
    place(placed, bars.width_of(value), {},
          [&] { bars.write(value, color_of(Sign::kAlways, value), out_); });
  }

  void write_number(const PlacedColumn& placed, int128 value) {
    const TableColumn& amounts = column(placed);
    const NumberText number{value, amounts.decimals, page_.numbers, amounts.sign};
    place(placed, number.width(), color_of(amounts.sign, value), [&] { number.write(out_); });
  }

  [[nodiscard]] std::string_view color_of(Sign sign, int128 number) const {
    if (!page_.color || sign != Sign::kAlways || number == 0) {
      return {};
    }
    return number < 0 ? kRed : kGreen;
  }

  void place_text(const PlacedColumn& placed, const ShownText& text, std::string_view color) {
    place(placed, text.width(), page_.color ? color : std::string_view{},
          [&] { out_.put(text.view()); });
  }

  /// Blanks are written when something follows them: no line ends in one.
  template <class Write>
  void place(const PlacedColumn& placed, std::size_t width, std::string_view color, Write&& write) {
    const std::size_t rest = placed.width - std::min(width, placed.width);
    const bool right = column(placed).align == Align::kRight;
    blanks_ += (&placed == &part_.front() ? 0 : gap_before(column(placed))) + (right ? rest : 0);
    if (width > 0) {
      out_.pad(blanks_);
      blanks_ = 0;
      out_.put(color);
      write();
      out_.put(color.empty() ? color : kReset);
    }
    blanks_ += right ? 0 : rest;
  }

  void end_line() {
    blanks_ = 0;
    out_.put('\n');
  }

  const Table& table_;
  const Page& page_;
  const TablePart& part_;
  Writer& out_;
  std::map<std::size_t, Bars> bars_;  ///< of the columns that are drawn
  std::size_t blanks_ = 0;
};

}  // namespace

void write_text_table(const Table& table, const Page& page, Writer& out) {
  const std::pair<int128, int128> range = range_of_bars(table);
  std::string_view before;
  for (const TablePart& part : layout_of(table, page)) {
    out.put(std::exchange(before, "\n"));
    TextPart{table, page, part, range, out}.write();
  }
}

}  // namespace allot::report
