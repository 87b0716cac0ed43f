#include "allot/load/cells/table.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/load/text/bytes.hpp"
#include "load/numbers/number_hints.hpp"
#include "load/problems/first_ten.hpp"

namespace allot::load {

namespace {

constexpr std::size_t kTooManyBytes = std::size_t{1} << 31U;  // offsets are 31 bits wide

std::string plural(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

/// The first line with more than blanks, as offset and length.
struct Line {
  std::size_t begin = 0;
  std::size_t length = 0;
};

Line first_line(std::string_view text) {
  const std::size_t word = text.find_first_not_of(" \t\r\n");
  if (word == std::string_view::npos) {
    return {};
  }
  // From the start of the line: a tab there may be a separator.
  const std::size_t before = text.substr(0, word).rfind('\n');
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return {.begin = begin, .length = std::min(text.find('\n', begin), text.size()) - begin};
}

/// The place of `length` bytes at `offset`, on a line that begins at `line_begin`; cut at its end.
Location place_on_line(FileId file, std::string_view text, std::uint32_t line,
                       std::size_t line_begin, std::size_t offset, std::size_t length) {
  const std::string_view meant = text.substr(offset, length);
  const auto line_end = std::ranges::find_if(meant, [](char c) { return c == '\r' || c == '\n'; });
  return {
      .file = file,
      .line = line,
      .column = static_cast<std::uint32_t>(offset - line_begin + 1),
      .length = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, line_end - meant.begin()))};
}

/// A title above the names is a line with one cell.
std::string way_to_name(const Table& table) {
  const auto unnamed = std::ranges::count(table.header(), std::string_view{});
  return static_cast<std::size_t>(unnamed) + 1 == table.header().size()
             ? "name it, or delete the lines above the one with the names"
             : "name it, or remove it";
}

void check_unnamed(const Table& table, std::size_t column, FirstTen& wrong) {
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (!table.cell(row, column).empty()) {
      wrong.add([&] {
        return Diagnostic{.code = Code::kTableSyntax,
                          .where = table.where_header(column),
                          .message = fmt::format("column {} has no name", column + 1),
                          .label = "no name",
                          .help = {way_to_name(table)},
                          .related = {{table.where(row, column), "but it has a value"}}};
      });
      return;
    }
  }
}

/// "`;`" or "a tab".
std::string separator_name(char separator) {
  return separator == '\t' ? "a tab" : fmt::format("`{}`", separator);
}

/// Reports what spreadsheets write that is no header line; `where` is its place.
bool check_header_line(std::string_view header, const Location& where, Problems& problems) {
  const std::size_t cr = header.find('\r');
  if (header.starts_with("sep=") || header.starts_with("SEP=")) {
    problems.add({.code = Code::kTableSyntax,
                  .where = where,
                  .message = "the table begins with a `sep=` line",
                  .label = "not a header",
                  .help = {"remove it: the separator is found from the header"}});
    return false;
  }
  if (cr != std::string_view::npos && cr + 1 < header.size()) {
    problems.add({.code = Code::kTableSyntax,
                  .where = where,
                  .message = "the lines of the table end in CR alone",
                  .help = {"save it with LF or CRLF as line ends"}});
    return false;
  }
  return true;
}

/// Reports a header that is a single column only because its separator is none of the three.
bool check_is_separated(const Table& table, Problems& problems) {
  const std::string_view name = table.header().front();
  const std::size_t other = name.find_first_of("|\t;");
  if (table.column_count() > 1 || other == std::string_view::npos) {
    return true;
  }
  problems.add(
      {.code = Code::kTableSyntax,
       .where = table.where_header(0),
       .message = fmt::format("the header is a single column, {}", quoted_value(name)),
       .label = "no `,`, `;` or tab between columns",
       .help = {name[other] == '|' ? "separate the columns by `,`, `;` or a tab, not by `|`"
                                   : "do not quote a whole line: quotes are for single cells"}});
  return false;
}

