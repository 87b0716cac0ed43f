#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "allot/load/init/survey/tables_on_hand.hpp"
#include "load/init/survey/column_facts.hpp"

namespace allot::load {

/// A column for a role; none where no table has anything for it.
struct ChosenColumn {
  const ColumnFacts* facts = nullptr;
  bool guessed = false;
};

/// One for each role, in the order of the enumerators.
using ChosenColumns = std::array<ChosenColumn, kColumnRoles.size()>;

inline const ChosenColumn& chosen(const ChosenColumns& columns, ColumnRole role) {
  return columns[static_cast<std::size_t>(role)];
}

/// Fills the roles that have no column yet, but that of the id, where some column will do.
void guess_roles(const std::vector<ColumnFacts>& facts, ChosenColumns& columns);

/// A column of money by its name of which some cell is no amount, such as `5,00 $`; nullptr if
/// there is none.
const ColumnFacts* guess_unreadable_prior(const std::vector<ColumnFacts>& facts);

/// A text that several rows share, such as the Land; nullptr if there is none.
const ColumnFacts* guess_group(const std::vector<ColumnFacts>& facts, const ChosenColumns& columns);

/// Whether a column is one of amounts by its name.
bool looks_like_money(const ColumnFacts& column);

/// Whether the numbers have decimals, as far as they can be read in one way.
bool has_decimals(const ColumnFacts& column);

/// `Zugang_2025` and `Zugang_2024` are alike: what is left without their digits.
std::string without_digits(std::string_view name);

}  // namespace allot::load
