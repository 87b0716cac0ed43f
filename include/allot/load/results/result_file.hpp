#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/money.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

/// The result of an earlier `run`, as a file. By id; views are into the file or into `texts`.
struct ResultFile {
  std::string title, year, currency, status;
  int decimals = 0;
  std::vector<std::string_view> ids, names, groups;
  std::vector<Money> budgets;
  std::vector<Location> places;
  std::deque<std::string> texts;
};

enum class ResultForm { kCsv, kJson };

/// What a file is taken for: by its suffix, in any case; where that is none of .csv, .json, .yaml
/// and .yml, as on stdin, by how it begins. Nothing: a scenario.
std::optional<ResultForm> result_form(std::string_view name, std::string_view text);

/// Reads columns id and budget of a CSV (name and group where they are there), or the same of the
/// districts of a JSON. Nothing: reported.
std::optional<ResultFile> read_result_file(SourceFiles& files, FileId file, ResultForm form,
                                           Problems& problems);

/// The JSON; its text is prepared. Rows are in the order of the file, budgets as the file wrote
/// them.
struct ResultRow {
  std::string id, name, group;
  std::string budget;  ///< its text; empty: there is none
};
struct ResultText {
  std::string version, title, year, currency, status;
  std::vector<ResultRow> rows;
};
std::optional<ResultText> read_result_json(const SourceFiles& files, FileId file,
                                           Problems& problems);

}  // namespace allot::load
