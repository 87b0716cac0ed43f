#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"
#include "load/tables/rows.hpp"
#include "load/tables/scaled_numbers.hpp"
#include "load/tables/tables.hpp"

namespace allot::load {

namespace {

void read_budgets(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& entry : node.entries) {
    warn_if_unquoted_id(entry.key, entry.key_quoted, entry.key_where, draft.problems);
    const auto district = find_district(draft, entry.key, entry.key_where);
    const auto amount =
        read_unambiguous(draft, entry.value, fmt::format("the budget of {}", quoted(entry.key)));
    if (district && amount) {
      draft.scenario.expect.budgets.push_back({*district, *amount, {}, entry.value.where});
    }
  }
}

std::optional<Fraction> read_share(const YamlNode& node, std::string_view id, Problems& problems) {
  const std::string what = fmt::format("the share of {}", quoted(id));
  const auto number = read_number(node, what, problems);
  if (!number) {
    return std::nullopt;
  }
  if (number->value.sign() < 0 || number->value > Fraction{1}) {
    problems.add({.code = Code::kNumberOutOfRange,
                  .where = node.where,
                  .message = fmt::format("{} is {}, and a share is from 0 to 1", what, node.text),
                  .label = "not a share",
                  .help = {"a percentage carries `%`: `8.66 %`; a fraction is `281/3246`"}});
    return std::nullopt;
  }
  return number->value;
}

void read_key_shares(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& key : node.entries) {
    const auto id = use_key(draft, key.key, key.key_where);
    if (!key.value.is_map()) {
      report_not_a_map(key.value, fmt::format("what is expected of the key {}", quoted(key.key)),
                       draft.problems);
      continue;
    }
    for (const YamlNode::Entry& entry : key.value.entries) {
      warn_if_unquoted_id(entry.key, entry.key_quoted, entry.key_where, draft.problems);
      const auto district = find_district(draft, entry.key, entry.key_where);
      const auto share = read_share(entry.value, entry.key, draft.problems);
      if (id && district && share) {
        draft.scenario.expect.keys.push_back({*id, *district, *share, entry.value.where});
      }
    }
  }
}

Fraction read_tolerance(const FieldReader& fields, Problems& problems) {
  const auto unit = fields.number("printed_to");
  if (!unit) {
    return 0;
  }
  if (unit->sign() <= 0) {
    problems.add(
        {.code = Code::kNumberOutOfRange,
         .where = fields.find("printed_to")->where,
         .message = fmt::format("`printed_to` is {}, not a unit", fields.find("printed_to")->text),
         .label = "write the printed unit: 0.01, 1, 1000"});
  }
  return *unit / Fraction{2};
}

/// The rows of the expected table whose ids are districts of the scenario.
std::vector<std::uint32_t> known_rows(Draft& draft, OpenTable& open, const TableSpec& spec) {
  const Districts& districts = draft.scenario.districts;
  auto rows = sorted_by_id(open.table, open.id, std::move(open.rows), draft.problems);
  const auto id_of = [&](std::uint32_t row) { return open.table.cell(row, open.id); };
  const auto known = std::stable_partition(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return districts.find(id_of(row)).has_value();
  });
  const std::vector<std::uint32_t> others(known, rows.end());
  rows.erase(known, rows.end());
  std::vector<std::string_view> missing;
  std::ranges::transform(others, std::back_inserter(missing), id_of);
  if (!report_other_ids(missing, districts.ids, spec.where(), draft.problems)) {
    report_first_ten(
        draft.problems, "more rows of unknown districts", others,
        [](std::uint32_t) { return true; },
        [&](std::uint32_t row) {
          Diagnostic unknown = draft.hints.unknown(
              "district", id_of(row), open.table.where(row, open.id), "not in this scenario",
              "the ids", [&] { return std::span{districts.ids}; });
          if (is_called_sum(open.table, row)) {
            unknown.help = {
                "it looks like a sum: `other_rows: skip` beside the name of the table "
                "leaves such rows out"};
          }
          return unknown;
        });
  }
  std::ranges::sort(rows);  // deviations are reported in the order of the file
  return rows;
}

void read_table(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section("expect.table"), node, draft.problems};
  const YamlNode* amount_name = fields.find("amount");
  const Fraction tolerance = read_tolerance(fields, draft.problems);
  const TableSpec spec{draft, fields};
  auto open = fields.has("file") ? open_table(draft, spec, {}) : std::nullopt;
  if (!open || amount_name == nullptr) {
    return;
  }
  const auto amount =
      require_column(open->table, amount_name->text, amount_name->where, draft.problems);
  if (!amount || !draft.columns.known) {
    return;
  }
  const auto rows = known_rows(draft, *open, spec);
  const Table& table = open->table;
  const auto numbers =
      read_amounts(draft, table, *amount, rows, spec, open->id, fields, draft.problems);
  for (std::size_t i = 0; numbers && i < rows.size(); ++i) {
    if (numbers->missing.empty() || !numbers->missing[i]) {
      draft.scenario.expect.budgets.push_back(
          {*draft.scenario.districts.find(table.cell(rows[i], open->id)), numbers->values.at(i),
           tolerance, table.where(rows[i], *amount)});
    }
  }
}

}  // namespace

void read_expectations(Draft& draft, const YamlNode& node) {
  constexpr std::int64_t kLargestExit = 255;
  const FieldReader fields{section("expect"), node, draft.problems};
  Expectations& expect = draft.scenario.expect;
  expect.where = node.where;
  if (const YamlNode* total = fields.find("total")) {
    if (const auto amount = read_unambiguous(draft, *total, "`total`")) {
      expect.total = ExpectedTotal{*amount, total->where};
    }
  }
  if (const YamlNode* budgets = fields.find("budgets")) {
    read_budgets(draft, *budgets);
  }
  if (const YamlNode* keys = fields.find("key")) {
    read_key_shares(draft, *keys);
  }
  if (const YamlNode* table = fields.find("table")) {
    read_table(draft, *table);
  }
  if (const auto exit = fields.integer("exit", 0, kLargestExit)) {
    expect.exit = static_cast<int>(*exit);
  }
}

}  // namespace allot::load
