#include <fmt/core.h>

#include <algorithm>

#include "allot/engine/steps/step_kinds.hpp"
#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void read_paid(Draft& draft, const FieldReader& fields, Pot& pot) {
  if (const YamlNode* node = fields.find("paid")) {
    const FieldReader paid{section("pots[].paid"), *node, draft.problems};
    pot.paid = use_column(draft, paid, "column", ColumnUse::kPaid);
  }
}

void read_settle(Draft& draft, const FieldReader& fields, Pot& pot) {
  if (const YamlNode* node = fields.find("settle")) {
    const FieldReader settle{section("pots[].settle"), *node, draft.problems};
    if (const auto column = use_column(draft, settle, "column", ColumnUse::kSettlement)) {
      pot.settle = Settlement{.column = *column, .label = settle.text("label")};
    }
  }
}

/// Whether every step that could be prorated says so itself; of a wrong one nobody can tell.
bool steps_say_prorate(const Pot& pot, const std::vector<std::size_t>& right_steps) {
  const auto able = [](const Step& step) {
    const auto fields = engine::fields_of(engine::step_kinds()[step.kind]);
    return std::ranges::find(fields, FieldType::kProrate, &Field::type) != fields.end();
  };
  const auto silent = [&](std::size_t position) {
    return able(pot.steps[position]) && pot.steps[position].find("prorate") == nullptr;
  };
  return std::ranges::any_of(pot.steps, able) && std::ranges::none_of(right_steps, silent);
}

void read_participation_of(Draft& draft, const FieldReader& fields,
                           const std::vector<std::size_t>& right_steps, Pot& pot) {
  if (const YamlNode* participation = fields.find("participation")) {
    const bool prorated = fields.given("prorate") != nullptr || steps_say_prorate(pot, right_steps);
    pot.participation = read_participation(draft, *participation, prorated);
  }
}

/// No money of a pot goes to who takes no part in it, and neither does what rounding leaves.
void check_residual_takes_part(Draft& draft, const Pot& pot) {
  const auto& residual = pot.rounding.residual;
  if (!pot.participation || !residual || residual->to != Residual::To::kDistrict) {
    return;
  }
  const std::size_t district = index_of(residual->district);
  if (district >= draft.scenario.districts.size() || pot.participation->takes_part(district)) {
    return;
  }
  draft.problems.add(
      {.code = Code::kFieldsClash,
       .where = residual->where,
       .message = fmt::format("`residual` names {}, which takes no part in pot {}",
                              quoted(draft.scenario.districts.ids[district]), quoted(pot.id)),
       .label = "gets no money of this pot",
       .help = {"name a district that takes part, or write `residual: report`"},
       .related = {{pot.participation->where, "who takes part"}}});
}

void read_pot(Draft& draft, const YamlNode& item) {
  const FieldReader fields{section("pots[]"), item, draft.problems};
  Pot pot;
  fields.check_rules();
  const YamlNode* id = fields.find("id");
  pot.where = id == nullptr ? item.where : id->where;
  pot.id = fields.id("id");
  pot.title = fields.text("title");
  pot.provenance = read_provenance(draft, fields);
  if (const YamlNode* prorate = fields.find("prorate")) {
    pot.prorate = read_prorate(draft, *prorate);
  }
  read_pot_amount(draft, fields, pot);
  read_contributors(draft, fields, pot);
  const auto right_steps = read_pot_body(draft, fields, pot);
  read_participation_of(draft, fields, right_steps, pot);
  check_residual_takes_part(draft, pot);
  read_tranches(draft, fields, pot);
  pot.reduce_claims = fields.choice_index("if_claims_exceed") == std::size_t{1};
  pot.unclaimed = fields.choice<Unclaimed>("unclaimed").value_or(Unclaimed::kNotAssigned);
  pot.claims = use_column(draft, fields, "claims", ColumnUse::kAmount);
  read_paid(draft, fields, pot);
  read_settle(draft, fields, pot);
  pot.prior = read_prior(draft, fields);
  auto& pots = draft.scenario.pots;
  check_steps(draft, pot, right_steps, pots.size());
  if (id != nullptr) {
    const auto [same, added] = draft.pots_by_id.try_emplace(id->text, pots.size());
    if (!added) {
      draft.problems.add(same_id("pot", pot.id, pots[same->second].where, pot.where));
    }
  }
  pots.push_back(std::move(pot));
}

}  // namespace

std::vector<std::size_t> read_pot_body(Draft& draft, const FieldReader& fields, Pot& pot) {
  const YamlNode* steps = fields.find("steps");
  auto right_steps = steps == nullptr ? std::vector<std::size_t>{} : read_steps(draft, *steps, pot);
  pot.rounding = read_rounding(draft, fields.find("rounding"), pot);
  return right_steps;
}

void read_pots(Draft& draft, const YamlNode& node) {
  for (const YamlNode& item : node.items) {
    read_pot(draft, item);
  }
  resolve_parts(draft);
}

}  // namespace allot::load
