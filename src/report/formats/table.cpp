#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/text.hpp"
#include "report/formats/table_calculation.hpp"

namespace allot::report {
namespace {

struct TableLayout {
  NumberFormat numbers;
  std::size_t width = 80;  ///< names shrink to keep to it; numbers are never cut
  bool color = false;      ///< losses red, gains green, headings bold
};

constexpr std::string_view kUndefined = "–";
constexpr std::string_view kLeftOut = "…\n";
constexpr std::size_t kNarrowestName = 8;

/// Whether all bytes are printable ASCII. Eight at a time: a table has every name looked at twice.
bool is_plain(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  constexpr std::uint64_t kHighBits = 0x80 * kEach;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    // A high bit comes from beyond ASCII, from the borrow of a control, or from that of DEL.
    if (((word | (word - 0x20 * kEach) | ((word ^ (0x7F * kEach)) - kEach)) & kHighBits) != 0) {
      return false;
    }
  }
  return std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(),
                     [](char c) { return c >= ' ' && c <= '~'; });
}

/// C0 controls, DEL, and the lead bytes of C1 controls and of controls of direction (and of a few
/// letters and dashes).
bool may_be_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2;
}

/// Text as it may be shown, and its width. Most texts are printable ASCII: those cost no call, and
/// those with umlauts no copy.
class ShownText {
 public:
  explicit ShownText(std::string_view text) : view_{text}, width_{text.size()} {
    if (is_plain(text)) {
      return;
    }
    if (std::any_of(text.begin(), text.end(), [](char c) { return may_be_control(c); })) {
      printable_ = without_controls(text);
      view_ = printable_;
    }
    width_ = display_width(view_);
  }
  ShownText(const ShownText&) = delete;
  ShownText& operator=(const ShownText&) = delete;
  ~ShownText() = default;

  void shorten(std::size_t width) {
    if (width_ > width) {
      printable_ = shortened(view_, width);
      view_ = printable_;
      width_ = display_width(view_);
    }
  }

  [[nodiscard]] std::string_view view() const { return view_; }
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  std::string printable_;
  std::string_view view_;
  std::size_t width_;
};

/// The widest of a column's cells. Of numbers only the least and the greatest are measured.
class Widest {
 public:
  Widest(const TableColumn& column, const TableLayout& layout)
      : column_{column}, layout_{layout}, width_{ShownText{column.header}.width()} {}

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
    if (!numbers_) {
      return width_;
    }
    return std::max({width_, width_of(least_), width_of(greatest_)});
  }

 private:
  void grow(std::size_t width) { width_ = std::max(width_, width); }
  [[nodiscard]] std::size_t width_of(int128 number) const {
    return NumberText{number, column_.decimals, layout_.numbers, column_.sign}.width();
  }

  const TableColumn& column_;
  const TableLayout& layout_;
  std::size_t width_;
  bool numbers_ = false;
  int128 least_ = 0, greatest_ = 0;
};

class TextTable {
 public:
  TextTable(const Table& table, const TableLayout& layout, Writer& out)
      : table_{table}, layout_{layout}, out_{out} {
    for (const TableColumn& column : table.columns) {
      widths_.push_back(widest(column));
    }
    shrink_names();
  }

