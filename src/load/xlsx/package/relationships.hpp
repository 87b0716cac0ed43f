#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/xlsx/package/archive.hpp"
#include "load/xlsx/package/xml.hpp"

namespace allot::load::xlsx {

/// How a part refers to others: by ids, which lead to their names.
struct Relationship {
  std::string id;
  std::string type;  ///< the last step of it: `worksheet`; what is before differs by dialect
  std::string part;  ///< its name
};

/// `base` is the part that refers, empty for the file as a whole. References to other files are
/// left out.
std::optional<XmlFault> read_relationships(const Archive& archive, std::string_view base,
                                           std::vector<Relationship>& found);

/// `xl/_rels/workbook.xml.rels` of `xl/workbook.xml`.
std::string relationships_part(std::string_view base);

}  // namespace allot::load::xlsx
