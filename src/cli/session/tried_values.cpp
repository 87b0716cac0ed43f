#include "cli/session/tried_values.hpp"

#include <algorithm>
#include <utility>

#include "allot/core/text.hpp"

namespace allot::cli {

bool is_warning(const Diagnostic& diagnostic) {
  return describe(diagnostic.code).severity == Severity::kWarning;
}

bool is_of_tried_value(const Diagnostic& problem, const std::vector<load::Assignment>& tried) {
  return std::any_of(tried.begin(), tried.end(), [&](const load::Assignment& value) {
    return problem.where == value.where || problem.where == value.value_where;
  });
}

Diagnostic with_tried_values(Diagnostic problem, const std::vector<load::Assignment>& tried) {
  if (is_of_tried_value(problem, tried)) {
    problem.message = "`--vary`: " + problem.message;
  } else if (!is_warning(problem)) {
    for (const load::Assignment& value : tried) {
      const auto shown = [&](const auto& related) { return related.where == value.value_where; };
      if (std::none_of(problem.related.begin(), problem.related.end(), shown)) {
        problem.related.push_back(
            {value.value_where, "with `" + without_controls(value.value) + "` here"});
      }
    }
  }
  return problem;
}

Problems with_way_to_adjust(const Problems& problems, const std::vector<load::Assignment>& values) {
  Problems result;
  for (Diagnostic problem : problems.list()) {
    const auto is_signed = [&](const load::Assignment& given) {
      return given.kind == load::Assignment::Kind::kSet && problem.where == given.value_where &&
             (given.value.starts_with('+') ||
              (given.value.starts_with('-') && given.value.ends_with('%')));
    };
    const auto given = std::find_if(values.begin(), values.end(), is_signed);
    if (given != values.end() && !is_warning(problem)) {
      problem.help = {"`--adjust " + without_controls(given->path + "=" + given->value) +
                      "` changes what is there by that; a value itself is written without a sign"};
    }
    result.add(std::move(problem));
  }
  return result;
}

}  // namespace allot::cli