/// Reports duplicate names, and columns without a name that have values (spreadsheets leave empty
/// ones behind).
bool check_column_names(const Table& table, Problems& problems) {
  FirstTen wrong{problems, "more wrong columns in this table"};
  for (std::size_t column = 0; column < table.header().size(); ++column) {
    const std::string_view name = table.header()[column];
    if (name.empty()) {
      check_unnamed(table, column, wrong);
      continue;
    }
    const std::size_t first = table.find_column(name).value_or(column);
    if (first != column) {
      wrong.add([&] {
        return Diagnostic{.code = Code::kDuplicateColumn,
                          .where = table.where_header(column),
                          .message = fmt::format("there are two columns {}", quoted_value(name)),
                          .label = "the same name again",
                          .help = {"give each column a name of its own"},
                          .related = {{table.where_header(first), "first used here"}}};
      });
    }
  }
  wrong.finish();
  return !wrong.any();
}

}  // namespace

char find_separator(std::string_view header) {
  std::array<std::size_t, 3> counts{};
  // Of equally many the less ordinary character: a comma can be part of a name.
  constexpr std::string_view kSeparators = "\t;,";
  bool quoted = false;
  for (const char c : header) {
    quoted = quoted != (c == '"');
    const std::size_t index = kSeparators.find(c);
    if (!quoted && index != std::string_view::npos) {
      ++counts[index];
    }
  }
  const auto most = std::ranges::max_element(counts) - counts.begin();
  return counts[static_cast<std::size_t>(most)] == 0 ? ','
                                                     : kSeparators[static_cast<std::size_t>(most)];
}

/// Goes through the text once, left to right.
class Table::Reader {
 public:
  Reader(Table& table, Problems& problems)
      : table_{table},
        text_{table.text_},
        problems_{problems},
        wrong_rows_{problems, "more wrong rows in this table"} {}

  /// False if something is wrong, which is then reported.
  bool read() {
    if (text_.size() >= kTooManyBytes) {
      add(Code::kTooLarge, {.file = table_.file_}, "the table has 2 GiB or more",
          "split it into several tables");
      return false;
    }
    const bool has_header = read_header();
    if (has_header) {
      reserve();
      read_data_rows();
    }
    wrong_rows_.finish();
    return has_header && !wrong_rows_.any() && check_column_names(table_, problems_);
  }

 private:
  bool read_header() {
    const Line line = first_line(text_);
    if (line.length == 0) {
      add(Code::kTableSyntax, {.file = table_.file_}, "the table is empty",
          "its first line names the columns");
      return false;
    }
    at_ = line.begin;
    line_ +=
        static_cast<std::uint32_t>(std::count(text_.begin(), text_.begin() + offset(at_), '\n'));
    const std::string_view header = text_.substr(line.begin, line.length);
    if (!check_header_line(header, place(line_, at_, header.size()), problems_)) {
      return false;
    }
    separator_ = find_separator(header);
    std::uint32_t line_of_name = line_;
    std::size_t counted = at_;
    std::size_t line_begin = at_;
    read_row();
    for (const Cell cell : table_.cells_) {
      const std::string_view name = table_.text_of(cell);
      if (!name.empty()) {
        table_.by_name_.emplace(name, table_.header_.size());
      }
      table_.header_.push_back(name);
      const Cell meant = table_.in_text(cell);
      // A quoted name before it may have line breaks.
      const std::string_view before = text_.substr(counted, meant.begin - counted);
      line_of_name += static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
      if (const std::size_t end = before.rfind('\n'); end != std::string_view::npos) {
        line_begin = counted + end + 1;
      }
      counted = meant.begin;
      table_.header_places_.push_back(
          place_on_line(table_.file_, text_, line_of_name, line_begin, meant.begin, meant.length));
    }
    table_.cells_.clear();
    return !wrong_rows_.any() && check_is_separated(table_, problems_);
  }

  /// Room for the cells as far as the first rows tell, so that the table does not grow by copying.
  void reserve() {
    constexpr std::size_t kSample = std::size_t{1} << 16U;
    const std::string_view sample = text_.substr(at_, kSample);
    const auto lines = static_cast<std::size_t>(std::ranges::count(sample, '\n')) + 1;
    const std::size_t rest = text_.size() - at_;
    const std::size_t rows = sample.size() < kSample ? lines : (rest / kSample + 1) * lines * 5 / 4;
    const std::size_t columns = table_.header_.size();
    table_.cells_.reserve(std::min((rows + 1) * columns, rest + columns));
    table_.lines_.reserve(std::min(rows + 1, rest + 1));
  }

