#include "load/csv/head_names.hpp"

#include <algorithm>

namespace allot::load {

namespace {

std::string without_line_breaks(std::string_view text) {
  std::string plain;
  for (const char c : text) {
    const bool is_break = c == '\n' || c == '\r';
    if (!is_break || !plain.ends_with(' ')) {
      plain += is_break ? ' ' : c;
    }
  }
  return plain;
}

HeadCell name_of_column(const std::vector<std::vector<HeadCell>>& lines, std::size_t column,
                        std::deque<std::string>& texts) {
  HeadCell name =
      lines.back().size() > column ? lines.back()[column] : HeadCell{{}, lines.back().back().where};
  std::string text{name.text};
  for (std::size_t line = lines.size() - 1; line-- > 0;) {
    const std::vector<HeadCell>& cells = lines[line];
    std::size_t from = std::min(column + 1, cells.size());
    while (from > 0 && cells[from - 1].text.empty() && !text.empty()) {
      --from;
    }
    const bool own = from > 0 && (from == column + 1 || !text.empty());
    if (own && !cells[from - 1].text.empty()) {
      name.where = text.empty() ? cells[from - 1].where : name.where;
      text = std::string{cells[from - 1].text} + (text.empty() ? "" : " / ") + text;
    }
  }
  if (text != name.text || text.find('\n') != std::string::npos) {
    name.text = texts.emplace_back(without_line_breaks(text));
  }
  return name;
}

}  // namespace

std::vector<HeadCell> names_of_columns(const std::vector<std::vector<HeadCell>>& lines,
                                       std::deque<std::string>& texts) {
  std::size_t columns = 0;
  for (const auto& cells : lines) {
    columns = std::max(columns, cells.size());
  }
  std::vector<HeadCell> names;
  for (std::size_t column = 0; column < columns; ++column) {
    names.push_back(name_of_column(lines, column, texts));
  }
  return names;
}

}  // namespace allot::load
