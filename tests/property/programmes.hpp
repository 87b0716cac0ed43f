#pragma once

#include <memory>
#include <vector>

#include "random.hpp"
#include "support/scenario_builder.hpp"

namespace allot::test {

/// A random programme: a few districts, keys of every form (some of them rounded, some published
/// with a gap), one to three pots with one to four steps, any rounding, any residual. Most can be
/// paid out; some cannot. Amounts have two decimals. Case 0 is the smallest.
std::unique_ptr<ScenarioBuilder> random_programme(Random& random, int number);

/// Classes of small counts; the factor of the first is above 0.
std::vector<Bracket> any_brackets(Random& random);

/// Districts with a few columns and a key of every form: what a programme's pots share by.
std::unique_ptr<ScenarioBuilder> random_keys(Random& random, int number);

}  // namespace allot::test
