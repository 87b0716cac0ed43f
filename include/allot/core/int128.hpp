#pragma once

#include <cstdint>
#include <string>

namespace allot {

// Under -Wpedantic only __extension__ may name the type.
__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

/// The number of bits of |value|; 0 for 0.
int bit_length(std::int64_t value);
int bit_length(int128 value);

/// Decimal digits with a leading `-` for negative values.
std::string to_string(int128 value);

}  // namespace allot
