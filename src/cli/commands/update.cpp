#include "cli/commands/update.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace allot::cli {

namespace {

using engine::Deviation;
using load::NotRewritten;
using Why = report::LeftAsItIs::Why;

std::size_t count_of(const load::Rewritten& rewritten, NotRewritten why) {
  return static_cast<std::size_t>(std::ranges::count_if(rewritten.figures, [&](const auto& figure) {
    const auto* left = std::get_if<NotRewritten>(&figure);
    return left != nullptr && *left == why;
  }));
}

}  // namespace

bool can_update(Session& session) {
  const Settings& settings = session.settings();
  bool good = true;
  if (!settings.assignments.empty()) {
    good = session.refuse(settings.assignments.front().argument,
                          "`--update` writes what the file itself comes to, and this changes it",
                          {"make the change in the file, or in another one with `base: FILE` and "
                           "an `expect` of its own"});
  }
  if (std::ranges::find(settings.operands, "-") != settings.operands.end()) {
    good = session.refuse("-", "`--update` cannot write into the standard input",
                          {"name the file of the scenario"});
  }
  return good;
}

load::Rewritten with_computed_figures(const Attempt& attempt, const engine::CheckResult& check) {
  std::vector<load::NewFigure> figures;
  for (const Deviation& deviation : check.deviations) {
    const bool is_share = deviation.of == Deviation::Of::kKey;
    figures.push_back(
        {.where = deviation.where,
         .old = deviation.expected,
         .value = deviation.actual,
         .decimals = is_share ? std::nullopt : std::optional{attempt.scenario->decimals}});
  }
  return load::rewrite_figures(*attempt.sources, attempt.file, figures);
}

void note_left_figures(const engine::CheckResult& check,
                       const std::optional<load::Rewritten>& rewritten, report::Checked& checked) {
  const auto note = [&](Why why, std::size_t count) {
    if (count > 0) {
      checked.remarks.emplace_back(report::LeftAsItIs{why, count});
    }
  };
  note(Why::kPublished, check.table ? check.table->findings.size() : 0);
  if (rewritten) {
    note(Why::kOtherForm, count_of(*rewritten, NotRewritten::kOtherForm));
    note(Why::kNoText, count_of(*rewritten, NotRewritten::kNoText));
  }
}

void write_figures(Session& session, const std::string& path, const load::Rewritten& rewritten,
                   report::Checked& checked) {
  const bool any = std::ranges::any_of(rewritten.figures, [](const auto& figure) {
    return std::holds_alternative<load::RewrittenFigure>(figure);
  });
  if (!any) {
    return;
  }
  if (auto problem = session.rewrite(path, rewritten.file)) {
    checked.problems.push_back(*problem);
    session.add(*std::move(problem));
    return;
  }
  std::vector<report::WrongFigure> left;
  for (std::size_t i = 0; i < checked.figures.size(); ++i) {
    // Those of a published table come after the single ones.
    const auto* made = i < rewritten.figures.size()
                           ? std::get_if<load::RewrittenFigure>(&rewritten.figures[i])
                           : nullptr;
    if (made == nullptr) {
      left.push_back(std::move(checked.figures[i]));
    } else {
      checked.updated->push_back({.path = made->path,
                                  .name = std::move(checked.figures[i].name),
                                  .before = made->before,
                                  .after = made->after,
                                  .where = made->where});
    }
  }
  checked.figures = std::move(left);
}

}  // namespace allot::cli