  void read_data_rows() {
    while (at_ < text_.size()) {
      read_data_row();
    }
  }

  void read_data_row() {
    const std::size_t begin = at_;
    const std::uint32_t line = line_;
    const std::size_t first = table_.cells_.size();
    const bool closed = read_row();
    const std::size_t count = table_.cells_.size() - first;
    if (count == table_.header_.size() && !(count == 1 && is_blank_line(begin))) [[likely]] {
      table_.lines_.push_back(line);
      return;
    }
    table_.cells_.resize(first);
    if (closed && !is_blank_line(begin)) {
      report_ragged(begin, line, count);
    }
  }

  /// Whether the row from `begin` to here has nothing but blanks: `;;` has cells, `""` is one.
  [[nodiscard]] bool is_blank_line(std::size_t begin) const {
    return std::all_of(text_.begin() + offset(begin), text_.begin() + offset(at_),
                       [this](char c) { return c == '\n' || is_blank(c); });
  }

  /// Appends the cells of a row; false if it ended within quotes.
  bool read_row() {
    while (true) {
      at_ = skip_blanks(at_);
      const bool quoted = at_ < text_.size() && text_[at_] == '"';
      if (!quoted) {
        read_plain_cell();
      } else if (!read_quoted_cell()) {
        return false;
      }
      if (at_ == text_.size()) {
        return true;
      }
      if (text_[at_++] == '\n') {
        ++line_;
        return true;
      }
    }
  }

  void read_plain_cell() {
    const std::size_t end = cell_end(at_);
    std::size_t last = end;
    while (last > at_ && is_blank(text_[last - 1])) {
      --last;
    }
    push(at_, last - at_);
    at_ = end;
  }

  /// False if the quotes are never closed.
  bool read_quoted_cell() {
    const std::size_t open = at_;
    bool doubled = false;
    std::size_t close = text_.find('"', open + 1);
    while (close != std::string_view::npos && text_.substr(close + 1).starts_with('"')) {
      doubled = true;
      close = text_.find('"', close + 2);
    }
    if (close == std::string_view::npos) {
      report_unclosed(open);
      at_ = text_.size();
      return false;
    }
    const std::string_view inside = text_.substr(open + 1, close - open - 1);
    doubled ? store(open + 1, inside) : push(open + 1, inside.size());
    const std::uint32_t open_line = line_;
    line_ += static_cast<std::uint32_t>(std::ranges::count(inside, '\n'));
    at_ = skip_blanks(close + 1);
    if (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n') {
      report_after_quote(open, open_line);
      at_ = cell_end(at_);
    }
    return true;
  }

  [[nodiscard]] bool is_blank(char c) const {
    return c == ' ' || c == '\r' || (c == '\t' && separator_ != '\t');
  }

  [[nodiscard]] std::size_t skip_blanks(std::size_t from) const {
    while (from < text_.size() && is_blank(text_[from])) {
      ++from;
    }
    return from;
  }

  [[nodiscard]] std::size_t cell_end(std::size_t from) const {
    while (from < text_.size() && text_[from] != separator_ && text_[from] != '\n') {
      ++from;
    }
    return from;
  }

