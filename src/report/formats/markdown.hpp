#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/document/table.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {

/// The text as Markdown shows it letter for letter within a line or a cell, whatever it holds:
/// every character that could mean something is escaped.
std::string markdown_text(std::string_view text);

/// The same; what our own words set between backticks is code.
std::string markdown_phrase(std::string_view text);

/// A sentence in one line of its own. What the sentences set between backticks is code.
std::string markdown_sentence(const Sentence& sentence);

/// A column of a pipe table; the cells are set already.
struct MarkdownColumn {
  std::string header;
  Align align = Align::kLeft;
};

/// A pipe table. Where a row is longer than pandoc's lines, as many dashes stand under a heading as
/// its widest cell needs: pandoc takes them for the proportions of the columns.
void write_markdown_rows(const std::vector<MarkdownColumn>& columns,
                         const std::vector<std::vector<std::string>>& rows, Writer& out);

}  // namespace allot::report
