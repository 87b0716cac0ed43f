#include "load/fields/fields.hpp"

#include <algorithm>
#include <array>

#include "allot/core/error.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "load/fields/field_rules.hpp"
#include "load/fields/fields_of_districts.hpp"
#include "load/fields/fields_of_overlays.hpp"
#include "load/fields/fields_of_pots.hpp"

namespace allot::load {

namespace {

using enum FieldType;

constexpr std::array kScenario{
    Field{.name = "allot",
          .type = kChoice,
          .required = true,
          .choices = "1",
          .summary = "the version of the format; the first field of the file"},
    Field{.name = "title", .required = true, .summary = "what reports are headed with"},
    Field{.name = "year", .summary = "a label: `2025`, `2025/26`, `2026-2030`"},
    Field{.name = "currency",
          .summary = "ISO code; without it amounts are plain numbers (seats, posts, persons)"},
    Field{.name = "note", .summary = "printed in the head of every report"},
    Field{.name = "period",
          .type = kMap,
          .summary = "what the scenario covers; needed for participation and `prorate`"},
    Field{.name = "sources", .type = kMap, .summary = "where figures come from"},
    Field{.name = "districts",
          .type = kOther,
          .summary = "who can receive: a list, or a map that names tables; required"},
    Field{.name = "recipients", .type = kOther, .summary = "the same under another name"},
    Field{.name = "groups",
          .type = kOther,
          .summary = "the upper tier and its columns: a list, or a map that names a table"},
    Field{.name = "keys", .type = kMap, .summary = "keys of distribution (Verteilungsschlüssel)"},
    Field{.name = "pots", .type = kList, .required = true, .summary = "the money to distribute"},
    Field{.name = "prior", .type = kMap, .summary = "the year before (Vorjahr)"},
    Field{.name = "expect", .type = kMap, .summary = "what the result must be: `allot check`"},
};

constexpr std::array kPeriod{
    Field{.name = "from", .type = kDate, .required = true, .summary = "the first day"},
    Field{.name = "until",
          .type = kDate,
          .required = true,
          .summary = "the first day that is not covered: 2027-01-01 for the year 2026"},
};

constexpr std::array kSourceFields{
    Field{.name = "title"},
    Field{.name = "publisher"},
    Field{.name = "date", .type = kDate, .summary = "when it was published"},
    Field{.name = "url"},
    Field{.name = "locator", .summary = "page, table, paragraph"},
    Field{.name = "checked_on", .type = kDate, .summary = "when somebody last compared"},
    kStatus,
    kNote,
};

constexpr std::array kKeyFields{
    Field{.name = "column", .type = kColumn, .summary = "the counts of a column"},
    Field{.name = "shares", .type = kColumn, .summary = "a published key, taken as printed"},
    Field{
        .name = "adds_to", .type = kNumber, .summary = "what `shares` add to; required with them"},
    Field{.name = "if_not_closed",
          .type = kChoice,
          .choices = "error, as_published, normalise",
          .fallback = "error",
          .summary = "of `shares` whose printed sum is off by rounding"},
    Field{.name = "blend", .type = kList, .summary = "shares mixed; the weights add to 1"},
    Field{.name = "sum", .type = kList, .summary = "counts mixed, then normalised"},
    Field{.name = "average", .type = kList, .summary = "keys or columns of several periods"},
    Field{.name = "of",
          .type = kChoice,
          .choices = "counts, shares",
          .summary = "what is averaged; required with `average`"},
    Field{.name = "weights",
          .type = kList,
          .fallback = "equal",
          .summary = "of the periods of an average, relative to each other"},
    Field{.name = "missing",
          .type = kChoice,
          .choices = "error, zero, skip",
          .fallback = "error",
          .summary = "an empty cell in an average; `skip` only of counts"},
    Field{.name = "round", .type = kMap, .summary = "rounds the key before money"},
    kStatus,
    kSource,
    kNote,
};

constexpr std::array kBlendPart{
    Field{.name = "weight", .type = kNumber, .required = true},
    Field{.name = "of", .type = kKey, .required = true},
};

constexpr std::array kSumPart{
    Field{.name = "weight", .type = kNumber, .fallback = "1"},
    Field{.name = "of", .type = kKey, .required = true},
};

constexpr std::array kKeyRound{
    Field{.name = "unit", .type = kChoice, .required = true, .choices = "percent, share"},
    Field{.name = "decimals", .type = kInteger, .required = true, .summary = "0 to 12"},
    Field{
        .name = "method", .type = kOther, .fallback = "largest_remainder", .summary = "see below"},
    Field{.name = "residual",
          .type = kOther,
          .summary = "`report`, `largest` or `{district: ID}`; required where the method does not "
                     "close"},
};

constexpr std::array kExpect{
    Field{.name = "total", .type = kAmount, .summary = "of the budgets"},
    Field{.name = "budgets", .type = kMap, .summary = "`{ID: amount}`"},
    Field{.name = "key", .type = kMap, .summary = "`{NAME: {ID: share}}`; a share is at most 1"},
    Field{.name = "table", .type = kMap, .summary = "a published table"},
    Field{.name = "exit", .type = kInteger, .summary = "the code that `allot run` ends with"},
};

constexpr std::array kExpectTable{
    Field{
        .name = "file", .type = kPath, .required = true, .summary = "CSV; some districts will do"},
    Field{.name = "id", .type = kColumn, .fallback = "id"},
    Field{
        .name = "amount", .type = kColumn, .required = true, .summary = "an empty cell is skipped"},
    Field{.name = "printed_to",
          .type = kNumber,
          .fallback = "exact",
          .summary = "the printed unit (0.01, 1000); half of it is the tolerance"},
};

constexpr std::array kSections{
    Section{"", "the file", kScenario, "", false, kScenarioRules},
    Section{"overlay", "an overlay", kOverlayFields, kOverlaySummary},
    Section{"period", "the period", kPeriod},
    Section{"sources.ID", "a source", kSourceFields,
            "Every `source:` of the file names one of these."},
    Section{"districts", "districts", kDistricts, "Districts (or recipients) from tables.", false,
            kDistrictsRules},
    Section{"districts[]", "a district", kDistrictItem,
            "Districts as a list. Every further field is a column.", true},
    Section{"districts.columns.NAME", "a column", kColumnFields},
    Section{"groups", "groups", kGroups,
            "The upper tier from a table, read like those of the districts."},
    Section{"groups[]", "a group", kGroupItem,
            "The upper tier as a list. Every further field is a column.", true},
    Section{
        "keys.NAME", "a key", kKeyFields,
        "One of `column`, `shares`, `blend`, `sum`, `average`. A column that is used as a key "
        "needs no entry here. Keys are evaluated over all districts of the file; a key whose "
        "columns only `groups` has, over the groups. Keys may be made of keys, at most 64 deep.",
        false, kKeyRules},
    Section{"keys.NAME.blend[]", "a part of a blend", kBlendPart},
    Section{"keys.NAME.sum[]", "a part of a sum", kSumPart, "Or the bare name of a key."},
    Section{"keys.NAME.round", "the rounding of a key", kKeyRound},
    Section{"pots[]", "a pot", kPot, "", false, kPotRules},
    Section{"pots[].amount", "an amount", kPotAmount,
            "Where it is no number and no word: `part` and `of`, or `by_date`.", false,
            kAmountRules},
    Section{"pots[].contributors[]", "a contributor", kContributor,
            "At most one of `amount`, `percent` and `match`. The pot is (amounts + matches) / (1 − "
            "percentages).",
            false, kContributorRules},
    Section{"pots[].tranches", "`tranches`", kTranches,
            "A budget is then the whole envelope, which is a multiple of the rounding unit."},
    Section{"pots[].participation", "participation", kParticipation,
            "The dates of a district alternate, and the first says what it did before. Where a "
            "date is within the period, `prorate` says what that means.",
            false, kParticipationRules},
    Section{"pots[].prorate", "`prorate`", kProrateFields, "", false, kProrateRules},
    Section{"pots[].paid", "`paid`", kPaid},
    Section{"pots[].rounding", "rounding", kRounding},
    Section{"pots[].rounding.residual", "residual", kResidual, "Where it is not a single word."},
    Section{"prior", "prior", kPrior,
            "One of `column`, `scenario`, `table` with `amount`, or `amount` with `steps`. In a "
            "table an empty amount says that the district is new. Causes take columns for the same "
            "counts a year apart in each place of a step, and in `claims`, by itself: where a key "
            "of the same name uses them, else where that place has names that are the same but for "
            "the year (`intake_2024`, `intake_2025`; `old`, `new`), else where a step uses one of "
            "the same name. Keys that no step uses decide nothing. Columns of `groups` are counts, "
            "too; "
            "who is in which group is a rule.",
            false, kPriorRules},
    Section{"bound", "a bound", kBoundFields, "What `limit` takes: an amount, or one of these.",
            false, kBoundRules},
    Section{"paid_by", "`paid_by`", kPayerFields,
            "Who pays for a floor: `ratable`, `scale_above_floor`, `scale_gains`, or this."},
    Section{"tiers[]", "a tier", kTierFields,
            "Of a share in tiers, 64 at most: first to the groups, rounded, then within each. A "
            "group gets what "
            "its members have already, topped up or not, and its share of the rest; minimums and "
            "maximums of earlier steps do not hold for what is shared."},
    Section{"expect", "expect", kExpect},
    Section{"expect.table", "the expected table", kExpectTable},
};

}  // namespace

std::span<const Section> sections() { return kSections; }

const Section* find_section(std::string_view path) {
  const auto at = std::ranges::find(kSections, path, &Section::path);
  return at == kSections.end() ? nullptr : &*at;
}

const Section& section(std::string_view path) {
  const Section* found = find_section(path);
  invariant(found != nullptr, "a section that is read is in the table of the format");
  return *found;
}

namespace {

/// `step limit` and `minimum`: the section of what the field of the step may hold.
std::string below_step(std::string_view path, std::string_view name) {
  const auto kinds = engine::step_kinds();
  const auto kind =
      std::ranges::find(kinds, path.substr(kStepPath.size()), &engine::StepKind::name);
  if (kind != kinds.end()) {
    const auto field = std::ranges::find(kind->fields, name, &Field::name);
    const auto type = field == kind->fields.end() ? FieldType::kText : field->type;
    switch (type) {
      case FieldType::kBound:
        return "bound";
      case FieldType::kPayer:
        return "paid_by";
      case FieldType::kProrate:
        return "pots[].prorate";
      case FieldType::kTiers:
        return "tiers";
      default:
        break;
    }
  }
  return std::string{path}.append(".").append(name);
}

}  // namespace

std::string path_below(std::string_view path, std::string_view name) {
  if (path.empty()) {
    return std::string{name == "recipients" ? "districts" : name};
  }
  if (path == "pots[]" && name == "prior") {
    return "prior";
  }
  if (path == "prior" && (name == "rounding" || name == "steps")) {
    return path_below("pots[]", name);
  }
  if (path == "groups" && name == "columns") {
    return path_below("districts", name);
  }
  if (path.starts_with(kStepPath)) {
    return below_step(path, name);
  }
  for (const std::string_view placeholder : {".NAME", ".ID"}) {
    std::string named = std::string{path}.append(placeholder);
    if (find_section(named) != nullptr) {
      return named;
    }
  }
  return std::string{path}.append(".").append(name);
}

std::vector<std::string_view> steps_of_open_pots() {
  std::vector<std::string_view> names;
  for (const engine::StepKind& kind : engine::step_kinds()) {
    if (kind.in_open_pot) {
      names.push_back(kind.name);
    }
  }
  return names;
}

std::vector<std::string_view> choices_of(const Field& field) {
  std::vector<std::string_view> words;
  std::string_view rest = field.choices;
  for (std::size_t end = rest.find(", "); end != std::string_view::npos; end = rest.find(", ")) {
    words.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 2);
  }
  words.push_back(rest);
  return words;
}

}  // namespace allot::load
