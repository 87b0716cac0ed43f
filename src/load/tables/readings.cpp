#include "load/tables/readings.hpp"

#include <algorithm>
#include <utility>

namespace allot::load {

void tell_reading(Draft& draft, TableReading::Kind kind, const Table& table,
                  std::string_view column, const std::vector<std::uint32_t>& rows,
                  std::string what) {
  constexpr std::size_t kLinesTold = 10;
  TableReading reading{.kind = kind,
                       .table = draft.session.files.name(table.file()),
                       .column = std::string{column},
                       .what = std::move(what),
                       .count = rows.size(),
                       .lines = {}};
  for (std::size_t i = 0; i < std::min(rows.size(), kLinesTold); ++i) {
    reading.lines.push_back(table.line_of(rows[i]));
  }
  auto& told = draft.scenario.readings;
  if (std::ranges::find(told, reading) == told.end()) {
    told.push_back(std::move(reading));
  }
}

}  // namespace allot::load
