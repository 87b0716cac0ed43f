#pragma once

#include <string_view>

namespace allot::report {

/// What a report is written in: a file of report/words.
struct Language;
extern const Language kEnglish;

/// The one that `language:` and `--language` name so; nullptr: none.
const Language* find_language(std::string_view name);

}  // namespace allot::report
