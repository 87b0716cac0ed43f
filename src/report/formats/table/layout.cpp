#include "report/formats/table/layout.hpp"

#include <algorithm>
#include <numeric>

#include "report/formats/table/shown_text.hpp"
#include "report/words/lines.hpp"

namespace allot::report {
namespace {

// Names are not broken into columns narrower than the first of these, nor into those that are
// narrower than their longest piece, unless that is beyond the second. The third is for pages that
// would have no room for a number.
constexpr std::size_t kNarrowName = 16, kLongPiece = 24, kNarrowestName = 8;
// Nor are they in columns wider than this, page or none: one text that is no name would make every
// line as long.
constexpr std::size_t kWidestName = 200;
constexpr std::size_t kNarrowHeading = 8;
constexpr std::size_t kLeastBars = 11, kMostBars = 41;

/// The widest of a column's cells. Of numbers only the least and the greatest are measured.
class Widest {
 public:
  Widest(const TableColumn& column, const Page& page) : column_{column}, page_{page} {}

  void add(const Cell& cell) {
    switch (cell.kind) {
      case Cell::Kind::kBlank:
        return;
      case Cell::Kind::kUndefined:
        return grow(1);
      case Cell::Kind::kText:
        return grow(ShownText{cell.text}.width());
      case Cell::Kind::kNumber:
        least_ = std::min(least_, cell.number);
        greatest_ = std::max(greatest_, cell.number);
        numbers_ = true;
    }
  }

  [[nodiscard]] std::size_t width() const {
    return numbers_ ? std::max({width_, width_of(least_), width_of(greatest_)}) : width_;
  }

 private:
  void grow(std::size_t width) { width_ = std::max(width_, width); }
  [[nodiscard]] std::size_t width_of(int128 number) const {
    return NumberText{number, column_.decimals, page_.numbers, column_.sign}.width();
  }

  const TableColumn& column_;
  const Page& page_;
  std::size_t width_ = 0;
  bool numbers_ = false;
  int128 least_ = 0, greatest_ = 0;
};

template <class Use>
void each_cell(const Table& table, const TableColumn& column, Use use) {
  for (const std::uint32_t row : table.rows) {
    use(column.cell(row));
  }
  if (table.totals) {
    use(column.total);
    std::ranges::for_each(column.below, use);
  }
}

using Indices = std::vector<std::size_t>;

class Fitting {
 public:
  Fitting(const Table& table, const Page& page) : table_{table}, page_{page} {
    for (const TableColumn& column : table.columns) {
      cells_.push_back(width_of_cells(column));
      whole_.push_back(std::max(cells_.back(), ShownText{column.header}.width()));
    }
  }

