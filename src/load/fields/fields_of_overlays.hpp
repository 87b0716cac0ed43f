#pragma once

#include <array>
#include <string_view>

#include "load/fields/common_fields.hpp"

namespace allot::load {

// The section of files that are a difference to another: a row of the table in fields.cpp.

inline constexpr std::string_view kOverlaySummary =
    "A file with `base` is only a difference to another scenario (what if?), and a scenario like "
    "any: it may be the base of the next. Files that it names are relative to it, those that the "
    "base "
    "names to the base. `--overlay FILE` makes its changes in the scenario of the command line.\n\n"
    "```yaml\n"
    "allot: 1\n"
    "base: integration-2026.yaml\n"
    "title: 5 % more, nobody below 95 % of last year\n"
    "change:\n"
    "  pots.base.amount: {times: 1.05}\n"
    "  pots.base.steps: {append: [{hold_harmless: {percent_of_prior: 95 %, paid_by: "
    "scale_above_floor}}]}\n"
    "  districts.05315.intake_2025: 1_100\n"
    "```\n\n"
    "A path names a field with dots. Items of lists are named by id, by label, by the name of the "
    "step, or by position from 1 (`pots.base.steps.2`); a name that has a dot is quoted. Cells of "
    "tables are `districts.ID.COLUMN` and `groups.ID.COLUMN`. The value is the new one, or "
    "`{times: 1.05}`, `{plus: -3}`, and for lists `{append: […]}`. An empty value takes away a "
    "field that need not be there, or an item of a list; positions count the items that were there "
    "before. Changes are made in the order of the file, each field once.";

inline constexpr std::array kOverlayFields{
    Field{.name = "allot", .type = FieldType::kChoice, .required = true, .choices = "1"},
    Field{.name = "base",
          .type = FieldType::kPath,
          .summary = "the scenario that is changed, or another such file; required, except in a "
                     "file for `--overlay`"},
    Field{.name = "title", .fallback = "the base's"},
    Field{.name = "year", .fallback = "the base's"},
    Field{.name = "note", .fallback = "the base's"},
    Field{.name = "change",
          .type = FieldType::kMap,
          .summary = "paths, and what becomes of what is there"},
    Field{.name = "expect",
          .type = FieldType::kMap,
          .summary = "of this result: what the base expects does not count here"},
};

}  // namespace allot::load
