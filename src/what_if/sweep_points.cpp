#include "allot/what_if/sweep_points.hpp"

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include "allot/core/error.hpp"
#include "allot/core/work_together.hpp"
#include "what_if/quick_points.hpp"

namespace allot::what_if {

namespace {

using engine::Outcome;
using engine::SweepPoint;

/// Budgets that others are held against.
struct Reference {
  std::vector<std::optional<Money>> budgets;
  int decimals = 0;
};

Money rescaled(Money amount, int decimals, int more_decimals) {
  return decimals >= more_decimals
             ? amount
             : Money::from_minor(BigInt{amount.minor()} *
                                 BigInt::power_of_ten(more_decimals - decimals));
}

void rescale(SweepPoint& point, int decimals, int more_decimals) {
  for (Money* amount : {&point.total, &point.not_assigned, &point.gains, &point.losses,
                        &point.largest_gain, &point.largest_loss}) {
    *amount = rescaled(*amount, decimals, more_decimals);
  }
  for (Money& budget : point.budgets) {
    budget = rescaled(budget, decimals, more_decimals);
  }
}

/// Whether a value is none that the field takes, or there is no such field: then no other point
/// helps either.
bool is_no_value(const Diagnostic& problem) {
  constexpr Code kNoValue[] = {
      Code::kYamlSyntax,   Code::kYamlFeature,   Code::kUnknownField,
      Code::kWrongKind,    Code::kNotANumber,    Code::kAmbiguousPercentage,
      Code::kMissingField, Code::kUnknownChoice, Code::kUnknownName,
      Code::kNotADate,     Code::kEmptyValue};
  const int exit_code = describe(problem.code).exit_code;
  return exit_code == 2 || exit_code == 4 ||
         std::find(std::begin(kNoValue), std::end(kNoValue), problem.code) != std::end(kNoValue);
}

class Solver {
 public:
  Solver(const Scenario& scenario, const Grid& grid, bool by_district,
         const Surroundings& surroundings)
      : grid_{grid},
        by_district_{by_district},
        surroundings_{surroundings},
        quick_{scenario, grid},
        scenario_{scenario},
        decimals_(grid.size(), scenario.decimals) {
    solved_.points.resize(grid.size());
  }

  std::variant<SolvedGrid, NotSolved> solve() {
    hold_quick_against_loader();
    for (std::size_t point = 0; point < grid_.size(); ++point) {
      if (const auto failure = solve_slowly(point)) {
        return *failure;
      }
    }
    solve_quickly();
    bring_to_same_decimals();
    if (is_nowhere_solved()) {
      return NotSolved{NotSolved::Why::kNoResult, 0};
    }
    return std::move(solved_);
  }

 private:
  /// One point both ways: where they differ, the loader is right.
  void hold_quick_against_loader() {
    for (std::size_t point = 0; point < grid_.size(); ++point) {
      if (quick_.takes(point)) {
        const Tried tried = surroundings_.read_and_run(point);
        Problems problems;
        Scenario copy = scenario_;
        const auto quick = quick_.solve(point, copy, problems);
        const bool same = quick.has_value() == tried.result.has_value() &&
                          (!quick || (quick->budgets == tried.result->budgets &&
                                      tried.scenario->decimals == scenario_.decimals));
        if (!same) {
          quick_.give_up();
        }
        return;
      }
    }
  }

  void take_reference(const Outcome& outcome, const std::optional<engine::PriorYear>& prior,
                      int decimals, std::size_t point) {
    if (point != 0) {
      return;
    }
    solved_.against_prior = prior ? std::optional{prior->label} : std::nullopt;
    knows_reference_ = true;
    if (!prior) {
      first_ = Reference{{outcome.budgets.begin(), outcome.budgets.end()}, decimals};
    }
  }

  void take(std::size_t index, Outcome outcome, const std::optional<engine::PriorYear>& prior,
            int decimals) {
    SweepPoint& point = solved_.points[index];
    decimals_[index] = decimals;
    point.total = outcome.total;
    point.not_assigned = outcome.not_assigned;
    take_reference(outcome, prior, decimals, index);
    if (prior) {
      engine::count_movements(outcome.budgets, prior->budgets, point);
    } else if (first_) {
      count_against_first(outcome.budgets, index);
    }
    if (by_district_) {
      point.budgets = std::move(outcome.budgets);
      for (Money& budget : point.budgets) {
        budget = rescaled(budget, decimals, decimals_[index]);
      }
    }
  }

  /// Its amounts may be in range, and what they add up to not; a thread must not end with that.
  void take_or_fail(std::size_t index, Outcome outcome,
                    const std::optional<engine::PriorYear>& prior, int decimals) {
    try {
      take(index, std::move(outcome), prior, decimals);
    } catch (const ArithmeticError& error) {
      Problems problems;
      problems.add({.code = Code::kNumberOutOfRange, .where = {}, .message = error.what()});
      solved_.points[index] = SweepPoint{};
      fail(index, problems);
    }
  }

