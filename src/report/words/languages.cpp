#include <algorithm>

#include "allot/report/run_report.hpp"
#include "report/words/language.hpp"

namespace allot::report {

// Each is the end of its file.
extern const Language kEnglish, kGerman, kFrench;

std::span<const Language* const> languages() {
  static const Language* const rows[] = {&kEnglish, &kGerman, &kFrench};
  return rows;
}

const Language* find_language(std::string_view name) {
  const auto found = std::ranges::find(languages(), name, &Language::name);
  return found == languages().end() ? nullptr : *found;
}

}  // namespace allot::report
