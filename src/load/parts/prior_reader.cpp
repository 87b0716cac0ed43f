#include <fmt/core.h>

#include <algorithm>
#include <charconv>

#include "allot/core/text.hpp"
#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

constexpr std::size_t kMostYears = 64;

/// The year before a plain year; for anything else nobody can tell.
std::string label_before(std::string_view year) {
  int number = 0;
  if (year.size() == 4 && std::ranges::all_of(year, is_digit)) {
    std::from_chars(year.data(), year.data() + year.size(), number);
  }
  return number == 0 ? "prior" : fmt::format("{:04}", number - 1);
}

std::string chain_text(const Session& session, FileId file) {
  std::string chain;
  for (auto at = std::ranges::find(session.reading, file); at != session.reading.end(); ++at) {
    chain += fmt::format("{} → ", quoted(session.files.name(*at)));
  }
  return chain + quoted(session.files.name(file));
}

std::shared_ptr<const Scenario> load_prior(Draft& draft, FileId file) {
  Session& session = draft.session;
  const auto earlier =
      std::ranges::find(session.loaded, file, [](const auto& read) { return read.first; });
  if (earlier != session.loaded.end()) {
    return earlier->second;
  }
  Loaded loaded = load_in_session(session, file, {});
  draft.problems.append(loaded.problems);
  auto scenario =
      loaded.scenario ? std::make_shared<const Scenario>(std::move(*loaded.scenario)) : nullptr;
  session.loaded.emplace_back(file, scenario);
  return scenario;
}

/// Reports those of `these` that are not among `others`, the districts of the other year.
void report_missing(const Districts& these, const Districts& others, bool vanished,
                    const Location& prior, Problems& problems) {
  FirstTen missing{problems, vanished ? "more districts that are not there any more"
                                      : "more districts that were not there before"};
  for (std::size_t i = 0; i < these.size(); ++i) {
    if (others.find(these.ids[i])) {
      continue;
    }
    missing.add([&] {
      return Diagnostic{.code = vanished ? Code::kVanishedDistrict : Code::kNewDistrict,
                        .where = these.places[i],
                        .message = fmt::format("{} ({}) is {} the prior year's scenario{}",
                                               quoted(these.ids[i]), these.names[i],
                                               vanished ? "in" : "not in", vanished ? " only" : ""),
                        .label = vanished ? "not there any more" : "new this year",
                        .help = {"a shift needs the same districts in both years"},
                        .related = {{prior, "the prior year"}}};
    });
  }
  missing.finish();
}

std::string name_in_folder(const std::string& path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// Its year; where that tells it from nothing, the name of its file, or, of a file of the same name
/// elsewhere, its path.
std::string label_of_prior(const Scenario& before, const Draft& draft, FileId file,
                           const std::string& path) {
  if (!before.year.empty() && before.year != draft.scenario.year) {
    return before.year;
  }
  const SourceFiles& files = draft.session.files;
  const std::string name = name_in_folder(files.name(file));
  return without_controls(name == name_in_folder(files.name(draft.file)) ? path : name);
}

std::optional<Prior> read_scenario(Draft& draft, const YamlNode& path, const Location& where) {
  Session& session = draft.session;
  const auto file = open_named(draft, path);
  if (!file) {
    return std::nullopt;
  }
  if (std::ranges::find(session.reading, *file) != session.reading.end()) {
    draft.problems.add(
        {.code = Code::kPriorCycle,
         .where = path.where,
         .message = "the prior years go round in a circle: " + chain_text(session, *file),
         .label = "the circle closes here",
         .help = {"end the chain with `prior: {column: NAME}`, or without `prior`"}});
    return std::nullopt;
  }
  if (session.reading.size() >= kMostYears) {
    draft.problems.add({.code = Code::kTooDeep,
                        .where = path.where,
                        .message = fmt::format("more than {} prior years in a chain", kMostYears),
                        .label = "too deep",
                        .help = {"end the chain with `prior: {column: NAME}`"}});
    return std::nullopt;
  }
  const auto before = load_prior(draft, *file);
  if (!before) {
    return std::nullopt;
  }
  if (draft.columns.known) {
    report_missing(draft.scenario.districts, before->districts, false, path.where, draft.problems);
    report_missing(before->districts, draft.scenario.districts, true, path.where, draft.problems);
  }
  if (before->currency != draft.scenario.currency) {
    const auto unit = [](const std::string& currency) {
      return currency.empty() ? std::string{"plain numbers"} : currency;
    };
    draft.problems.add(
        {.code = Code::kFieldsClash,
         .where = path.where,
         .message = fmt::format("the prior year is in {}, this scenario in {}",
                                unit(before->currency), unit(draft.scenario.currency)),
         .label = "no shift between the two",
         .help = {"give both the same `currency`, or leave `prior` out"},
         .related = {{before->where, "the prior year"}}});
  }
  return Prior{.from = PriorScenario{before},
               .label = label_of_prior(*before, draft, *file, path.text),
               .where = where};
}

PriorRule read_rule(Draft& draft, const FieldReader& fields) {
  Pot pot;
  pot.id = "prior";
  pot.where = fields.where();
  const YamlNode* amount = fields.find("amount");
  pot.amount_where = amount == nullptr ? pot.where : amount->where;
  if (amount != nullptr && amount->is_scalar() && amount->text == "open") {
    pot.amount = OpenAmount{};
  } else {
    pot.amount = read_money(draft, fields, "amount").value_or(0);
  }
  check_steps(draft, pot, read_pot_body(draft, fields, pot), std::nullopt);
  return {std::make_shared<const Pot>(std::move(pot))};
}

std::optional<Prior> read_any_form(Draft& draft, const YamlNode& node) {
  const FieldReader fields{section("prior"), node, draft.problems};
  const auto form = fields.form();
  const auto prior = [&](auto from, const Location& where) {
    return std::optional{
        Prior{.from = std::move(from), .label = label_before(draft.scenario.year), .where = where}};
  };
  if (form == "column" && fields.has(*form)) {
    const auto column = use_column(draft, fields, *form, ColumnUse::kPrior);
    return column ? prior(PriorColumn{*column}, fields.find(*form)->where) : std::nullopt;
  }
  if (form == "scenario" && fields.has(*form)) {
    return read_scenario(draft, *fields.find(*form), fields.where());
  }
  if (form == "table") {
    auto table = read_prior_table(draft, fields);
    return table ? prior(std::move(*table), fields.where()) : std::nullopt;
  }
  return form == "steps" || form == "amount" ? prior(read_rule(draft, fields), fields.where())
                                             : std::nullopt;
}

}  // namespace

std::optional<Prior> read_prior(Draft& draft, const FieldReader& owner) {
  const YamlNode* node = owner.find("prior");
  auto prior = node == nullptr ? std::nullopt : read_any_form(draft, *node);
  const FieldState state = owner.state("prior", prior.has_value());
  if (state != FieldState::kAbsent && draft.prior != FieldState::kWrong) {
    draft.prior = state;
  }
  return prior;
}

}  // namespace allot::load