  void count_against_first(const std::vector<Money>& budgets, std::size_t index) {
    SweepPoint& point = solved_.points[index];
    const int decimals = decimals_[index];
    if (decimals == first_->decimals) {
      engine::count_movements(budgets, first_->budgets, point);
      return;
    }
    const int finer = std::max(decimals, first_->decimals);
    std::vector<Money> scaled;
    for (const Money budget : budgets) {
      scaled.push_back(rescaled(budget, decimals, finer));
    }
    std::vector<std::optional<Money>> before;
    for (const std::optional<Money>& budget : first_->budgets) {
      before.emplace_back(rescaled(*budget, first_->decimals, finer));
    }
    engine::count_movements(scaled, before, point);
    point.total = rescaled(point.total, decimals, finer);
    point.not_assigned = rescaled(point.not_assigned, decimals, finer);
    decimals_[index] = finer;
  }

  void fail(std::size_t index, const Problems& problems) {
    for (const Diagnostic& problem : problems.list()) {
      if (describe(problem.code).severity == Severity::kError) {
        solved_.points[index].problem = problem.code;
        first_problem_ = index == 0 ? problem.message : first_problem_;
        return;
      }
    }
    invariant(false, "what cannot be computed has been reported");
  }

  void solve_quick_point(std::size_t index, Scenario& copy) {
    Problems problems;
    if (auto outcome = quick_.solve(index, copy, problems)) {
      take_or_fail(index, std::move(*outcome), quick_.prior(), scenario_.decimals);
    } else {
      fail(index, problems);
    }
  }

  /// By reading the scenario again, where that is needed; the first in any case, because the others
  /// are held against it where there is no prior year.
  std::optional<NotSolved> solve_slowly(std::size_t index) {
    if (quick_.takes(index)) {
      if (index == 0) {
        Scenario copy = scenario_;
        solve_quick_point(0, copy);
      }
      return std::nullopt;
    }
    const Tried tried = surroundings_.read_and_run(index);
    const auto& list = tried.problems.list();
    if (std::any_of(list.begin(), list.end(), is_no_value)) {
      return NotSolved{NotSolved::Why::kWrongValue, index};
    }
    if (!tried.result) {
      fail(index, tried.problems);
      return std::nullopt;
    }
    const Districts& districts = tried.scenario->districts;
    if (districts.ids != scenario_.districts.ids) {
      return NotSolved{NotSolved::Why::kOtherDistricts, index};
    }
    if (by_district_ && districts.names != scenario_.districts.names) {
      return NotSolved{NotSolved::Why::kOtherNames, index};
    }
    take_or_fail(index, engine::outcome_of(*tried.result), tried.result->prior,
                 tried.scenario->decimals);
    surroundings_.show_progress(index);
    return std::nullopt;
  }

  /// Points in blocks, as each thread is done with its last one; each has its own copy of the
  /// scenario.
  void solve_quickly() {
    constexpr std::size_t kBlock = 64;
    std::atomic<std::size_t> next{1};
    const auto work = [&](bool shows) {
      Scenario copy = scenario_;
      while (true) {
        const std::size_t begin = next.fetch_add(kBlock);
        if (begin >= grid_.size()) {
          return;
        }
        for (std::size_t i = begin; i < std::min(begin + kBlock, grid_.size()); ++i) {
          if (quick_.takes(i)) {
            solve_quick_point(i, copy);
          }
        }
        if (shows) {
          surroundings_.show_progress(begin);
        }
      }
    };
    work_together(grid_.size() / kBlock, work, [&] { next = grid_.size(); });
  }

  void bring_to_same_decimals() {
    solved_.decimals = *std::max_element(decimals_.begin(), decimals_.end());
    for (std::size_t i = 0; i < solved_.points.size(); ++i) {
      rescale(solved_.points[i], decimals_[i], solved_.decimals);
    }
  }

  bool is_nowhere_solved() {
    if (!knows_reference_) {  // the first point cannot be paid
      solved_.against_prior =
          scenario_.prior ? std::optional{scenario_.prior->label} : std::nullopt;
      solved_.first_problem = scenario_.prior ? std::string{} : first_problem_;
    }
    return std::all_of(solved_.points.begin(), solved_.points.end(),
                       [](const SweepPoint& point) { return point.problem.has_value(); });
  }

  const Grid& grid_;
  bool by_district_;
  const Surroundings& surroundings_;
  SolvedGrid solved_ = {};
  QuickPoints quick_;
  const Scenario& scenario_;
  std::vector<int> decimals_;  ///< of each point
  std::optional<Reference> first_;
  bool knows_reference_ = false;
  std::string first_problem_;
};

}  // namespace

std::variant<SolvedGrid, NotSolved> solve_points(const Scenario& scenario, const Grid& grid,
                                                 bool by_district,
                                                 const Surroundings& surroundings) {
  return Solver{scenario, grid, by_district, surroundings}.solve();
}

}  // namespace allot::what_if
