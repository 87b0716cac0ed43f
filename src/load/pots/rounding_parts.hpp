#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "load/draft/draft.hpp"

namespace allot::load {

/// `[largest_key, id]`.
std::vector<TieRule> default_ties();

/// A list that ends in `id`.
std::vector<TieRule> read_ties(Draft& draft, const YamlNode& node);

/// `report`, `largest`, `{district: ID}` and, where `of_pot`, `{reserve: NAME}`.
std::optional<Residual> read_residual(Draft& draft, const YamlNode& node, bool of_pot);

/// A number of units, or a column of them; `node` may be null.
UnitBound read_unit_bound(Draft& draft, const YamlNode* node, std::string_view what);

}  // namespace allot::load
