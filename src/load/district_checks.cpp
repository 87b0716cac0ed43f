#include "load/district_checks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "load/messages.hpp"

namespace allot::load {

namespace {

constexpr std::array<std::string_view, 8> kTotals{
    "Summe", "Gesamt", "Gesamtsumme", "Gesamtergebnis", "Insgesamt", "Sum", "Total", "Grand total"};

/// A blank, NBSP, the zero-width space and the byte order mark.
constexpr std::array<std::string_view, 4> kInvisible{" ", "\u00a0", "\u200b", "\ufeff"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool is_total(std::string_view text) {
  while (text.ends_with(':') || text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return std::ranges::any_of(kTotals, [&](std::string_view total) {
    return std::ranges::equal(text, total, {}, lower, lower);
  });
}

bool has_invisible_end(std::string_view id) {
  return std::ranges::any_of(kInvisible, [&](std::string_view invisible) {
    return id.starts_with(invisible) || id.ends_with(invisible);
  });
}

/// The last line of a table that a spreadsheet has exported would share in the money.
void report_total(std::string_view text, Location where, Problems& problems) {
  problems.add({.code = Code::kTotalRow,
                .where = where,
                .message = fmt::format("{} looks like a row of totals", quoted(text)),
                .label = "would receive money",
                .help = {"delete the row, or give the district another name"}});
}

void report_invisible_end(std::string_view id, Location where, Problems& problems) {
  problems.add({.code = Code::kWrongKind,
                .where = where,
                .message = fmt::format("the id {} begins or ends with a blank or an invisible "
                                       "character",
                                       quoted(id)),
                .label = "looks like another id",
                .help = {"take it away: ids are compared byte by byte"}});
}

}  // namespace

void check_districts(const Districts& districts, Problems& problems) {
  for (std::size_t i = 0; i < districts.size(); ++i) {
    const std::string_view id = districts.ids[i];
    const std::string_view name = districts.names[i];
    if (is_total(id) || is_total(name)) {
      report_total(is_total(id) ? id : name, districts.places[i], problems);
    } else if (has_invisible_end(id)) {
      report_invisible_end(id, districts.places[i], problems);
    }
  }
}

}  // namespace allot::load
