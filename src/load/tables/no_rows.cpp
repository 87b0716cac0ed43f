#include <fmt/core.h>

#include <string>
#include <utility>

#include "allot/core/text.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

void report_no_rows(const OpenTable& open, const RowConditions& conditions, const YamlNode& file,
                    std::string_view label, Problems& problems) {
  const std::string path = quoted(file.text);
  const auto report = [&](const Location& where, std::string message, std::string help) {
    problems.add({.code = Code::kNoDistricts,
                  .where = where,
                  .message = std::move(message),
                  .label = std::string{label},
                  .help = {std::move(help)}});
  };
  if (!open.skipped.empty()) {
    problems.add({.code = Code::kNoDistricts,
                  .where = file.where,
                  .message = fmt::format("`other_rows: skip` leaves out all {} rows of {}",
                                         open.skipped.size(), path),
                  .label = std::string{label},
                  .help = {"look at `id` and `id_digits`: are these the ids?"},
                  .related = {{open.table.where(open.skipped.front(), open.id), "its first id"}}});
  } else if (open.table.row_count() == 0) {
    report(file.where, fmt::format("{} has no rows", path), "add a line for each district");
  } else if (open.kept_by_where == 0) {
    report(conditions.where->where, fmt::format("no row of {} passes `where`", path),
           "texts are compared as they are written, with case and accents");
  } else {
    report(conditions.except->where,
           fmt::format("`except` leaves out {} of {}{}",
                       open.kept_by_where == 1
                           ? std::string{"the only row"}
                           : fmt::format("all {} rows",
                                         grouped_digits(std::to_string(open.kept_by_where))),
                       path, conditions.where == nullptr ? "" : " that `where` keeps"),
           "`except` names what is left out; what is kept is named in `where`");
  }
}

}  // namespace allot::load
