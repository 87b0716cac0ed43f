#include "allot/report/json_fields.hpp"

#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace allot::report {

namespace {

/// A row of the table; its path is below that of the part that it is in.
struct Row {
  std::string_view path, type, summary, where = {};
};

/// Rows that occur in several places.
struct Part {
  std::string_view prefix;
  std::span<const Row> rows;
};

constexpr Row kChangeRows[] = {
    {"changes", "list", "what was changed before anything was computed"},
    {"changes[]", "object", ""},
    {"changes[].path", "text", "the field"},
    {"changes[].old", "text?", "what was there; null: nothing"},
    {"changes[].new", "text?", "what is there now; null: nothing"},
};

constexpr Row kCauseRows[] = {
    {"", "object", ""},
    {".factor", "text", "the cause: pot, own_count, others, rounding …"},
    {".amount", "amount", "how much of the shift it explains; the causes add up to it"},
    {".exact", "fraction", "the same before rounding"},
};

constexpr Row kPlaceRows[] = {
    {".file", "text", "the place: its file, as messages call it"},
    {".line", "count?", "from 1; null where the whole file is meant"},
    {".column", "count?", "in characters, from 1"},
    {".end_column", "count?", "behind the last character"},
};

constexpr Row kCellRow[] = {
    {".cell", "text", "the cell of a workbook", "in an XLSX"},
};

constexpr Row kMovementRows[] = {
    {".count", "count", "how many districts"},
    {".amount", "amount", "what they gain, or lose, together"},
    {".most", "object?", "who gains, or loses, the most"},
    {".most.id", "text", "the district"},
    {".most.amount", "amount", "its difference"},
};

constexpr Row kBudgetRows[] = {
    {"", "list", "what each district gets of it"},
    {"[]", "object", ""},
    {"[].id", "text", "the district"},
    {"[].budget", "amount", "what it gets"},
};

constexpr Row kComparedRows[] = {
    {".budgets", "list", "in the order of `compared`; null where it is not there"},
    {".budgets[]", "amount?", ""},
    {".against", "list", "the second and further ones against the first"},
    {".against[]", "object", ""},
    {".against[].difference", "amount?", "its budget less that of the first"},
    {".against[].percent", "number?", "the same as a percentage of the first"},
};

constexpr Row kVersionRow[] = {
    {"format_version", "text", "of this JSON: a new minor version adds fields"},
    {"program", "text", "that made it, and its version"},
    {"inputs", "list", "the files that it was made from"},
    {"inputs[]", "object", ""},
    {"inputs[].file", "text", "its name"},
    {"inputs[].sha256", "text?", "of its bytes; null: not all of it was read"},
};

constexpr Row kRunHead[] = {
    {"title", "text", "of the scenario"},
    {"year", "text?", "its label of the year"},
    {"currency", "text?", "ISO code; null: plain numbers"},
    {"status", "text?", "the weakest status of the data in use"},
};

constexpr Row kRunDistricts[] = {
    {"districts", "list", "what each gets", "without `--by group`"},
    {"districts[]", "object", ""},
    {"districts[].id", "text", ""},
    {"districts[].name", "text", ""},
    {"districts[].group", "text?", "the upper tier"},
    {"districts[].key", "fraction?",
     "its part of the key, not reduced; null: several keys, or none"},
    {"districts[].prior", "amount?", "the year before"},
    {"districts[].budget", "amount", "what it gets"},
    {"districts[].shift", "amount?", "budget less prior"},
    {"districts[].shift_percent", "number?", "the shift as a percentage of prior"},
    {"districts[].settlement", "amount", "the correction of an earlier year",
     "where a pot has `settle`"},
    {"districts[].payable", "amount", "budget and settlement", "where a pot has `settle`"},
    {"districts[].paid", "amount", "what has been paid out", "where a pot has `paid`"},
    {"districts[].open", "amount", "budget, or payable, less paid", "where a pot has `paid`"},
    {"districts[].per_COLUMN", "number?", "the budget for each unit of a column", "with `--per`"},
    {"districts[].causes", "list?", "what the shift is made of", "with `--causes`"},
};

constexpr Row kRunPots[] = {
    {"districts[].pots", "list", "its part of each pot"},
    {"districts[].pots[]", "object", ""},
    {"districts[].pots[].id", "text", "the pot"},
    {"districts[].pots[].budget", "amount", "what it gets of the pot"},
    {"districts[].pots[].exact", "fraction", "the same before rounding"},
    {"groups", "list", "what each gets", "with `--by group`"},
    {"groups[]", "object", ""},
    {"groups[].group", "text", "its id"},
    {"groups[].name", "text", "", "where `groups` names them"},
    {"groups[].districts", "count", "how many of its districts take part"},
    {"groups[].prior", "amount?", "the year before"},
    {"groups[].budget", "amount", "what it gets"},
    {"groups[].shift", "amount?", "budget less prior"},
    {"groups[].shift_percent", "number?", "the shift as a percentage of prior"},
    {"groups[].settlement", "amount", "the correction of an earlier year",
     "where a pot has `settle`"},
    {"groups[].payable", "amount", "budget and settlement", "where a pot has `settle`"},
    {"groups[].paid", "amount", "what has been paid out", "where a pot has `paid`"},
    {"groups[].open", "amount", "budget, or payable, less paid", "where a pot has `paid`"},
    {"groups[].per_COLUMN", "number?", "the budget for each unit of a column", "with `--per`"},
    {"pots", "list", "where the money of each pot went"},
    {"pots[]", "object", ""},
    {"pots[].id", "text", ""},
    {"pots[].amount", "amount", "what is in the pot"},
    {"pots[].budget", "amount", "what the districts get of it"},
    {"pots[].reserved", "amount?", "what steps take out for reserves; null with `--year`"},
    {"pots[].not_assigned", "amount?", "what no step gave; null with `--year`"},
    {"pots[].left_over", "amount?", "what rounding leaves; null with `--year`"},
    {"pots[].elsewhere", "amount", "what goes to no district in that year", "with `--year`"},
    {"pots[].top_ups", "list", "money from outside the pot", "where somebody tops up"},
    {"pots[].top_ups[]", "object", ""},
    {"pots[].top_ups[].from", "text", "who pays it"},
    {"pots[].top_ups[].amount", "amount", ""},
    {"pots[].passed_on", "list", "parts of it that are other pots", "where there are some"},
    {"pots[].passed_on[]", "object", ""},
    {"pots[].passed_on[].to", "text", "the other pot"},
    {"pots[].passed_on[].amount", "amount", ""},
    {"pots[].rates", "list",
     "what steps give for each unit of a key: the base of `equalise`, the "
     "`rate` of `share`",
     "where there are some"},
    {"pots[].rates[]", "object", ""},
    {"pots[].rates[].step", "count", "the first is 1"},
    {"pots[].rates[].kind", "text", "equalise or share"},
    {"pots[].rates[].rate", "fraction", "as it is used, rounded where the step says so"},
    {"pots[].rates[].exact", "fraction?", "by which all is given; null: the file has the number"},
    {"pots[].rates[].receivers", "count", "how many receive by it", "of equalise"},
    {"pots[].rates[].abundant", "count", "how many take part and receive nothing", "of equalise"},
    {"pots[].bounds_not_kept", "list", "bounds of its steps that do not hold in the end",
     "where there are some"},
    {"pots[].bounds_not_kept[]", "object", ""},
    {"pots[].bounds_not_kept[].step", "count", "the step that has kept it; the first is 1"},
    {"pots[].bounds_not_kept[].kind", "text", "limit, hold_harmless, gain_cap or drop_below"},
    {"pots[].bounds_not_kept[].bound", "text", "minimum (a floor is one), or maximum"},
    {"pots[].bounds_not_kept[].districts", "count", "how many end beyond it"},
    {"pots[].bounds_not_kept[].first", "list", "their ids, ten at most"},
    {"pots[].bounds_not_kept[].first[]", "text", ""},
    {"pots[].bounds_not_kept[].beyond", "fraction", "by how much in all, exact"},
    {"pots[].bounds_not_kept[].by_steps", "list", "the later steps that brought them there"},
    {"pots[].bounds_not_kept[].by_steps[]", "count", ""},
    {"pots[].contributors", "list", "who gives the money", "where a pot has contributors"},
    {"pots[].contributors[]", "object", ""},
    {"pots[].contributors[].id", "text", ""},
    {"pots[].contributors[].name", "text", ""},
    {"pots[].contributors[].amount", "amount", "what it gives"},
    {"pots[].contributors[].in_kind", "number?", "what it gives in kind, which is in no total"},
};

constexpr Row kRunYears[] = {
    {"pots[].years", "list", "the years of an envelope", "where a pot has `tranches`"},
    {"pots[].years[]", "object", ""},
    {"pots[].years[].id", "text", "its label"},
    {"pots[].years[].amount", "amount", "what is paid in that year"},
};

constexpr Row kRunEnd[] = {
    {"total", "object", "of all districts"},
    {"total.prior", "amount?", ""},
    {"total.budget", "amount", ""},
    {"total.shift", "amount?", ""},
    {"total.shift_percent", "number?", ""},
    {"total.settlement", "amount", "", "where a pot has `settle`"},
    {"total.payable", "amount", "", "where a pot has `settle`"},
    {"total.paid", "amount", "", "where a pot has `paid`"},
    {"total.open", "amount", "", "where a pot has `paid`"},
    {"ties", "list", "equals of whom some got a unit, or lost one, and others did not"},
    {"ties[]", "object", ""},
    {"ties[].pot", "text", ""},
    {"ties[].units", "count", "how many units there were for them"},
    {"ties[].tied", "list", "their ids"},
    {"ties[].tied[]", "text", ""},
    {"ties[].given", "list", "who got one, by `ties` of the rounding"},
    {"ties[].given[]", "text", ""},
    {"ties[].taken_from", "list", "who lost one", "where units were taken back"},
    {"ties[].taken_from[]", "text", ""},
    {"ties[].of", "text", "what they are: districts, groups, contributors …"},
    {"ties[].name", "text?", "of which contributor or year, where that is one"},
    {"ties[].for", "text", "what was at stake: left_over, taken_back …"},
    {"ties[].prior", "flag", "whether it is of the year before, by rule"},
    {"notes", "list", "what people are told below the table"},
    {"notes[]", "text", ""},
};

constexpr Row kCheckRows[] = {
    {"scenarios", "list", "each file that was checked"},
    {"scenarios[]", "object", ""},
    {"scenarios[].scenario", "text", "its file"},
    {"scenarios[].verdict", "text", "holds, does_not_hold, refused or nothing_to_check"},
    {"scenarios[].summary", "text", "the same in a sentence"},
    {"scenarios[].expectations", "count", "how many figures were held against the result"},
    {"scenarios[].deviations", "list", "the figures that do not hold"},
    {"scenarios[].deviations[]", "object", ""},
    {"scenarios[].deviations[].of", "text", "total, budget, key, percent …"},
    {"scenarios[].deviations[].id", "text?", "the district; null: all of them"},
    {"scenarios[].deviations[].name", "text?", ""},
    {"scenarios[].deviations[].key", "text?", "the key that is meant"},
    {"scenarios[].deviations[].printed_column", "text?", "of a published table"},
    {"scenarios[].deviations[].printed", "text?", "the cell, as it is printed"},
    {"scenarios[].deviations[].expected", "figure", ""},
    {"scenarios[].deviations[].computed", "figure", ""},
    {"scenarios[].deviations[].deviation", "figure", "computed less expected"},
    {"scenarios[].deviations[].percent", "figure?", "the same as a percentage of expected"},
};

constexpr Row kUpdatedRows[] = {
    {"scenarios[].updated", "list", "figures that were written anew", "with `--update`"},
    {"scenarios[].updated[]", "object", ""},
    {"scenarios[].updated[].field", "text", "its path: expect.total"},
    {"scenarios[].updated[].name", "text?", "of the district"},
    {"scenarios[].updated[].before", "text", ""},
    {"scenarios[].updated[].after", "text", ""},
};

constexpr Row kDiagnosticRows[] = {
    {"scenarios[].remarks", "list", "what is to be known of a published table"},
    {"scenarios[].remarks[]", "text", ""},
    {"scenarios[].diagnostics", "list", "errors and warnings, as `--diagnostics json` has them"},
    {"scenarios[].diagnostics[]", "object", ""},
    {"scenarios[].diagnostics[].code", "text", "E012"},
    {"scenarios[].diagnostics[].name", "text", "its stable name: unknown_field"},
    {"scenarios[].diagnostics[].severity", "text", "error or warning"},
};

constexpr Row kMessageRows[] = {
    {".message", "text", ""},
    {".label", "text", "what stands at the place"},
    {".help", "list", "ways out"},
    {".help[]", "text", ""},
    {".related", "list", "other places that are involved"},
    {".related[]", "object", ""},
};

constexpr Row kRelatedRows[] = {
    {".text", "text", "what it has to do with it"},
};

constexpr Row kCountRows[] = {
    {"count", "object", "of the verdicts"}, {"count.scenarios", "count", "all of them"},
    {"count.holds", "count", ""},           {"count.does_not_hold", "count", ""},
    {"count.refused", "count", ""},         {"count.nothing_to_check", "count", ""},
};

constexpr Row kAuditRows[] = {
    {"tables", "list", "each table, and the second against the first"},
    {"tables[]", "object", ""},
    {"tables[].table", "text", "its file"},
    {"tables[].before", "text?", "the table that it is held against"},
    {"tables[].verdict", "text", "the gravest of its findings"},
    {"tables[].findings", "list", ""},
    {"tables[].findings[]", "object", ""},
    {"tables[].findings[].verdict", "text", ""},
    {"tables[].findings[].check", "text", "what was looked at: sum, rate, rule, rows_came …"},
    {"tables[].findings[].of", "text", "the column", "of columns"},
    {"tables[].findings[].key", "text", "the column of the key", "of rules and rates"},
    {"tables[].findings[].percent", "text", "the column of percentages", "of common_pot"},
    {"tables[].findings[].from", "text", "the column of the year before", "of repeated_value"},
    {"tables[].findings[].row", "text", "the row", "of single rows"},
    {"tables[].findings[].other", "text", "the row that has the same", "of shared_amount"},
    {"tables[].findings[].id", "text", "", "of renamed"},
    {"tables[].findings[].before", "text", "the old name", "of renamed"},
    {"tables[].findings[].name", "text", "the new one", "of renamed"},
    {"tables[].findings[].same_numbers", "flag", "the two rows have", "of row_twice"},
    {"tables[].findings[].rows", "count|list", "how many rows, or which ones", "of most"},
    {"tables[].findings[].rows[]", "text", ""},
    {"tables[].findings[].ids", "count", "how many ids they have", "of many_rows_each"},
    {"tables[].findings[].empty", "count", "cells without a number", "of sums"},
    {"tables[].findings[].printed", "figure", "the printed sum", "of sums"},
    {"tables[].findings[].added", "figure", "what the rows add up to", "of sums"},
    {"tables[].findings[].difference", "figure", "added less printed", "of sums"},
    {"tables[].findings[].rounding", "figure", "the most that rounding explains", "of sums"},
    {"tables[].findings[].one_way", "figure", "the same where all is rounded one way", "of sums"},
    {"tables[].findings[].sum", "figure|text?",
     "the label of the sum; of repeated_value what the column adds up to", "of sums"},
    {"tables[].findings[].value", "figure", "the repeated value", "of repeated_value"},
    {"tables[].findings[].others", "count", "how many rows changed", "of repeated_value"},
    {"tables[].findings[].restores", "figure", "the value that makes the sum right",
     "of repeated_value"},
    {"tables[].findings[].amount", "figure", "the amount that two share", "of shared_amount"},
    {"tables[].findings[].sharing", "count", "rows that agree", "of rates"},
    {"tables[].findings[].low", "figure", "the least that all of these allow", "of rates"},
    {"tables[].findings[].high", "figure", "the most", "of rates"},
    {"tables[].findings[].holding", "count", "rows that hold", "of shifts"},
    {"tables[].findings[].if_cut", "count", "rows that hold where decimals were cut", "of shifts"},
    {"tables[].findings[].reversed", "flag", "the signs are the other way round", "of shifts"},
    {"tables[].findings[].count", "figure", "the whole number behind", "of whole_counts"},
    {"tables[].findings[].least", "figure", "", "of whole_counts"},
    {"tables[].findings[].most", "figure", "", "of whole_counts"},
    {"tables[].findings[].impossible", "list", "rows that no whole number gives",
     "of whole_counts"},
    {"tables[].findings[].impossible[]", "text", ""},
    {"tables[].findings[].cut", "flag", "decimals of the key were cut", "of rule"},
    {"tables[].findings[].rules", "list", "all that give the printed column", "of rule"},
    {"tables[].findings[].rule", "object?", "the one that comes nearest", "of nearest_rule"},
};

constexpr Row kRuleRows[] = {
    {".method", "text", "the rounding method"},
    {".unit", "figure", "what amounts are multiples of"},
    {".residual", "text?", "where a difference goes: report, largest"},
    {".rest", "figure", "the pot less what the rows add up to"},
    {".pot", "figure", "what is shared out"},
    {".whole", "figure", "what the key adds up to"},
    {".tie", "flag", "another one of equals might have got a unit"},
};

constexpr Row kRuleItem[] = {{"", "object", ""}};

constexpr Row kAuditEnd[] = {
    {"tables[].findings[].strays", "list", "rows that differ", "of rates, shifts and rules"},
    {"tables[].findings[].strays[]", "object", ""},
    {"tables[].findings[].strays[].row", "text", ""},
    {"tables[].findings[].strays[].printed", "figure", ""},
    {"tables[].findings[].strays[].fit", "figure", "what would be right"},
    {"tables[].findings[].notes", "list", "the finding in sentences"},
    {"tables[].findings[].notes[]", "text", ""},
};

constexpr Row kExplainHead[] = {
    {"title", "text", "of the scenario"},
    {"year", "text?", ""},
    {"currency", "text?", ""},
};

constexpr Row kExplainRows[] = {
    {"district", "object", "who it is about"},
    {"district.id", "text", ""},
    {"district.name", "text", ""},
    {"district.group", "text?", ""},
    {"pots", "list", "how the budget of each pot came about"},
    {"pots[]", "object", ""},
    {"pots[].id", "text", ""},
    {"pots[].budget", "amount", ""},
    {"pots[].rounding", "text", "the method"},
    {"pots[].unit", "number", "what amounts are multiples of"},
    {"pots[].absent", "text?", "why there are no lines"},
    {"pots[].lines", "list", "of the calculation"},
    {"pots[].lines[]", "object", ""},
    {"pots[].lines[].letter", "text?", "by which other lines name it"},
    {"pots[].lines[].label", "text", ""},
    {"pots[].lines[].formula", "text?", ""},
    {"pots[].lines[].value", "number?", "rounded as it is shown"},
    {"pots[].lines[].exact", "fraction?", ""},
    {"pots[].lines[].note", "text?", ""},
    {"pots[].lines[].source", "text?", "of the figure"},
    {"pots[].lines[].status", "text?", "of the figure"},
    {"pots[].contributors", "list", "what the budget is made of, by who gives it"},
    {"pots[].contributors[]", "object", ""},
    {"pots[].contributors[].name", "text", ""},
    {"pots[].contributors[].budget", "amount", ""},
    {"pots[].years", "list", "the same by year"},
    {"pots[].years[]", "object", ""},
    {"pots[].years[].name", "text", ""},
    {"pots[].years[].budget", "amount", ""},
    {"total", "amount", "of all pots"},
    {"payment", "object", "what is payable for it", "where a pot has `settle`"},
    {"payment.lines", "list", "as those of a pot"},
    {"payment.lines[]", "object", ""},
    {"payment.lines[].letter", "text?", "by which other lines name it"},
    {"payment.lines[].label", "text", ""},
    {"payment.lines[].formula", "text?", ""},
    {"payment.lines[].value", "number?", "rounded as it is shown"},
    {"payment.lines[].exact", "fraction?", ""},
    {"payment.lines[].note", "text?", ""},
    {"payment.lines[].source", "text?", "of the figure"},
    {"payment.lines[].status", "text?", "of the figure"},
    {"shift", "object?", "against the year before"},
    {"shift.against", "text", "what it is held against"},
    {"shift.prior", "amount?", ""},
    {"shift.budget", "amount", ""},
    {"shift.shift", "amount?", ""},
    {"shift.shift_percent", "number?", ""},
    {"shift.causes", "list", "what the shift is made of"},
    {"shift.causes[].label", "text", "the cause in words"},
    {"shift.causes[].detail", "text?", "its figures"},
    {"shift.causes[].parts", "list", "what it is made of itself"},
    {"shift.causes[].parts[]", "object", ""},
    {"shift.causes[].parts[].label", "text", ""},
    {"shift.causes[].parts[].detail", "text", ""},
    {"shift.note", "text?", "why causes cannot be told"},
};

constexpr Row kCompareRows[] = {
    {"compared", "list", "the scenarios and results, in their order"},
    {"compared[]", "object", ""},
    {"compared[].letter", "text?", "by which others name it; null: the prior year"},
    {"compared[].file", "text?", ""},
    {"compared[].label", "text?", "what tells it from the others, in the language"},
    {"compared[].variant", "text?", "its values of `--vary`"},
    {"compared[].title", "text?", ""},
    {"compared[].year", "text?", ""},
    {"compared[].currency", "text?", ""},
    {"compared[].status", "text?", "the weakest status of its data"},
    {"compared[].total", "amount", "of the budgets"},
};

constexpr Row kCompareAgainst[] = {
    {"against", "list", "the second and further ones against the first"},
    {"against[]", "object", ""},
    {"against[].letter", "text", "which one"},
    {"against[].difference", "amount", "of the totals"},
    {"against[].percent", "number?", "the same as a percentage of the first"},
    {"against[].winners", "object", "districts that get more"},
    {"against[].winners.causes", "list", "what they gain by", "with `--causes`"},
    {"against[].winners.causes[]", "object", ""},
    {"against[].winners.causes[].factor", "text", ""},
    {"against[].winners.causes[].amount", "amount", ""},
    {"against[].losers", "object", "districts that get less"},
    {"against[].losers.causes", "list", "what they lose by", "with `--causes`"},
    {"against[].losers.causes[]", "object", ""},
    {"against[].losers.causes[].factor", "text", ""},
    {"against[].losers.causes[].amount", "amount", ""},
    {"against[].unchanged", "count", "districts that get the same"},
    {"against[].new", "count", "districts that had nothing", "with `--against prior`"},
    {"against[].moved", "amount?", "what changes hands where the totals are the same"},
    {"against[].inputs", "list?", "what differs in the files; null where one is a result"},
    {"against[].inputs[]", "text", ""},
};

constexpr Row kCompareDistricts[] = {
    {"districts", "list", "", "with `--by district`"},
    {"districts[]", "object", ""},
    {"districts[].id", "text", ""},
    {"districts[].name", "text?", ""},
    {"districts[].group", "text?", ""},
    {"districts[].against[].causes", "list?", "what the difference is made of", "with `--causes`"},
    {"districts[].per_COLUMN", "list", "the budgets for each unit of a column", "with `--per`"},
    {"districts[].per_COLUMN[]", "number?", ""},
};

constexpr Row kComparedPots[] = {{"pots", "list", "the same of pots", "with `--by pot`"}};
constexpr Row kComparedGroups[] = {{"groups", "list", "the same of groups", "with `--by group`"}};
constexpr Row kComparedContributors[] = {
    {"contributors", "list", "the same of contributors", "with `--by contributor`"}};
constexpr Row kComparedYears[] = {{"years", "list", "the same of years", "with `--by year`"}};

constexpr Row kComparedNames[] = {
    {"[]", "object", ""},
    {"[].id", "text", ""},
    {"[].name", "text?", ""},
};

constexpr Row kSweepRows[] = {
    {"title", "text", "of the scenario"},
    {"currency", "text?", ""},
};

constexpr Row kSweepPoints[] = {
    {"against", "text",
     "what gains and losses are against: the label of the prior year, or first_point, prior_year "
     "or prior_of_each_point"},
    {"varied", "list", "the paths of `--vary`"},
    {"varied[]", "text", ""},
    {"points", "list", "one for each combination of values"},
    {"points[]", "object", ""},
    {"points[].values", "list", "in the order of `varied`"},
    {"points[].values[]", "text", ""},
    {"points[].error", "text?", "the name of the error where there is no result"},
    {"points[].total", "amount?", "of the budgets"},
    {"points[].not_assigned", "amount?", ""},
    {"points[].winners", "object?", "districts that get more"},
    {"points[].losers", "object?", "districts that get less"},
    {"points[].districts", "list", "", "with `--by district`"},
    {"points[].districts[]", "object", ""},
    {"points[].districts[].id", "text", ""},
    {"points[].districts[].budget", "amount", ""},
};

constexpr Row kSweepNotes[] = {
    {"notes", "list", "what people are told below the table"},
    {"notes[]", "text", ""},
};

constexpr Row kDescribeRows[] = {
    {"notes", "list", "sentences on the whole, in the language"},
    {"notes[]", "text", ""},
    {"sections", "list", "pots, the year before, keys, columns, sources"},
    {"sections[]", "object", ""},
    {"sections[].of", "text", "what it is about"},
    {"sections[].id", "text?", "of the pot; null: all of them"},
    {"sections[].label", "text", "its heading, in the language"},
    {"sections[].notes", "list", "sentences, in the language"},
    {"sections[].notes[]", "text", ""},
    {"districts", "list", "the figures of each"},
    {"districts[]", "object", ""},
    {"districts[].id", "text", ""},
    {"districts[].name", "text", "", "where the file has names"},
    {"districts[].group", "text?", "the upper tier", "where there are groups"},
    {"districts[].group_COLUMN", "text",
     "its text in the column COLUMN, by which a tier, `where` or `within` goes",
     "where there are such"},
    {"districts[].prior", "figure?", "the year before", "where it is in a table"},
    {"districts[].prior_COLUMN", "figure?", "the same of a pot, COLUMN",
     "where each has one of its own"},
    {"districts[].takes_part_COLUMN", "list",
     "the times that it takes part in; none: not at all; COLUMN is a pot",
     "where not all do, and there are dates"},
    {"districts[].takes_part_COLUMN[]", "object", ""},
    {"districts[].takes_part_COLUMN[].from", "text", "the first day: 2026-04-01"},
    {"districts[].takes_part_COLUMN[].until", "text", "the first day that it takes no part"},
    {"districts[].columns", "object", "what tables say of it"},
    {"groups", "list", "the figures of each", "where they have a table"},
    {"groups[]", "object", ""},
    {"groups[].id", "text", ""},
    {"groups[].name", "text", "", "where the file has names"},
    {"groups[].columns", "object", "what their table says of it"},
};

constexpr Part kRun[] = {
    {"", kVersionRow},
    {"", kRunHead},
    {"", kChangeRows},
    {"", kRunDistricts},
    {"districts[].causes[]", kCauseRows},
    {"", kRunPots},
    {"pots[].contributors[].districts", kBudgetRows},
    {"", kRunYears},
    {"pots[].years[].districts", kBudgetRows},
    {"", kRunEnd},
};
constexpr Part kCheck[] = {
    {"", kVersionRow},
    {"", kCheckRows},
    {"scenarios[].deviations[]", kPlaceRows},
    {"scenarios[].deviations[]", kCellRow},
    {"", kUpdatedRows},
    {"scenarios[].updated[]", kPlaceRows},
    {"", kDiagnosticRows},
    {"scenarios[].diagnostics[]", kPlaceRows},
    {"scenarios[].diagnostics[]", kCellRow},
    {"scenarios[].diagnostics[]", kMessageRows},
    {"scenarios[].diagnostics[].related[]", kPlaceRows},
    {"scenarios[].diagnostics[].related[]", kCellRow},
    {"scenarios[].diagnostics[].related[]", kRelatedRows},
    {"", kCountRows},
};
constexpr Part kAudit[] = {
    {"", kVersionRow},
    {"", kAuditRows},
    {"tables[].findings[].rules[]", kRuleItem},
    {"tables[].findings[].rules[]", kRuleRows},
    {"tables[].findings[].rule", kRuleRows},
    {"", kAuditEnd},
    {"tables[].findings[]", kPlaceRows},
    {"tables[].findings[]", kCellRow},
};
constexpr Part kExplain[] = {
    {"", kVersionRow},
    {"", kExplainHead},
    {"", kChangeRows},
    {"", kExplainRows},
    {"shift.causes[]", kCauseRows},
};
constexpr Part kCompare[] = {
    {"", kVersionRow},
    {"", kCompareRows},
    {"compared[].", kChangeRows},
    {"", kCompareAgainst},
    {"against[].winners", kMovementRows},
    {"against[].losers", kMovementRows},
    {"", kCompareDistricts},
    {"districts[]", kComparedRows},
    {"districts[].against[].causes[]", kCauseRows},
    {"", kComparedPots},
    {"pots", kComparedNames},
    {"pots[]", kComparedRows},
    {"", kComparedGroups},
    {"groups", kComparedNames},
    {"groups[]", kComparedRows},
    {"", kComparedContributors},
    {"contributors", kComparedNames},
    {"contributors[]", kComparedRows},
    {"", kComparedYears},
    {"years", kComparedNames},
    {"years[]", kComparedRows},
};
constexpr Part kDescribe[] = {
    {"", kVersionRow},
    {"", kRunHead},
    {"", kChangeRows},
    {"", kDescribeRows},
};
constexpr Part kSweep[] = {
    {"", kVersionRow},
    {"", kSweepRows},
    {"", kChangeRows},
    {"", kSweepPoints},
    {"points[].winners", kMovementRows},
    {"points[].losers", kMovementRows},
    {"", kSweepNotes},
};

JsonReport report_of(std::string_view command, std::string_view version, std::string_view summary,
                     std::span<const Part> parts) {
  JsonReport report{.command = command, .version = version, .summary = summary, .fields = {}};
  for (const Part& part : parts) {
    for (const Row& row : part.rows) {
      report.fields.push_back({.path = std::string{part.prefix}.append(row.path),
                               .type = row.type,
                               .summary = row.summary,
                               .where = row.where});
    }
  }
  return report;
}

}  // namespace

const std::vector<JsonReport>& json_reports() {
  static const std::vector<JsonReport> reports{
      report_of("run", kRunVersion, "a result", kRun),
      report_of("check", kCheckVersion, "verdicts", kCheck),
      report_of("audit", kAuditVersion, "what published tables say about themselves", kAudit),
      report_of("explain", kExplainVersion, "the calculation of one district", kExplain),
      report_of("compare", kCompareVersion, "results side by side", kCompare),
      report_of("describe", kDescribeVersion, "the rule and what goes into it", kDescribe),
      report_of("sweep", kSweepVersion, "a result for each point", kSweep),
  };
  return reports;
}

}  // namespace allot::report
