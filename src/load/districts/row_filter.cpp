#include "load/districts/row_filter.hpp"

#include <fmt/core.h>

#include <string>
#include <unordered_set>

#include "load/districts/tables.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

std::vector<std::string_view> filter_texts(const YamlNode::Entry& entry, Problems& problems) {
  const Field text{.name = entry.key, .type = FieldType::kText};
  std::vector<std::string_view> texts;
  if (!entry.value.is_list()) {
    if (kind_fits(text, entry.value, &problems)) {
      texts.push_back(entry.value.text);
    }
    return texts;
  }
  for (const YamlNode& item : entry.value.items) {
    if (kind_fits(text, item, &problems)) {
      texts.push_back(item.text);
    }
  }
  return texts;
}

/// A misspelt value would leave its districts out, and their money to the others.
void report_unknown_texts(const CsvTable& table, std::size_t column, const YamlNode& list,
                          Problems& problems) {
  std::unordered_set<std::string_view> absent;
  for (const YamlNode& item : list.items) {
    absent.insert(item.text);
  }
  for (std::size_t row = 0; row < table.row_count() && !absent.empty(); ++row) {
    absent.erase(table.cell(row, column));
  }
  for (const YamlNode& item : list.items) {
    if (item.is_scalar() && absent.contains(item.text)) {
      problems.add({.code = Code::kUnknownName,
                    .where = item.where,
                    .message = fmt::format("no row has {} in column {}", quoted(item.text),
                                           quoted(table.header()[column])),
                    .label = "keeps nobody",
                    .help = {"correct it, or take it out of the list"}});
    }
  }
}

}  // namespace

std::vector<Filter> read_filters(const CsvTable& table, const YamlNode* where, Problems& problems) {
  std::vector<Filter> filters;
  if (where == nullptr) {
    return filters;
  }
  for (const YamlNode::Entry& entry : where->entries) {
    const auto column = require_column(table, entry.key, entry.key_where, problems);
    std::vector<std::string_view> texts = filter_texts(entry, problems);
    if (column && entry.value.is_list()) {
      report_unknown_texts(table, *column, entry.value, problems);
    }
    if (column && !texts.empty()) {
      filters.push_back({*column, std::move(texts)});
    }
  }
  return filters;
}

std::vector<std::uint32_t> kept_rows(const CsvTable& table, const std::vector<Filter>& filters) {
  std::vector<std::uint32_t> rows = all_rows(table);
  for (const Filter& filter : filters) {
    const std::unordered_set<std::string_view> texts(filter.texts.begin(), filter.texts.end());
    std::erase_if(
        rows, [&](std::uint32_t row) { return !texts.contains(table.cell(row, filter.column)); });
  }
  return rows;
}

}  // namespace allot::load
