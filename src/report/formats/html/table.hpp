#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "allot/report/words/writer.hpp"
#include "report/document/document.hpp"
#include "report/document/table.hpp"
#include "report/words/numbers.hpp"

namespace allot::report::html {

/// What a table is called: by itself, or by the heading above it.
struct Caption {
  std::size_t id;  ///< of the element that says it: of the caption, or of the heading
  std::string text;
  bool is_heading = false;
};

/// The head of a column.
struct Head {
  std::string_view text;
  Align align = Align::kLeft;
  bool is_row_header = false;  ///< its cells name their rows
};

/// What becomes of a table where the screen is narrower: it scrolls, by mouse and by keys, or the
/// cells of a row stand one below the other.
enum class Narrow { kScrolls, kStacks };

class TableElement {
 public:
  TableElement(const Caption& caption, std::vector<Head> heads, Writer& out,
               Narrow narrow = Narrow::kScrolls);
  TableElement(const TableElement&) = delete;
  TableElement& operator=(const TableElement&) = delete;
  ~TableElement() = default;

  /// `kind`: the class of the row; empty: none.
  void begin_row(std::string_view kind = {});
  /// The next cell of the row; `put` writes what is in it.
  template <class Put>
  void cell(Put put, std::string_view kind = {}) {
    open_cell(kind);
    put();
    close_cell();
  }
  void end_row() { out_.put("</tr>\n"); }
  /// A line `…` between two rows.
  void gap();
  /// Behind the last row but the sums.
  void begin_foot() {
    out_.put("</tbody>\n<tfoot>\n");
    in_foot_ = true;
  }
  void end();

 private:
  void put_head(const Head& head);
  void put_role(std::string_view role);
  void open_cell(std::string_view kind);
  void close_cell();

  std::vector<Head> heads_;
  Writer& out_;
  const bool stacks_;
  std::size_t column_ = 0;
  bool in_foot_ = false;
};

/// All rows, and the sums below them.
void write_table(const Table& table, const Caption& caption, const NumberFormat& numbers,
                 Writer& out);
void write_calculation(const Calculation& calculation, const Caption& caption, const Words& words,
                       Writer& out);
void write_breakdown(const Breakdown& breakdown, const Caption& caption, Writer& out);
/// What the chart shows.
void write_numbers(const charts::Chart& chart, const Caption& caption, const Words& words,
                   Writer& out);

}  // namespace allot::report::html
