#include "load/tables/head_lines.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

#include "allot/load/csv/csv.hpp"
#include "load/numbers/decimal_text.hpp"

namespace allot::load {

namespace {

constexpr std::uint32_t kMostLinesAbove = 40;
constexpr std::size_t kBeginning = std::size_t{64} << 10U;

/// A year is a name as often as a number.
bool is_year(std::string_view text) {
  return text.size() == 4 && (text.starts_with("19") || text.starts_with("20")) &&
         std::ranges::all_of(text, is_digit);
}

bool looks_like_number(std::string_view text) {
  return !is_year(text) &&
         (read_grouped(text, '.').has_form() || read_grouped(text, ',').has_form());
}

/// The beginning of a table, read again with each of its lines as the head.
class Beginning {
 public:
  Beginning(const SourceFiles& files, FileId file) {
    std::string_view text = files.text(file);
    if (text.size() > kBeginning) {
      text = text.substr(0, text.rfind('\n', kBeginning) + 1);
    }
    is_sheet_ = !files.sheet(file).empty();
    file_ = files_.add("beginning", std::string{text});
  }

  [[nodiscard]] std::optional<Table> with_head(const HeadLines& head) const {
    Problems ignored;
    const TableForm form{.head = head, .notes_are_rows = true};
    return is_sheet_ ? read_sheet(files_, file_, {}, form, ignored)
                     : read_csv(files_, file_, form, ignored);
  }

  /// A line with nothing but its first cell.
  [[nodiscard]] bool is_title(std::uint32_t line) const {
    const auto table = with_head({.first = line});
    return table && !table->header().front().empty() && has_one_name(*table);
  }

  /// Whether a line is there that has texts only.
  [[nodiscard]] bool has_no_number(std::uint32_t line) const {
    const auto table = with_head({.first = line});
    return table ? std::ranges::none_of(table->header(), &looks_like_number)
                 : line > 1 && has_row_of_names(line);
  }

 private:
  /// The same of a line that is no head by itself: years are there again and again.
  [[nodiscard]] bool has_row_of_names(std::uint32_t line) const {
    const auto table = with_head({.first = line - 1});
    if (!table || table->row_count() == 0 || table->line_of(0) != line) {
      return false;
    }
    for (std::size_t i = 0; i < table->column_count(); ++i) {
      if (looks_like_number(table->cell(0, i))) {
        return false;
      }
    }
    return true;
  }

  SourceFiles files_;
  FileId file_ = 0;
  bool is_sheet_ = false;
};

/// How many columns these lines name; 0 where they are no head: they have numbers, or there is none
/// below them.
std::size_t names_in(const Table& table) {
  constexpr std::size_t kRows = 3;
  bool number_below = false;
  for (std::size_t row = 0; row < std::min(kRows, table.row_count()); ++row) {
    for (std::size_t i = 0; i < table.column_count(); ++i) {
      number_below = number_below || looks_like_number(table.cell(row, i));
    }
  }
  std::size_t names = 0;
  for (const std::string_view name : table.header()) {
    if (looks_like_number(name)) {
      return 0;
    }
    names += name.empty() ? 0U : 1U;
  }
  // Ids and names may stand below nothing: `;;31.12.2023`.
  const bool is_of_numbers = names == 1 && table.header().front().empty();
  return number_below && (names > 1 || is_of_numbers) ? names : 0;
}

std::uint32_t first_filled_line(const SourceFiles& files, FileId file) {
  const std::string_view text = files.text(file);
  const std::size_t filled = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  return static_cast<std::uint32_t>(std::ranges::count(text.substr(0, filled), '\n')) + 1;
}

std::string lines_text(const HeadLines& head) {
  return head.last == 0 ? fmt::format("{}", head.first)
                        : fmt::format("[{}, {}]", head.first, head.last);
}

}  // namespace

bool has_one_name(const Table& table) {
  return std::ranges::count_if(table.header(), [](auto name) { return !name.empty(); }) <= 1;
}

std::optional<FoundHead> find_head(const SourceFiles& files, FileId file, std::string_view wanted) {
  const Beginning beginning{files, file};
  FoundHead best{};
  std::size_t most = 0;
  const auto look_at = [&](const HeadLines& lines) {
    const auto table = beginning.with_head(lines);
    const std::size_t names = table ? names_in(*table) : 0;
    const bool has_wanted = names > 0 && table->find_column(wanted);
    if (names > 0 && std::pair{has_wanted, names} > std::pair{best.has_wanted, most}) {
      most = names;
      best = {lines, has_wanted};
    }
  };
  for (std::uint32_t line = 1; line <= kMostLinesAbove; ++line) {
    look_at({.first = line});
  }
  for (std::uint32_t line = 1; line <= kMostLinesAbove; ++line) {
    if (beginning.has_no_number(line + 1) && !beginning.is_title(line)) {
      look_at({.first = line, .last = line + 1});
    }
  }
  const bool is_taken = best.lines.last == 0 && best.lines.first == first_filled_line(files, file);
  return most == 0 || is_taken ? std::nullopt : std::optional{best};
}

std::optional<HeadLines> head_naming(const SourceFiles& files, FileId file,
                                     std::span<const std::string_view> wanted) {
  const Beginning beginning{files, file};
  const auto names_all = [&](const HeadLines& lines) {
    const auto table = beginning.with_head(lines);
    return table && std::ranges::all_of(wanted, [&](std::string_view name) {
             return table->find_column(name).has_value();
           });
  };
  for (std::uint32_t line = 1; line <= kMostLinesAbove; ++line) {
    for (const HeadLines& lines : {HeadLines{.first = line}, HeadLines{line, line + 1}}) {
      if (names_all(lines)) {
        return lines;
      }
    }
  }
  return std::nullopt;
}

Diagnostic not_the_head(const SourceFiles& files, FileId file, const HeadLines& head) {
  const std::uint32_t first = first_filled_line(files, file);
  const std::string_view line = files.line(file, first);
  return {
      .code = Code::kTableSyntax,
      .where = {.file = file,
                .line = first,
                .column = 1,
                .length = static_cast<std::uint32_t>(std::max<std::size_t>(1, line.size()))},
      .message = head.last == 0
                     ? fmt::format("line {} does not name the columns, and line {} looks as if "
                                   "it does",
                                   first, head.first)
                     : fmt::format("line {} does not name the columns, and lines {} and {} "
                                   "look as if they do",
                                   first, head.first, head.last),
      .label = "a title?",
      .help = {fmt::format("say so beside the name of the table: `header: {}`", lines_text(head))}};
}

}  // namespace allot::load
