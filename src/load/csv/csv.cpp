#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "allot/load/cells/table.hpp"
#include "allot/load/text/bytes.hpp"
#include "load/csv/head_names.hpp"
#include "load/numbers/number_hints.hpp"
#include "load/problems/first_ten.hpp"
#include "load/text/eight_bytes.hpp"

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

/// "`;`" or "a tab".
std::string separator_name(char separator) {
  return separator == '\t' ? "a tab" : fmt::format("`{}`", separator);
}

/// Reports line ends that nothing writes any more; `where` is the place of the whole text.
bool check_line_ends(std::string_view header, const Location& where, Problems& problems) {
  const std::size_t cr = header.find('\r');
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

bool check_column_names(const Table& table, Problems& problems) {
  FirstTen wrong{problems, "more wrong columns in this table"};
  for (std::size_t column = 0; column < table.header().size(); ++column) {
    const std::string_view name = table.header()[column];
    const std::size_t first = table.find_column(name).value_or(column);
    if (!name.empty() && first != column) {
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
class CsvReader {
 public:
  /// `sheet` is null of a CSV.
  CsvReader(Table& table, const TableForm& form, const SheetCells* sheet, Problems& problems)
      : table_{table},
        text_{table.text_},
        form_{form},
        sheet_{sheet},
        problems_{problems},
        wrong_rows_{problems, "more wrong rows in this table"} {}

  static Table table_of(const SourceFiles& files, FileId file) {
    Table table;
    table.file_ = file;
    table.text_ = files.text(file);
    return table;
  }

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
  using Cell = Table::Cell;

  bool read_header() {
    skip_separator_line();
    if (!go_to_head()) {
      const std::uint32_t line = std::max(form_.head.first, form_.head.last);
      add(Code::kTableSyntax, {.file = table_.file_},
          form_.head.is_given() ? fmt::format("the table has no line {}", line)
                                : "the table is empty",
          form_.head.is_given() ? "`header` is the line of the column names, counted from 1"
                                : "its first line names the columns");
      return false;
    }
    const std::string_view header = text_.substr(at_, text_.find('\n', at_) - at_);
    if (!check_line_ends(header, place(line_, at_, header.size()), problems_)) {
      return false;
    }
    if (separator_ == '\0') {
      separator_ = sheet_ == nullptr ? find_separator(header) : '\t';
    }
    const std::uint32_t last = std::max(form_.head.last, line_);
    do {
      read_head_line();
    } while (line_ <= last && at_ < text_.size());
    if (sheet_ != nullptr) {
      widen_head();
    }
    name_columns();
    return !wrong_rows_.any() && check_is_separated(table_, problems_);
  }

  /// What Excel reads as the separator, quoted or not: `sep=;`.
  void skip_separator_line() {
    const Line line = first_line(text_);
    std::string_view first = text_.substr(line.begin, line.length);
    while (!first.empty() && (first.back() == '\r' || first.back() == '"')) {
      first.remove_suffix(1);
    }
    first.remove_prefix(first.starts_with('"') ? 1 : 0);
    constexpr std::string_view kSeparator = "sep=?";
    if (sheet_ != nullptr || first.size() != kSeparator.size() ||
        !(first.starts_with("sep=") || first.starts_with("SEP="))) {
      return;
    }
    separator_ = first.back();
    at_ = std::min(line.begin + line.length + 1, text_.size());
    line_ = lines_before(at_) + 1;
  }

  [[nodiscard]] std::uint32_t lines_before(std::size_t at) const {
    return static_cast<std::uint32_t>(std::count(text_.begin(), text_.begin() + offset(at), '\n'));
  }

  /// False where there is no such line.
  bool go_to_head() {
    if (!form_.head.is_given()) {
      const Line line = first_line(text_.substr(at_));
      line_ += lines_before(at_ + line.begin) - lines_before(at_);
      at_ += line.begin;
      return line.length > 0;
    }
    for (at_ = 0, line_ = 1; line_ < form_.head.first && at_ < text_.size(); ++line_) {
      at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
    }
    const std::uint32_t lines = lines_before(text_.size()) + (text_.ends_with('\n') ? 0 : 1);
    return at_ < text_.size() && form_.head.last <= lines;
  }

  void read_head_line() {
    std::uint32_t line_of_name = line_;
    std::size_t counted = at_;
    std::size_t line_begin = at_;
    read_row();
    std::vector<HeadCell>& names = head_.emplace_back();
    for (const Cell cell : table_.cells_) {
      const Cell meant = table_.in_text(cell);
      // A quoted name before it may have line breaks.
      const std::string_view before = text_.substr(counted, meant.begin - counted);
      line_of_name += static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
      if (const std::size_t end = before.rfind('\n'); end != std::string_view::npos) {
        line_begin = counted + end + 1;
      }
      counted = meant.begin;
      names.push_back({table_.text_of(cell), place_on_line(table_.file_, text_, line_of_name,
                                                           line_begin, meant.begin, meant.length)});
    }
    table_.cells_.clear();
  }

  /// The rows of a sheet may have more cells than its head.
  void widen_head() {
    std::size_t most = 0;
    for (std::size_t at = at_; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      const auto tabs = std::ranges::count(text_.substr(at, end - at), '\t');
      most = std::max(most, static_cast<std::size_t>(tabs) + 1);
      at = end + 1;
    }
    std::vector<HeadCell>& names = head_.back();
    names.resize(std::max(most, names.size()), {{}, names.back().where});
  }

  void name_columns() {
    for (const HeadCell& name : names_of_columns(head_, *table_.texts_)) {
      if (!name.text.empty()) {
        table_.by_name_.emplace(name.text, table_.header_.size());
      }
      table_.header_.push_back(name.text);
      table_.header_places_.push_back(name.where);
    }
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
    const bool may_be_empty = count > 0 && (table_.cells_[first].length & ~Table::kNumber) == 0;
    if (count == table_.header_.size() && !(may_be_empty && is_empty_from(first))) [[likely]] {
      table_.lines_.push_back(line);
      return;
    }
    if (!closed || is_empty_from(first)) {
      table_.cells_.resize(first);
    } else if (count < table_.header_.size() && (sheet_ != nullptr || form_.notes_are_rows)) {
      const Cell end = table_.in_text(table_.cells_.back());
      table_.cells_.resize(first + table_.header_.size(),
                           {end.begin + (end.length & ~Table::kNumber), 0});
      table_.lines_.push_back(line);
      if (sheet_ == nullptr) {
        table_.short_rows_.push_back({static_cast<std::uint32_t>(table_.lines_.size() - 1),
                                      static_cast<std::uint32_t>(count)});
      }
    } else {
      table_.cells_.resize(first);
      report_ragged(begin, line, count);
    }
  }

  /// `;;` and `""` are no rows: spreadsheets leave them behind.
  [[nodiscard]] bool is_empty_from(std::size_t first) const {
    return std::all_of(table_.cells_.begin() + offset(first), table_.cells_.end(),
                       [this](Cell cell) { return table_.text_of(cell).empty(); });
  }

  /// Appends the cells of a row; false if it ended within quotes.
  bool read_row() {
    while (true) {
      at_ = skip_blanks(at_);
      const bool quoted = sheet_ == nullptr && at_ < text_.size() && text_[at_] == '"';
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
    for (; from + sizeof(std::uint64_t) <= text_.size(); from += sizeof(std::uint64_t)) {
      const std::uint64_t word = eight_bytes_at(text_.data() + from);
      const std::uint64_t ends = bytes_that_are(separator_, word) | bytes_that_are('\n', word);
      if (ends != 0) {
        return from + first_of(ends);
      }
    }
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
        {static_cast<std::uint32_t>(begin),
         static_cast<std::uint32_t>(length) | (is_number(begin) ? Table::kNumber : 0)});
  }

  bool is_number(std::size_t begin) {
    if (sheet_ == nullptr) [[likely]] {
      return false;
    }
    while (next_number_ < sheet_->numbers.size() && sheet_->numbers[next_number_] < begin) {
      ++next_number_;
    }
    return next_number_ < sheet_->numbers.size() && sheet_->numbers[next_number_] == begin;
  }

  /// Keeps a cell with its doubled quotes made single.
  void store(std::size_t begin, std::string_view inside) {
    if (inside.size() > kMaxTextBytes) {
      report_too_long(begin, inside.size());
    }
    std::string text;
    for (std::size_t i = 0; i < inside.size(); ++i) {
      text += inside[i];
      i += inside[i] == '"' ? 1U : 0U;  // the second one of a pair
    }
    table_.cells_.push_back(table_.stored(
        std::move(text),
        {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(inside.size())}));
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
          .help = {count == 1
                       ? fmt::format("a note is left out by `other_rows: skip` beside the name of "
                                     "the table; else separate its cells by {}",
                                     separator_name(separator_))
                   : count < columns ? fmt::format("end each cell with {}, empty ones too",
                                                   separator_name(separator_))
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
  const TableForm& form_;
  const SheetCells* sheet_;
  Problems& problems_;
  FirstTen wrong_rows_;
  std::vector<std::vector<HeadCell>> head_;  // line by line
  char separator_ = '\0';
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t next_number_ = 0;
};

namespace {

std::optional<Table> read(const SourceFiles& files, FileId file, const TableForm& form,
                          const SheetCells* sheet, Problems& problems) {
  std::optional<Table> table = CsvReader::table_of(files, file);
  if (!CsvReader{*table, form, sheet, problems}.read()) {
    table.reset();
  }
  return table;
}

}  // namespace

std::optional<Table> read_csv(const SourceFiles& files, FileId file, const TableForm& form,
                              Problems& problems) {
  return read(files, file, form, nullptr, problems);
}

std::optional<Table> read_sheet(const SourceFiles& files, FileId file, const SheetCells& cells,
                                const TableForm& form, Problems& problems) {
  return read(files, file, form, &cells, problems);
}

}  // namespace allot::load
