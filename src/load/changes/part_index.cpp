#include "load/changes/part_index.hpp"

#include <charconv>

namespace allot::load {

void PartIndex::changed(std::string_view place) {
  parts_.drop(place);
  parts_.visit_holders(place, [&](Parts& parts, std::string_view below) {
    std::size_t position = 0;
    if (below.starts_with('#') &&
        std::from_chars(below.data() + 1, below.data() + below.size(), position).ec ==
            std::errc{}) {
      parts.changed.push_back(position);
    }
  });
}

}  // namespace allot::load
