#include "support/rounding_case.hpp"

#include "support/scenario_builder.hpp"

namespace allot::test {

Quantities quotas_of(const RoundingCase& task) {
  if (task.quotas.size() > 0) {
    return task.quotas;
  }
  const Fraction total = task.weights.total();
  return task.weights.times(Fraction{task.units} / total).reduced();
}

RoundingResult rounded(const RoundingCase& task) {
  ScenarioBuilder builder{task.weights.size()};
  RoundingRule rule = rounding(task.method);
  if (!task.tie_column.empty()) {
    const ColumnId column = builder.column("order", task.tie_column);
    rule.ties = {{TieRule::By::kColumn, column}, {TieRule::By::kId}};
  }
  const engine::TieOrder ties{builder.scenario(), rule, task.weights};
  const Quantities quotas = quotas_of(task);
  const engine::RoundingMethod& method = engine::rounding_methods()[method_index(task.method)];
  RoundingResult result;
  result.records.resize(task.watched ? task.weights.size() : 0);
  std::vector<engine::WatchedRounding> watched;
  for (auto& records : result.records) {
    watched.push_back({static_cast<std::uint32_t>(watched.size()), records});
  }
  const engine::RoundingTask input{.scenario = builder.scenario(),
                                   .quotas = quotas,
                                   .units = task.units,
                                   .weights = task.weights,
                                   .ties = ties,
                                   .minimum = task.minimum,
                                   .maximum = task.maximum,
                                   .where = Location{},
                                   .signpost = method.signpost,
                                   .watched = watched};
  Problems problems;
  result.outcome = method.round(input, problems);
  result.codes = codes_of(problems);
  return result;
}

Claims claims_of(const RoundingCase& task) {
  const bool by_quota = task.method == "largest_remainder";
  return {task.method, exact(by_quota ? quotas_of(task) : task.weights), task.minimum,
          task.maximum};
}

std::vector<Code> codes_of(const Problems& problems) {
  std::vector<Code> codes;
  for (const Diagnostic& problem : problems.list()) {
    codes.push_back(problem.code);
  }
  return codes;
}

std::string messages_of(const Problems& problems) {
  std::string text;
  for (const Diagnostic& problem : problems.list()) {
    text += problem.message + "\n";
  }
  return text;
}

std::vector<std::size_t> indices(const std::vector<DistrictId>& districts) {
  std::vector<std::size_t> result;
  for (const DistrictId district : districts) {
    result.push_back(index_of(district));
  }
  return result;
}

}  // namespace allot::test
