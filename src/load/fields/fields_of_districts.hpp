#pragma once

#include <array>

#include "load/fields/common_fields.hpp"

namespace allot::load {

// The sections of districts and of their groups: rows of the table in fields.cpp.

inline constexpr std::array kDistricts{
    Field{
        .name = "table", .type = FieldType::kPath, .summary = "CSV; this or `tables` is required"},
    Field{.name = "tables",
          .type = FieldType::kList,
          .summary = "the first says who there is, the others join by id: each id is in each"},
    Field{.name = "id",
          .type = FieldType::kColumn,
          .fallback = "id",
          .summary = "the column of the ids"},
    Field{.name = "name",
          .type = FieldType::kColumn,
          .fallback = "name, if there is one, else the id",
          .summary = "the column of the names"},
    Field{.name = "group",
          .type = FieldType::kColumn,
          .summary = "the column of the upper tier, for subtotals"},
    Field{.name = "where",
          .type = FieldType::kMap,
          .summary = "keeps the rows of the first table whose text is this, or is in this list"},
    Field{.name = "columns", .type = FieldType::kMap, .summary = "what is known about columns"},
    Field{.name = "decimal",
          .type = FieldType::kChoice,
          .choices = "., ,",
          .fallback = "found, where the numbers allow one reading only",
          .summary = "the decimal mark of all tables of the file"},
    Field{.name = "encoding",
          .type = FieldType::kChoice,
          .choices = "utf-8, windows-1252",
          .fallback = "utf-8",
          .summary = "of all tables of the file"},
};

inline constexpr std::array kDistrictItem{
    Field{.name = "id", .type = FieldType::kId, .required = true, .summary = "unique; quoted"},
    Field{.name = "name", .fallback = "the id"},
    Field{.name = "group", .summary = "the upper tier, for subtotals"},
};

inline constexpr std::array kGroups{
    Field{.name = "table", .type = FieldType::kPath, .required = true, .summary = "CSV"},
    Field{.name = "id",
          .type = FieldType::kColumn,
          .fallback = "id",
          .summary = "the column of the ids: what the group column of the districts holds"},
    Field{.name = "name",
          .type = FieldType::kColumn,
          .fallback = "name, if there is one, else the id",
          .summary = "the column of the names"},
    Field{.name = "columns", .type = FieldType::kMap, .summary = "as of districts"},
};

inline constexpr std::array kGroupItem{
    Field{.name = "id", .type = FieldType::kId, .required = true, .summary = "unique; quoted"},
    Field{.name = "name", .fallback = "the id"},
};

inline constexpr std::array kColumnFields{
    Field{.name = "label", .fallback = "the name", .summary = "what reports call it"},
    Field{.name = "unit", .summary = "what it counts: persons"},
    Field{.name = "as_of", .type = FieldType::kDate, .summary = "the day of the count"},
    kStatus,
    kSource,
    kNote,
};

}  // namespace allot::load
