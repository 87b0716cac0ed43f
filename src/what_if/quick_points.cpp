#include "what_if/quick_points.hpp"

#include <algorithm>

namespace allot::what_if {

QuickPoints::QuickPoints(const Scenario& scenario, const Grid& grid) : grid_{grid} {
  for (const Variation& variation : grid.variations()) {
    fields_.push_back(PotNumber::find(scenario, variation.path));
    auto& values = values_.emplace_back();
    for (const std::string& value : variation.values) {
      values.push_back(fields_.back() ? fields_.back()->read(value) : std::nullopt);
    }
  }
  const bool all = std::all_of(fields_.begin(), fields_.end(),
                               [](const auto& field) { return field.has_value(); });
  Problems ignored;  // those of the scenario as it is; the points have their own
  rerun_ = all ? engine::Rerun::of(scenario, ignored) : std::nullopt;
}

bool QuickPoints::takes(std::size_t point) const {
  for (std::size_t i = 0; rerun_ && i < fields_.size(); ++i) {
    if (!values_[i][grid_.index(point, i)]) {
      return false;
    }
  }
  return rerun_.has_value();
}

std::optional<engine::Outcome> QuickPoints::solve(std::size_t point, Scenario& copy,
                                                  Problems& problems) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    fields_[i]->set(copy, *values_[i][grid_.index(point, i)]);
  }
  return rerun_->run(copy, problems);
}

}  // namespace allot::what_if
