#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "load/xlsx/package/archive.hpp"
#include "load/xlsx/package/xml.hpp"
#include "load/xlsx/values/number_format.hpp"

namespace allot::load::xlsx {

/// The number format of each style of cells.
class Styles {
 public:
  /// The one without a format where there is no such style.
  [[nodiscard]] const NumberFormat& format(std::size_t style) const {
    return style < of_style_.size() ? formats_[of_style_[style]] : formats_.front();
  }

 private:
  friend class StylesReader;

  std::vector<NumberFormat> formats_ = {NumberFormat{}};
  std::vector<std::uint32_t> of_style_;  // index into formats_
};

std::optional<XmlFault> read_styles(const Archive& archive, std::string_view part, Styles& styles);

}  // namespace allot::load::xlsx
