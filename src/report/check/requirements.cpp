#include <fmt/format.h>

#include "allot/report/run_report.hpp"
#include "report/notes/head.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

void add_unless_closed(const RunView& view, std::size_t index, std::vector<Diagnostic>& found) {
  const Pot& pot = view.scenario.pots[index];
  const engine::PotResult& result = view.result.pots[index];
  const auto add = [&](Money amount, std::string_view what) {
    found.push_back(
        {.code = Code::kRequirementNotMet,
         .where = pot.where,
         .message = fmt::format(
             "pot `{}`: {} {}", pot.id,
             amount_text(amount, view.scenario.decimals, number_format(NumberStyle::kPlain)), what),
         .label = "not closed"});
  };
  const bool named_by_file =
      pot.unclaimed == Unclaimed::kReturn || pot.unclaimed == Unclaimed::kCarryOver;
  if (result.not_assigned != Money{} && !named_by_file) {
    add(result.not_assigned, "is not assigned");
  }
  if (result.left_over > Money{}) {
    add(result.left_over, "is left over");
  }
  if (result.left_over < Money{}) {
    add(-result.left_over, "is given beyond the pot");
  }
}

/// Data of which nobody says how far they can be trusted are not final.
void add_unless_final(const RunView& view, std::vector<Diagnostic>& found) {
  const std::optional<Status> status = view.result.status;
  if (status == Status::kFinal) {
    return;
  }
  const std::string message =
      status ? fmt::format("the data in use are {}, not final", status_name(*status))
             : "no status is given for the data in use, so they are not known to be final";
  found.push_back({.code = Code::kRequirementNotMet,
                   .where = status ? view.result.status_where : view.scenario.where,
                   .message = message,
                   .label = "not final",
                   .help = {"mark the data as `status: final` once they are"}});
}

}  // namespace

std::vector<Diagnostic> unmet_requirements(const RunView& view, bool closed, bool final_data) {
  std::vector<Diagnostic> found;
  if (closed) {
    for (std::size_t pot = 0; pot < view.result.pots.size(); ++pot) {
      add_unless_closed(view, pot, found);
    }
  }
  if (final_data) {
    add_unless_final(view, found);
  }
  return found;
}

}  // namespace allot::report
