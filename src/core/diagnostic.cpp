#include "allot/core/diagnostic.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>

namespace allot {

namespace {

/// A thousand places of one message are one mistake.
void keep_first_places(std::vector<RelatedPlace>& places) {
  constexpr std::size_t kShown = 10;
  if (places.size() > kShown) {
    const std::size_t more = places.size() - kShown;
    places.resize(kShown);
    places.back().text +=
        "; and " + std::to_string(more) + (more == 1 ? " more place" : " more places");
  }
}

}  // namespace

void Problems::append(const Problems& others) {
  list_.insert(list_.end(), others.list_.begin(), others.list_.end());
}

bool Problems::has_errors() const {
  return std::any_of(list_.begin(), list_.end(), [](const Diagnostic& diagnostic) {
    return describe(diagnostic.code).severity == Severity::kError;
  });
}

std::vector<Diagnostic> Problems::sorted() const {
  const auto order = [](const Diagnostic& diagnostic) {
    return std::tie(diagnostic.where, diagnostic.code, diagnostic.message);
  };
  std::vector<Diagnostic> result = list_;
  std::stable_sort(result.begin(), result.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
  const auto last =
      std::unique(result.begin(), result.end(),
                  [&](const Diagnostic& a, const Diagnostic& b) { return order(a) == order(b); });
  result.erase(last, result.end());
  for (Diagnostic& diagnostic : result) {
    keep_first_places(diagnostic.related);
  }
  return result;
}

}  // namespace allot
