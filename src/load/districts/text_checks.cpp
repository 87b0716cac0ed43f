#include "load/districts/text_checks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/load/text/unseen_character.hpp"
#include "load/changes/unseen_texts.hpp"
#include "load/districts/text_cells.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/sum_words.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

/// The last line of a table that a spreadsheet has exported would share in the money. False where
/// it is none.
bool report_if_total(const Draft& draft, std::size_t district) {
  const auto& files = draft.columns.files;
  const std::string_view id = draft.scenario.districts.ids[district];
  const std::string_view name = draft.scenario.districts.names[district];
  const bool by_id = looks_like_total(id);
  const bool may_be_sum = files.empty() || files.front().has_sums;
  if (!may_be_sum || !(by_id || looks_like_total(name))) {
    return false;
  }
  constexpr std::string_view kUnless = "if it is a recipient beside the others, say `sums: none`";
  draft.problems.add(
      {.code = Code::kTotalRow,
       .where = by_id ? draft.scenario.districts.places[district]
                      : place_of_cell(draft, draft.columns.name_column, district),
       .message =
           fmt::format("{} looks like a row of totals or averages", quoted(by_id ? id : name)),
       .label = "would receive money",
       .help = {files.empty() ? "take it out of the list"
                : by_id ? fmt::format("`other_rows: skip` beside the name of the table leaves it "
                                      "out; {}",
                                      kUnless)
                        : fmt::format("leave it out with `except`, or with `id_digits` and "
                                      "`other_rows: skip`; {}",
                                      kUnless)}});
  return true;
}

void report_invisible_end(std::string_view id, Location where, Problems& problems) {
  problems.add({.code = Code::kWrongKind,
                .where = where,
                .message = fmt::format("the id {} begins or ends with a blank or an invisible "
                                       "character",
                                       quoted(with_unseen_and_blanks(id))),
                .label = "looks like another id",
                .help = {"take it away: ids are compared byte by byte"}});
}

/// `1001` among `05315` and `06431`: official keys are equally long, and a spreadsheet that takes
/// them for numbers drops the zero in front. Other tables then know no `1001`.
void warn_if_unpadded(const Districts& districts, Problems& problems) {
  const auto& ids = districts.ids;
  const auto padded = std::ranges::find_if(ids, [](std::string_view id) {
    return id.size() > 1 && id.starts_with('0') && are_digits(id);
  });
  if (padded == ids.end()) {
    return;
  }
  const std::size_t length = padded->size();
  std::vector<std::size_t> shorter;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const bool is_shorter = ids[i].size() + 1 == length && !ids[i].starts_with('0');
    if (!are_digits(ids[i]) || (ids[i].size() != length && !is_shorter)) {
      return;  // keys of another kind
    }
    if (is_shorter) {
      shorter.push_back(i);
    }
  }
  if (shorter.empty()) {
    return;
  }
  const std::string_view id = ids[shorter.front()];
  problems.add(
      {.code = Code::kUnpaddedId,
       .where = districts.places[shorter.front()],
       .message = fmt::format("the id {} has {} digits, and others have {}, such as {}", quoted(id),
                              id.size(), length, quoted(*padded)),
       .label = shorter.size() == 1
                    ? "has it lost a zero?"
                    : fmt::format("has it lost a zero? so have {} more", shorter.size() - 1),
       .help = {fmt::format("write {}: a spreadsheet drops leading zeros unless the column is "
                            "formatted as text",
                            quoted(fmt::format("0{}", id)))}});
}

void warn_of_invisible_districts(const Draft& draft) {
  const Districts& districts = draft.scenario.districts;
  UnseenTexts warnings{draft.problems};
  const auto look_at_cell = [&](std::string_view thing, std::string_view text, TextUse use,
                                std::string_view column, std::size_t district) {
    if (first_unseen(text, use)) {
      const Location where = place_of_cell(draft, column, district);
      if (where.file ==
          districts.places[district].file) {  // a change is looked at where it is made
        warnings.look_at(thing, text, use, [&] { return where; });
      }
    }
  };
  std::unordered_set<std::string_view> groups;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    const std::string_view id = districts.ids[i];
    if (!has_unseen_end(id)) {
      warnings.look_at("an id", id, TextUse::kId, [&] { return districts.places[i]; });
    }
    if (districts.names[i].data() != id.data()) {
      look_at_cell("a name", districts.names[i], TextUse::kText, draft.columns.name_column, i);
    }
    // The same text in a thousand rows is one mistake.
    if (!districts.groups.empty() && first_unseen(districts.groups[i], TextUse::kId) &&
        groups.insert(districts.groups[i]).second) {
      look_at_cell("a group", districts.groups[i], TextUse::kId, draft.group_column, i);
    }
  }
  warnings.finish();
}

}  // namespace

void warn_of_invisible_columns(const Table& table, Problems& problems) {
  UnseenTexts warnings{problems};
  for (std::size_t i = 0; i < table.column_count(); ++i) {
    warnings.look_at("the name of a column", table.header()[i], TextUse::kId,
                     [&] { return table.where_header(i); });
  }
  warnings.finish();
}

void check_districts(const Draft& draft) {
  const Districts& districts = draft.scenario.districts;
  Problems& problems = draft.problems;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    const std::string_view id = districts.ids[i];
    if (!report_if_total(draft, i) && has_unseen_end(id)) {
      report_invisible_end(id, districts.places[i], problems);
    }
  }
  warn_if_unpadded(districts, problems);
  warn_of_invisible_districts(draft);
  warn_of_similar_districts(draft);
}

}  // namespace allot::load
