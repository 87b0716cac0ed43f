#include "allot/report/words/languages.hpp"

#include <algorithm>

#include "report/words/language.hpp"

namespace allot::report {

// Each is the end of its file.
extern const Language kGerman, kFrench;

std::span<const Language* const> languages() {
  static const Language* const rows[] = {&kEnglish, &kGerman, &kFrench};
  return rows;
}

const Language* find_language(std::string_view name) {
  const auto found = std::ranges::find(languages(), name, &Language::name);
  return found == languages().end() ? nullptr : *found;
}

}  // namespace allot::report
