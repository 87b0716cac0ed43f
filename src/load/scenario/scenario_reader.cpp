#include <fmt/core.h>

#include <algorithm>

#include "allot/engine/keys/references.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/load.hpp"
#include "allot/load/numbers/number.hpp"
#include "load/changes/layers.hpp"
#include "load/districts/columns.hpp"
#include "load/districts/text_cells.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/thousands.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void read_head(Draft& draft, const FieldReader& root) {
  Scenario& scenario = draft.scenario;
  scenario.where = root.where();
  scenario.title = root.text("title");
  scenario.year = root.text("year");
  scenario.currency = root.text("currency");
  scenario.note = root.text("note");
  if (root.choice_index("language")) {
    draft.language = root.text("language");
  }
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  const bool is_code =
      scenario.currency.size() == 3 && std::ranges::all_of(scenario.currency, capital);
  if (!scenario.currency.empty() && !is_code) {
    draft.problems.add(
        {.code = Code::kWrongKind,
         .where = root.find("currency")->where,
         .message = fmt::format("{} is not the ISO code of a currency", quoted(scenario.currency)),
         .label = "three capital letters",
         .help = {"write a code such as EUR or CHF; for seats or persons leave "
                  "`currency` out"}});
  }
}

void read_districts(Draft& draft, const FieldReader& root) {
  const YamlNode* districts = root.find("districts");
  const YamlNode* recipients = root.find("recipients");
  root.check_rules();
  draft.scenario.districts.called_recipients = districts == nullptr && recipients != nullptr;
  if (districts != nullptr) {
    read_districts(draft, *districts, "districts");
  } else if (recipients != nullptr) {
    read_districts(draft, *recipients, "recipients");
  }
}

void read_per(Draft& draft, const Options& options) {
  if (options.per.empty() || !draft.columns.known) {
    return;
  }
  draft.scenario.per = use_column_if_known(draft, options.per, ColumnUse::kWeight);
  if (!draft.scenario.per) {
    draft.problems.add(
        {.code = Code::kUsage,
         .where = options.per_where,
         .message = fmt::format("`--per` names the unknown column {}", quoted(options.per)),
         .label = "no such column",
         .help = way_out(options.per, draft.columns.names(), "the columns")});
  }
}

/// What nothing counts by is shown as it stands.
void read_shown(Draft& draft, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    AvailableColumn* column = draft.columns.find(name);
    if (column == nullptr || column->id) {
      continue;
    }
    const TextCells cells{draft, *column};
    ShownColumn& shown = draft.scenario.shown_columns.emplace_back();
    shown.name = name;
    shown.cells.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      shown.cells.emplace_back(cells.at(i));
    }
  }
}

/// Where a pot has contributors and tranches, even a report of totals says how far the split is
/// from its exact values, and so needs all of its cells.
void check_split_cells(Draft& draft) {
  constexpr std::size_t kMostCells = 10'000'000;
  std::size_t cells = 0;
  for (const Pot& pot : draft.scenario.pots) {
    if (!pot.tranches) {
      continue;
    }
    cells += pot.contributors.size() * pot.tranches->years.size() * draft.scenario.districts.size();
    if (cells > kMostCells) {
      draft.problems.add(
          {.code = Code::kTooDeep,
           .where = pot.tranches->where,
           .message = fmt::format("with pot {} contributors × years × districts come to {}: {} are "
                                  "the most",
                                  quoted(pot.id), cells, kMostCells),
           .label = "too many parts",
           .help = {"put contributors, or years, together"}});
      return;
    }
  }
}

/// What goes through all districts, and what is rounded by itself.
struct Work {
  std::size_t passes = 0;
  std::size_t groups = 0;  ///< of all tiers

  void add(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      const auto* tiers = step.get<std::vector<Tier>>("tiers");
      const auto* within = step.get<Within>(engine::kWithin.name);
      passes += tiers != nullptr    ? tiers->size()
                : within != nullptr ? within->by->groups.size()
                                    : 1;
      for (std::size_t i = 0; tiers != nullptr && i < tiers->size(); ++i) {
        groups += (*tiers)[i].groups.size();
      }
    }
  }
};

