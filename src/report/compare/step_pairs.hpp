#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "allot/model/scenario.hpp"

namespace allot::report {

/// Of each step of one pot the step of another that it is now; nothing: it was taken out.
/// `before_words` and `after_words` say what the steps do.
using StepPairs = std::vector<std::optional<std::size_t>>;

/// Steps that are equal are pairs, wherever they stand. Of the others those of one kind are where
/// the order of the pairs allows it, most of all with the same label: one was changed.
StepPairs step_pairs(const std::vector<Step>& before, const std::vector<std::string>& before_words,
                     const std::vector<Step>& after, const std::vector<std::string>& after_words);

}  // namespace allot::report
