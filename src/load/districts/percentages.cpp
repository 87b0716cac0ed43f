#include "load/districts/percentages.hpp"

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// The cell as it is written, after all changes; one that was computed, before it was.
std::string_view text_of(const DistrictTable& table, const AvailableColumn& column,
                         const CellEdit* edit, std::size_t district) {
  if (edit != nullptr && edit->edit.kind == Edit::Kind::kSet) {
    return edit->edit.value.text;
  }
  if (!table.files.empty()) {
    const DistrictTable::File& file = table.files[column.file];
    return file.csv.cell(file.rows[district], column.index);
  }
  const YamlNode* cell = table.item_cell(column, district);
  return cell == nullptr ? std::string_view{} : std::string_view{cell->text};
}

bool is_in_percent(const DistrictTable& table, const AvailableColumn& column) {
  const YamlNode* facts = table.facts == nullptr ? nullptr : table.facts->find(column.name);
  const YamlNode* unit = facts == nullptr ? nullptr : facts->find("unit");
  return unit != nullptr && (unit->text == "percent" || unit->text == "%");
}

std::vector<std::string> ways_out(const DistrictTable& table, const AvailableColumn& column) {
  return {"write the cells with `%`",
          table.files.empty()
              ? "or name the percentage in the step: `percent_of_prior: 95 %`"
              : fmt::format("or say it of the column, where they are percentages: `columns: {{{}: "
                            "{{unit: percent}}}}`",
                            column.name)};
}

}  // namespace

void check_percentages(Draft& draft, const AvailableColumn& available) {
  const DistrictTable& table = draft.columns;
  if (is_in_percent(table, available)) {
    return;
  }
  const Quantities& values = draft.scenario.columns[index_of(*available.id)].values;
  const Districts& districts = draft.scenario.districts;
  FirstTen bare{draft.problems,
                fmt::format("more cells of {} that carry no `%`", quoted(available.name)),
                values.size(), kOtherColumn};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const CellEdit* edit = table.last_edit(available.name, districts.ids[i]);
    const std::string_view text = text_of(table, available, edit, i);
    if (values.sign_at(i) == 0 || text.find('%') != std::string_view::npos) {
      continue;
    }
    bare.add([&] {
      return Diagnostic{
          .code = Code::kAmbiguousPercentage,
          .where = edit == nullptr ? table.where(available.name, i) : edit->edit.where,
          .message =
              fmt::format("{} of `{}` ({}) is `{}`, which may mean {} % or {} %",
                          quoted(available.name), districts.names[i], districts.ids[i], text,
                          number_text(values.at(i)), number_text(values.at(i) * Fraction{100})),
          .label = "a percentage carries `%`",
          .help = ways_out(table, available)};
    });
  }
  bare.finish();
}

}  // namespace allot::load