  void push(std::size_t begin, std::size_t length) {
    if (length > kMaxTextBytes) [[unlikely]] {
      report_too_long(begin, length);
    }
    table_.cells_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length)});
  }

  /// Keeps a cell with its doubled quotes made single.
  void store(std::size_t begin, std::string_view inside) {
    if (inside.size() > kMaxTextBytes) {
      report_too_long(begin, inside.size());
    }
    std::string& text = table_.texts_->emplace_back();
    for (std::size_t i = 0; i < inside.size(); ++i) {
      text += inside[i];
      i += inside[i] == '"' ? 1U : 0U;  // the second one of a pair
    }
    table_.cells_.push_back({static_cast<std::uint32_t>(table_.in_text_.size()), kStored});
    table_.in_text_.push_back(
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(inside.size())});
  }

  void report_ragged(std::size_t begin, std::uint32_t line, std::size_t count) {
    const std::size_t columns = table_.header_.size();
    wrong_rows_.add([&] {
      return Diagnostic{
          .code = Code::kTableSyntax,
          .where = place(line, begin, text_.size() - begin),
          .message =
              fmt::format("this row has {}, the header has {}", plural(count, "cell"), columns),
          .label = count < columns ? fmt::format("{} missing", columns - count)
                                   : fmt::format("{} too many", count - columns),
          .help = {
              count == 1 ? fmt::format(
                               "delete the line if it is a footnote; else separate its cells by {}",
                               separator_name(separator_))
              : count < columns
                  ? fmt::format("end each cell with {}, empty ones too", separator_name(separator_))
                  : fmt::format("quote cells that contain {}, as in \"a{}b\"",
                                separator_name(separator_), separator_)}};
    });
  }

  void report_too_long(std::size_t begin, std::size_t length) {
    wrong_rows_.add([&] {
      return Diagnostic{.code = Code::kTooLarge,
                        .where = place(line_, begin, length),
                        .message = "a cell has " + too_long_text(length),
                        .label = "begins here",
                        .help = {"look for a quote that is closed far too late; documents belong "
                                 "beside the table"}};
    });
  }

  void report_unclosed(std::size_t open) {
    wrong_rows_.add([&] {
      return Diagnostic{
          .code = Code::kTableSyntax,
          .where = place(line_, open, 1),
          .message = "a quote is opened and never closed",
          .label = "opened here",
          .help = {"close it; a quote that belongs to a quoted text is doubled: `\"\"`"}};
    });
  }

  void report_after_quote(std::size_t open, std::uint32_t open_line) {
    wrong_rows_.add([&] {
      return Diagnostic{.code = Code::kTableSyntax,
                        .where = place(line_, at_, cell_end(at_) - at_),
                        .message = "there is text after a closing quote",
                        .label = "outside the quotes",
                        .help = {"a quote that belongs to a quoted text is doubled: `\"\"`"},
                        .related = {{place(open_line, open, 1), "the quote was opened here"}}};
    });
  }

  void add(Code code, Location where, std::string message, std::string help) {
    problems_.add(
        {.code = code, .where = where, .message = std::move(message), .help = {std::move(help)}});
  }

  [[nodiscard]] Location place(std::uint32_t line, std::size_t begin, std::size_t length) const {
    const std::size_t end = begin == 0 ? std::string_view::npos : text_.rfind('\n', begin - 1);
    const std::size_t line_begin = end == std::string_view::npos ? 0 : end + 1;
    return place_on_line(table_.file_, text_, line, line_begin, begin, length);
  }

  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  Table& table_;
  std::string_view text_;
  Problems& problems_;
  FirstTen wrong_rows_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
};

std::optional<Table> Table::read(const SourceFiles& files, FileId file, Problems& problems) {
  std::optional<Table> table{std::in_place};
  table->file_ = file;
  table->text_ = files.text(file);
  if (!Reader{*table, problems}.read()) {
    table.reset();
  }
  return table;
}

std::optional<std::size_t> Table::find_column(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? std::nullopt : std::optional{found->second};
}

Table::Cell Table::in_text(Cell cell) const {
  return (cell.length & kStored) == 0 ? cell : in_text_[cell.begin];
}

Location Table::where(Cell first_of_row, Cell cell, std::uint32_t line) const {
  const Cell first = in_text(first_of_row);
  const Cell meant = in_text(cell);
  // A quoted cell before it may have line breaks.
  const std::string_view before = text_.substr(first.begin, meant.begin - first.begin);
  const auto breaks = static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
  std::size_t line_begin = breaks == 0 ? first.begin : meant.begin;
  while (line_begin > 0 && text_[line_begin - 1] != '\n') {
    --line_begin;
  }
  return place_on_line(file_, text_, line + breaks, line_begin, meant.begin, meant.length);
}

Location Table::where(std::size_t row, std::size_t column) const {
  const std::size_t first = row * header_.size();
  return where(cells_[first], cells_[first + column], lines_[row]);
}

}  // namespace allot::load
