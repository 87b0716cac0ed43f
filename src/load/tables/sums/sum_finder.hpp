#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/quantities.hpp"

namespace allot::load {

/// Rows of a table, each with an id: districts, unless some are sums of others. In the order of
/// their ids by bytes.
struct SumRows {
  std::span<const std::string_view> ids;
  std::span<const std::string_view> names;     ///< the id of a row without a name
  std::span<const std::uint32_t> rows;         ///< of each its row in the table
  std::span<const Quantities* const> columns;  ///< those in use, with a number for each row
};

struct FoundSum {
  std::uint32_t index;  ///< into SumRows::ids
  std::string why;
  bool certain = true;  ///< false: a district may have these numbers, too. Then it is the only one
};

/// The rows that are sums of others: by their ids, of which others are the continuation, by their
/// names, or by their numbers.
std::vector<FoundSum> find_sums(const SumRows& rows);

}  // namespace allot::load