/// A table is read once, however many steps and keys go through all of it. A group of a tier is
/// rounded by itself, which takes as long as hundreds of districts do in a step.
void check_work(Draft& draft) {
  constexpr std::size_t kMost = 300'000'000;
  constexpr std::size_t kOfGroup = 600;
  const Scenario& scenario = draft.scenario;
  Work work;
  for (const Key& key : scenario.keys) {
    work.passes += std::max<std::size_t>(1, key.parts.size());
  }
  for (const Pot& pot : scenario.pots) {
    work.add(pot.steps);
    if (const auto* rule = pot.prior ? std::get_if<PriorRule>(&pot.prior->from) : nullptr) {
      work.add(rule->pot->steps);
    }
  }
  const std::size_t districts = scenario.districts.size();
  const std::size_t all = work.passes * districts + work.groups * kOfGroup;
  if (all > kMost) {
    const std::string groups =
        work.groups == 0 ? ""
                         : fmt::format(", and {} groups in tiers × {},", work.groups, kOfGroup);
    draft.problems.add({.code = Code::kTooDeep,
                        .where = scenario.where,
                        .message = fmt::format("{} steps and parts of keys × {} districts{} come "
                                               "to {}: {} are the most",
                                               work.passes, districts, groups, all, kMost),
                        .label = "too much to compute",
                        .help = {"share it out over several files"}});
  }
}

void read_scenario(Draft& draft, const YamlNode& tree, const Options& options) {
  const FieldReader root{section(""), tree, draft.problems};
  read_head(draft, root);
  draft.pays_thousandths = pays_thousandths(tree);
  if (const YamlNode* sources = root.find("sources")) {
    read_sources(draft, *sources);
  }
  read_period(draft, root);
  read_districts(draft, root);
  if (const YamlNode* groups = root.find("groups")) {
    read_groups(draft, *groups);
  } else {
    warn_of_similar_groups(draft);
  }
  check_columns(draft);
  read_keys(draft, root.find("keys"));
  if (const YamlNode* pots = root.find("pots")) {
    read_pots(draft, *pots);
    warn_of_similar_pots(draft);
  }
  draft.scenario.prior = read_prior(draft, root);
  if (const YamlNode* expect = root.find("expect")) {
    read_expectations(draft, *expect);
  }
  read_per(draft, options);
  check_prior_needs(draft);
  finish_groups(draft);
  read_shown(draft, options.shown);
  read_columns(draft);
  finish_amounts(draft);
  check_split_cells(draft);
  check_work(draft);
  draft.layers.log.report_taken_back(draft.problems);
  draft.scenario.changes = draft.layers.log.changes();
}

/// `expect: {exit: 3}`, also of a file that is no good for anything else.
std::optional<int> expected_exit(const YamlNode& tree) {
  const YamlNode* expect = tree.find("expect");
  const YamlNode* exit = expect != nullptr && expect->is_map() ? expect->find("exit") : nullptr;
  if (exit == nullptr || !exit->is_scalar()) {
    return std::nullopt;
  }
  const ReadNumber number = ReadNumber::from(exit->text);
  if (number.number() == nullptr || !number.number()->value.is_whole()) {
    return std::nullopt;
  }
  const auto code = number.number()->value.numerator().as_int64();
  return code && *code >= 0 && *code <= 255 ? std::optional{static_cast<int>(*code)} : std::nullopt;
}

}  // namespace

std::optional<DistrictId> find_district(Draft& draft, std::string_view id, const Location& where) {
  const Districts& districts = draft.scenario.districts;
  const auto found = districts.find(id);
  if (!found && draft.columns.known) {
    draft.problems.add(draft.hints.unknown("district", id, where, "not in this scenario", "the ids",
                                           [&] { return std::span{districts.ids}; }));
  }
  return found;
}

Loaded load_in_session(Session& session, FileId file, const Options& options) {
  Loaded loaded;
  Layers layers{.session = session, .file = file, .problems = loaded.problems};
  auto own = read_layer(layers, file);
  if (!own) {
    return loaded;
  }
  session.reading.push_back(file);
  loaded.expected_exit = expected_exit(*own);
  Draft draft{.layers = layers};
  draft.columns.in_place = options.in_place;
  if (auto tree = on_its_base(layers, std::move(*own), file)) {
    apply_assignments(layers, *tree, options.assignments);
    if (options.against) {
      expect_table(layers, *tree, *options.against);
    }
    loaded.expected_exit = expected_exit(*tree);
    loaded.dropped = layers.dropped;
    in_range(tree->where, "the scenario", loaded.problems, [&] {
      read_scenario(draft, *tree, options);
      return true;
    });
    loaded.language = std::move(draft.language);
    // Those of a list have their names in the tree.
    for (const AvailableColumn& column : draft.columns.available) {
      if (!column.id && !column.used_as_text) {
        loaded.unused_columns.emplace_back(column.name);
      }
    }
  }
  session.reading.pop_back();
  if (!loaded.problems.has_errors()) {
    loaded.scenario = std::move(draft.scenario);
  }
  return loaded;
}

Loaded load_scenario(SourceFiles& files, FileId file, const OpenFile& open,
                     const Options& options) {
  Session session{.files = files, .open = open};
  return load_in_session(session, file, options);
}

}  // namespace allot::load
