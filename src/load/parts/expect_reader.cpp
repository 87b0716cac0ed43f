#include <fmt/core.h>

#include <utility>

#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void read_budgets(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& entry : node.entries) {
    warn_if_unquoted_id(entry.key, entry.key_quoted, entry.key_where, draft.problems);
    const auto district = find_district(draft, entry.key, entry.key_where);
    const auto amount =
        read_unambiguous(draft, entry.value, fmt::format("the budget of {}", quoted(entry.key)));
    if (district && amount) {
      draft.scenario.expect.budgets.push_back({*district, *amount, entry.value.where});
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
    expect.table = read_expected_table(draft, *table);
  }
  if (const auto exit = fields.integer("exit", 0, kLargestExit)) {
    expect.exit = static_cast<int>(*exit);
  }
}

}  // namespace allot::load
