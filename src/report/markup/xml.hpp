#pragma once

#include <string>
#include <string_view>

namespace allot::report {

/// What a document begins with.
inline constexpr std::string_view kXmlHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The text as it stands in an element or in quotes, whatever it holds. What XML 1.0 has no way to
/// write (controls, U+FFFF, bytes that are not UTF-8) is U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace allot::report
