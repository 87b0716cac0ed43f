#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "allot/load/csv/csv.hpp"
#include "allot/load/yaml/yaml_tree.hpp"

namespace allot::load {

/// `where: {land: [Hessen, Saarland]}`: the texts that a column may have.
struct Filter {
  std::size_t column;
  std::vector<std::string_view> texts;
};

/// The conditions of `where`, which may be null; those that are wrong are reported and left out.
std::vector<Filter> read_filters(const CsvTable& table, const YamlNode* where, Problems& problems);

/// The rows that pass all of them.
std::vector<std::uint32_t> kept_rows(const CsvTable& table, const std::vector<Filter>& filters);

}  // namespace allot::load
