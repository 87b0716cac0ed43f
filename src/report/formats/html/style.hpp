#pragma once

#include <string_view>

namespace allot::report::html {

/// How a page looks: light and dark, on small screens, on paper.
extern const std::string_view kStyle;

}  // namespace allot::report::html
