#include <fmt/core.h>

#include <algorithm>

#include "load/messages.hpp"
#include "load/readers.hpp"

namespace allot::load {

namespace {

void report_same_id(Draft& draft, const Pot& first, const Pot& again) {
  draft.problems.add({.code = Code::kDuplicateId,
                      .where = again.where,
                      .message = fmt::format("two pots have the id {}", quoted(again.id)),
                      .label = "again",
                      .help = {"give each pot an id of its own"},
                      .related = {{first.where, "first used here"}}});
}

void read_pot(Draft& draft, const YamlNode& item) {
  const FieldReader fields{section("pots[]"), item, draft.problems};
  Pot pot;
  const YamlNode* id = fields.find("id");
  pot.where = id == nullptr ? item.where : id->where;
  pot.id = fields.id("id");
  pot.title = fields.text("title");
  pot.provenance = read_provenance(draft, fields);
  read_pot_body(draft, fields, pot);
  if (const YamlNode* prior = fields.find("prior")) {
    pot.prior = read_prior(draft, *prior);
  }
  auto& pots = draft.scenario.pots;
  const auto same = std::ranges::find(pots, pot.id, &Pot::id);
  if (id != nullptr && same != pots.end()) {
    report_same_id(draft, *same, pot);
  }
  pots.push_back(std::move(pot));
}

}  // namespace

void read_pot_body(Draft& draft, const FieldReader& fields, Pot& pot) {
  const YamlNode* amount = fields.find("amount");
  const bool open = amount != nullptr && amount->text == "open";
  pot.amount_where = amount == nullptr ? pot.where : amount->where;
  if (!open) {
    pot.amount = read_money(draft, fields, "amount");
  }
  if (const YamlNode* steps = fields.find("steps")) {
    pot.steps = read_steps(draft, *steps, open);
  }
  pot.rounding = read_rounding(draft, fields.find("rounding"), pot);
}

void read_pots(Draft& draft, const YamlNode& node) {
  for (const YamlNode& item : node.items) {
    read_pot(draft, item);
  }
}

}  // namespace allot::load
