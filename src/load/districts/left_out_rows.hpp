#pragma once

#include <cstddef>

namespace allot::load {

struct Draft;

/// Holds the rows that a table of the districts leaves out against those of districts, in the
/// columns in use: a sum must add up, and what is no sum, but has an id and numbers, may be a
/// district. To be called when the columns have been read.
void check_left_out(Draft& draft, std::size_t file);

}  // namespace allot::load