  void write() {
    write_header();
    std::size_t written = 0;
    for (const std::uint32_t row : table_.rows) {
      if (written > 0 && written == table_.before_gap) {
        out_.put(kLeftOut);
      }
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        write_cell(i, table_.columns[i].cell(row));
      }
      end_line();
      ++written;
    }
    if (table_.totals) {
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        write_cell(i, table_.columns[i].total);
      }
      end_line();
      write_below();
    }
  }

 private:
  void write_below() {
    std::size_t rows = 0;
    for (const TableColumn& column : table_.columns) {
      rows = std::max(rows, column.below.size());
    }
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < table_.columns.size(); ++i) {
        const std::vector<Cell>& below = table_.columns[i].below;
        write_cell(i, row < below.size() ? below[row] : Cell{});
      }
      end_line();
    }
  }

  [[nodiscard]] std::size_t widest(const TableColumn& column) const {
    Widest widest{column, layout_};
    for (const std::uint32_t row : table_.rows) {
      widest.add(column.cell(row));
    }
    if (table_.totals) {
      widest.add(column.total);
      for (const Cell& cell : column.below) {
        widest.add(cell);
      }
    }
    return widest.width();
  }

  /// Columns of gains and losses stand a little apart.
  [[nodiscard]] std::size_t gap(std::size_t column) const {
    if (column == 0) {
      return 0;
    }
    return table_.columns[column].sign == Sign::kAlways ? 3 : 2;
  }

  /// Headings and the names of totals are not cut.
  static std::size_t narrowest_of(const TableColumn& column) {
    std::size_t width = std::max(kNarrowestName, ShownText{column.header}.width());
    for (const Cell& cell : column.below) {
      width = std::max(width, ShownText{cell.text}.width());
    }
    return width;
  }

  void shrink_names() {
    std::size_t total = 0;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      total += gap(i) + widths_[i];
    }
    for (std::size_t i = 0; i < widths_.size() && total > layout_.width; ++i) {
      const std::size_t narrowest = narrowest_of(table_.columns[i]);
      if (table_.columns[i].shrinks && widths_[i] > narrowest) {
        const std::size_t excess = total - layout_.width;
        const std::size_t spare = widths_[i] - narrowest;
        widths_[i] -= std::min(excess, spare);
        total -= std::min(excess, spare);
      }
    }
  }

  void write_header() {
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const ShownText header{table_.columns[i].header};
      place_text(i, header, kBold);
    }
    end_line();
  }

  void write_cell(std::size_t i, const Cell& cell) {
    switch (cell.kind) {
      case Cell::Kind::kBlank:
        return place(i, 0, {}, [] {});
      case Cell::Kind::kUndefined:
        return place(i, 1, {}, [&] { out_.put(kUndefined); });
      case Cell::Kind::kText: {
        ShownText text{cell.text};
        text.shorten(widths_[i]);
        return place_text(i, text, {});
      }
      case Cell::Kind::kNumber: {
        const TableColumn& column = table_.columns[i];
        const NumberText number{cell.number, column.decimals, layout_.numbers, column.sign};
        return place(i, number.width(), color_of(column, cell.number), [&] { number.write(out_); });
      }
    }
  }

  static std::string_view color_of(const TableColumn& column, int128 number) {
    if (column.sign != Sign::kAlways || number == 0) {
      return {};
    }
    return number < 0 ? kRed : kGreen;
  }

  void place_text(std::size_t i, const ShownText& text, std::string_view color) {
    place(i, text.width(), color, [&] { out_.put(text.view()); });
  }

  /// Blanks are written when something follows them: no line ends in one.
  template <class Write>
  void place(std::size_t i, std::size_t width, std::string_view color, Write&& write) {
    const std::size_t rest = widths_[i] - width;
    const bool right = table_.columns[i].align == Align::kRight;
    blanks_ += gap(i) + (right ? rest : 0);
    if (width > 0) {
      out_.pad(blanks_);
      blanks_ = 0;
      write_colored(color, write);
    }
    blanks_ += right ? 0 : rest;
  }

  template <class Write>
  void write_colored(std::string_view color, Write&& write) {
    if (!layout_.color || color.empty()) {
      write();
      return;
    }
    out_.put(color);
    write();
    out_.put(kReset);
  }

  void end_line() {
    blanks_ = 0;
    out_.put('\n');
  }

  const Table& table_;
  const TableLayout& layout_;
  Writer& out_;
  std::vector<std::size_t> widths_;
  std::size_t blanks_ = 0;
};

/// What a document consists of, an empty line between one part and the next.
class TextDocument {
 public:
  TextDocument(const RunOptions& options, Writer& out) : options_{options}, out_{out} {}

  void write(const Document& document, const NumberFormat& numbers) {
    const std::string_view bold = options_.color ? kBold : std::string_view{};
    begin_part(!document.changes.empty());
    put(document.changes);
    begin_part(!document.titles.empty());
    put(document.titles, bold);
    begin_part(!document.head.empty() && document.titles.size() != 1);
    put(document.head);
    for (const Block& block : document.blocks) {
      begin_part();
      std::visit([&](const auto& each) { put_block(each, numbers); }, block);
    }
    begin_part(!document.notes.empty());
    put(document.notes);
  }

 private:
  void begin_part(bool begins = true) {
    out_.put(begins && !first_ ? std::string_view{"\n"} : std::string_view{});
    first_ = first_ && !begins;
  }

  void put_block(const Table& table, const NumberFormat& numbers) {
    TextTable{table, {.numbers = numbers, .width = options_.width, .color = options_.color}, out_}
        .write();
  }
  void put_block(const Passage& passage, const NumberFormat& /*numbers*/) {
    if (!passage.heading.empty()) {
      put({passage.heading}, options_.color ? kBold : std::string_view{});
    }
    put(passage.items);
  }
  void put_block(const auto& lines, const NumberFormat& numbers) {
    write_as_text(lines, options_, numbers.mark, out_);
  }

  void put(const std::vector<Sentence>& sentences, std::string_view color = {}) {
    for (const Sentence& sentence : sentences) {
      write_wrapped(sentence, options_.width, out_, color);
    }
  }

  const RunOptions& options_;
  Writer& out_;
  bool first_ = true;
};

void write_as_table(const Report& report, const RunOptions& options, Writer& out) {
  const Words words = words_for_people(options);
  TextDocument{options, out}.write(report.document(words), words.numbers);
}

}  // namespace

extern const Format kTableFormat = {
    .name = "table",
    .summary = "columns for people, with a sentence above and notes below",
    .suffix = ".txt",
    .audience = Audience::kPeople,
    .write = write_as_table,
};

}  // namespace allot::report
