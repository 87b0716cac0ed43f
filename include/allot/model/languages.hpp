#pragma once

#include <string_view>

namespace allot {

/// The languages of reports, as `language:` and `--language` name them. Each is a file of
/// report/words.
inline constexpr std::string_view kLanguages = "en, de, fr";

}  // namespace allot
