#pragma once

#include <optional>
#include <vector>

#include "engine/causes/mixture.hpp"
#include "engine/pot/participants.hpp"

namespace allot::engine {

/// Counts of which a key is made, normalised before they are mixed where the key is a blend.
struct Component {
  Fraction weight;
  const Quantities* own;
  const Quantities* others;
  Fraction total;          ///< of the others' side, over all districts
  Fraction participating;  ///< the same over those who take part
  bool of_shares;          ///< a part of a blend: its shares are needed whatever is left
};

using Components = std::vector<Component>;

/// Nothing where the key is made otherwise than of counts or of shares of counts. The runs outlive
/// what is returned.
std::optional<Components> components_of(KeyId key, const MixedRun& own, const MixedRun& others,
                                        const Participants& participants);

}  // namespace allot::engine
