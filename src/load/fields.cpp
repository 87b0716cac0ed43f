#include "load/fields.hpp"

#include <algorithm>
#include <array>

#include "allot/core/error.hpp"

namespace allot::load {

namespace {

using enum FieldType;

constexpr std::string_view kStatusChoices = "final, preliminary, planned, estimated, invented";
constexpr Field kStatus{.name = "status",
                        .type = kChoice,
                        .choices = kStatusChoices,
                        .summary = "how far it can be trusted; reports print the weakest in use"};
constexpr Field kSource{.name = "source", .type = kId, .summary = "an id of `sources`"};
constexpr Field kNote{.name = "note", .summary = "a remark"};

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
    Field{.name = "sources", .type = kMap, .summary = "where figures come from"},
    Field{.name = "districts",
          .type = kOther,
          .summary = "who can receive: a list, or a map that names tables; required"},
    Field{.name = "recipients", .type = kOther, .summary = "the same under another name"},
    Field{.name = "keys", .type = kMap, .summary = "keys of distribution (Verteilungsschlüssel)"},
    Field{.name = "pots", .type = kList, .required = true, .summary = "the money to distribute"},
    Field{.name = "prior", .type = kMap, .summary = "the year before (Vorjahr)"},
    Field{.name = "expect", .type = kMap, .summary = "what the result must be: `allot check`"},
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

constexpr std::array kDistricts{
    Field{.name = "table", .type = kPath, .summary = "CSV; this or `tables` is required"},
    Field{.name = "tables",
          .type = kList,
          .summary = "the first says who there is, the others join by id: each id is in each"},
    Field{.name = "id", .type = kColumn, .fallback = "id", .summary = "the column of the ids"},
    Field{.name = "name",
          .type = kColumn,
          .fallback = "name, if there is one, else the id",
          .summary = "the column of the names"},
    Field{
        .name = "group", .type = kColumn, .summary = "the column of the upper tier, for subtotals"},
    Field{.name = "where",
          .type = kMap,
          .summary = "keeps the rows of the first table whose text is this, or is in this list"},
    Field{.name = "columns", .type = kMap, .summary = "what is known about columns"},
    Field{.name = "decimal",
          .type = kChoice,
          .choices = "., ,",
          .fallback = "found, where the numbers allow one reading only",
          .summary = "the decimal mark of all tables of the file"},
    Field{.name = "encoding",
          .type = kChoice,
          .choices = "utf-8, windows-1252",
          .fallback = "utf-8",
          .summary = "of all tables of the file"},
};

constexpr std::array kDistrictItem{
    Field{.name = "id", .type = kId, .required = true, .summary = "unique; quoted"},
    Field{.name = "name", .fallback = "the id"},
    Field{.name = "group", .summary = "the upper tier, for subtotals"},
};

constexpr std::array kColumnFields{
    Field{.name = "label", .fallback = "the name", .summary = "what reports call it"},
    Field{.name = "unit", .summary = "what it counts: persons"},
    Field{.name = "as_of", .type = kDate, .summary = "the day of the count"},
    kStatus,
    kSource,
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

constexpr std::array kPot{
    Field{.name = "id", .type = kId, .required = true, .summary = "unique"},
    Field{.name = "title", .fallback = "the id"},
    Field{.name = "amount",
          .type = kAmount,
          .required = true,
          .summary = "or `open`: the sum of its claims"},
    kStatus,
    kNote,
    kSource,
    Field{.name = "steps",
          .type = kList,
          .required = true,
          .summary = "in file order, each working on what those before it left; see below"},
    Field{.name = "rounding", .type = kMap, .summary = "how exact amounts become payable ones"},
    Field{.name = "prior", .type = kMap, .fallback = "the scenario's, if there is one pot"},
};

constexpr std::array kRounding{
    Field{.name = "unit",
          .type = kNumber,
          .fallback = "0.01 with a currency, else 1",
          .summary = "amounts are multiples of it"},
    Field{
        .name = "method", .type = kOther, .fallback = "largest_remainder", .summary = "see below"},
    Field{.name = "residual",
          .type = kOther,
          .summary = "where a difference goes: `report`, `largest`, `{district: ID}`, "
                     "`{reserve: NAME}`; required where the method does not close or the pot is no "
                     "multiple of the unit"},
    Field{.name = "ties",
          .type = kList,
          .fallback = "[largest_key, id]",
          .summary = "who goes first among equals: `largest_key`, `smallest_key`, `column: NAME`, "
                     "and last `id`"},
    Field{.name = "minimum",
          .type = kOther,
          .summary = "units, as a number or a column; divisor methods only"},
    Field{.name = "maximum", .type = kOther, .summary = "the same"},
};

constexpr std::array kResidual{
    Field{.name = "district", .type = kDistrict},
    Field{.name = "reserve"},
};

constexpr std::array kPrior{
    Field{.name = "column",
          .type = kColumn,
          .summary = "amounts; an empty cell is a district that was not there"},
    Field{.name = "scenario", .type = kPath, .summary = "the file of the year before"},
    Field{.name = "amount", .type = kAmount, .summary = "or a rule on this year's table: a pot"},
    Field{.name = "steps", .type = kList, .summary = "of that rule"},
    Field{.name = "rounding", .type = kMap, .summary = "of that rule"},
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
    Section{"", "the file", kScenario},
    Section{"sources.ID", "a source", kSourceFields,
            "Every `source:` of the file names one of these."},
    Section{"districts", "districts", kDistricts, "Districts (or recipients) from tables."},
    Section{"districts[]", "a district", kDistrictItem,
            "Districts as a list. Every further field is a column.", true},
    Section{"districts.columns.NAME", "a column", kColumnFields},
    Section{"keys.NAME", "a key", kKeyFields,
            "One of `column`, `shares`, `blend`, `sum`, `average`. A column that is used as a key "
            "needs no entry here. Keys are evaluated over all districts of the file."},
    Section{"keys.NAME.blend[]", "a part of a blend", kBlendPart},
    Section{"keys.NAME.sum[]", "a part of a sum", kSumPart, "Or the bare name of a key."},
    Section{"keys.NAME.round", "the rounding of a key", kKeyRound},
    Section{"pots[]", "a pot", kPot},
    Section{"pots[].rounding", "rounding", kRounding},
    Section{"pots[].rounding.residual", "residual", kResidual, "Where it is not a single word."},
    Section{"prior", "prior", kPrior, "One of `column`, `scenario`, or `amount` with `steps`."},
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
  for (const std::string_view placeholder : {".NAME", ".ID"}) {
    std::string named = std::string{path}.append(placeholder);
    if (find_section(named) != nullptr) {
      return named;
    }
  }
  return std::string{path}.append(".").append(name);
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