  std::vector<TablePart> parts() {
    Indices all(table_.columns.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    widths_ = whole_;
    if (!page_.folds || width_of(all) <= page_.width) {
      return {placed(all)};
    }
    for (const std::size_t i : all) {
      widths_[i] = least_of(i);
    }
    if (width_of(all) <= page_.width) {
      return {placed(all)};
    }
    std::vector<TablePart> parts;
    for (const Indices& part : split(all)) {
      parts.push_back(placed(part));
    }
    return parts;
  }

 private:
  [[nodiscard]] std::size_t width_of_cells(const TableColumn& column) const {
    if (column.bars) {
      return kLeastBars;
    }
    Widest widest{column, page_};
    each_cell(table_, column, [&](const Cell& cell) { widest.add(cell); });
    return column.shrinks ? std::min(widest.width(), kWidestName) : widest.width();
  }

  /// With the heading, and names, in lines.
  [[nodiscard]] std::size_t least_of(std::size_t index) const {
    const TableColumn& column = table_.columns[index];
    std::size_t least = cells_[index];
    if (column.shrinks && least > kNarrowName) {
      std::size_t piece = kNarrowName;
      each_cell(table_, column, [&](const Cell& cell) {
        piece = std::max(piece, widest_piece(ShownText{cell.text}.view()));
      });
      least = std::min({least, piece, kLongPiece});
    }
    const ShownText heading{column.header};
    const std::size_t piece = std::clamp(widest_piece(heading.view()), kNarrowHeading, kLongPiece);
    return std::max(least, std::min(heading.width(), piece));
  }

  [[nodiscard]] std::size_t width_of(const Indices& part) const {
    std::size_t width = 0;
    for (const std::size_t i : part) {
      width += (i == part.front() ? 0 : gap_before(table_.columns[i])) + widths_[i];
    }
    return width;
  }

  /// What room there is goes to names, then to other texts, then to headings, then to bars.
  [[nodiscard]] TablePart placed(const Indices& indices) const {
    TablePart part;
    for (const std::size_t i : indices) {
      part.push_back({i, widths_[i]});
    }
    const std::size_t width = width_of(indices);
    std::size_t spare = page_.width - std::min(page_.width, width);
    const auto widen = [&](auto is_one, auto most) {
      for (PlacedColumn& placed : part) {
        if (is_one(table_.columns[placed.index])) {
          const std::size_t more =
              std::min(spare, std::max(placed.width, most(placed.index)) - placed.width);
          placed.width += more;
          spare -= more;
        }
      }
    };
    const auto whole = [&](std::size_t i) { return whole_[i]; };
    widen([](const TableColumn& column) { return column.stub; }, whole);
    widen([](const TableColumn& column) { return column.shrinks; }, whole);
    widen([](const TableColumn&) { return true; }, whole);
    const auto drawn = [](const TableColumn& column) { return column.bars; };
    const auto bars =
        std::ranges::count_if(indices, [&](std::size_t i) { return table_.columns[i].bars; });
    if (bars > 0) {
      const std::size_t each = kLeastBars + spare / static_cast<std::size_t>(bars);
      widen(drawn, [&](std::size_t) { return std::min(each, kMostBars); });
    }
    return part;
  }

  std::vector<Indices> split(const Indices& all) {
    Indices stub, others;
    for (const std::size_t i : all) {
      (table_.columns[i].stub ? stub : others).push_back(i);
    }
    if (excess_beside(stub, others) > 0) {
      leave_names_out(stub, others);
      narrow_all(stub, excess_beside(stub, others));
    }
    std::vector<Indices> parts{stub};
    for (const std::size_t i : others) {
      if (parts.back().size() > stub.size() && begins_part(i, parts.back(), stub)) {
        parts.push_back(stub);
      }
      parts.back().push_back(i);
    }
    return parts;
  }

  /// What is too much where the widest of the others stands beside the stub. Texts among them are
  /// made narrower.
  std::size_t excess_beside(const Indices& stub, const Indices& others) {
    std::size_t too_much = 0;
    for (const std::size_t i : others) {
      Indices part = stub;
      part.push_back(i);
      too_much = std::max(too_much, narrow(i, kNarrowName, excess_of(part)));
    }
    return too_much;
  }

  /// Where ids and names leave no room to numbers, names are in the first part only, and ids alone
  /// tell the rows of the others.
  void leave_names_out(Indices& stub, Indices& others) {
    const auto names = std::stable_partition(
        stub.begin(), stub.end(), [&](std::size_t i) { return !table_.columns[i].shrinks; });
    if (names == stub.begin()) {
      return;
    }
    std::size_t label = 0;
    for (auto name = names; name != stub.end(); ++name) {
      label = std::max(label, width_of_labels(table_.columns[*name]));
    }
    others.insert(others.begin(), names, stub.end());
    stub.erase(names, stub.end());
    widths_[stub.front()] = std::max(widths_[stub.front()], label);
  }

  static std::size_t width_of_labels(const TableColumn& column) {
    std::size_t width = ShownText{column.total.text}.width();
    for (const Cell& cell : column.below) {
      width = std::max(width, ShownText{cell.text}.width());
    }
    return width;
  }

  void narrow_all(const Indices& stub, std::size_t too_much) {
    for (const std::size_t i : stub) {
      too_much = narrow(i, kNarrowestName, too_much);
    }
  }

  [[nodiscard]] std::size_t excess_of(const Indices& part) const {
    return width_of(part) - std::min(page_.width, width_of(part));
  }

  /// Makes a column of texts narrower, but not than `least`; what is still too much.
  std::size_t narrow(std::size_t column, std::size_t least, std::size_t too_much) {
    std::size_t& width = widths_[column];
    if (table_.columns[column].align == Align::kRight || width <= least) {
      return too_much;
    }
    const std::size_t less = std::min(too_much, width - least);
    width -= less;
    return too_much - less;
  }

  /// Whether the column, or one that stands beside it, does not fit into the part any more.
  [[nodiscard]] bool begins_part(std::size_t column, Indices part, Indices next) const {
    part.push_back(column);
    if (width_of(part) > page_.width) {
      return true;
    }
    next.push_back(column);
    for (++column; column < table_.columns.size() && table_.columns[column].joins; ++column) {
      part.push_back(column);
      next.push_back(column);
    }
    return width_of(part) > page_.width && width_of(next) <= page_.width;
  }

  const Table& table_;
  const Page& page_;
  std::vector<std::size_t> cells_, whole_;  ///< without and with the heading
  std::vector<std::size_t> widths_ = {};
};

}  // namespace

std::vector<TablePart> layout_of(const Table& table, const Page& page) {
  return Fitting{table, page}.parts();
}

std::size_t gap_before(const TableColumn& column) {
  // Columns of gains and losses stand a little apart.
  return column.sign == Sign::kAlways ? 3 : 2;
}

}  // namespace allot::report
