#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "allot/report/audit.hpp"
#include "report/audit/audit_sentences.hpp"
#include "report/audit/figures_of_table.hpp"
#include "report/words/words.hpp"

namespace allot::report {
namespace {

using engine::AuditFinding;
using engine::AuditVerdict;
using engine::StrayRow;

constexpr std::size_t kMostRelated = 10;

/// Columns that do not add up because of a value that was repeated.
std::vector<std::size_t> explained_columns(const engine::Audit& audit) {
  std::vector<std::size_t> columns;
  for (const AuditFinding& finding : audit.findings) {
    const auto* repeated = std::get_if<engine::RepeatedValue>(&finding.fact);
    if (repeated != nullptr && repeated->restores) {
      columns.push_back(repeated->column);
    }
  }
  return columns;
}

bool is_explained(const AuditFinding& finding, const std::vector<std::size_t>& columns) {
  const auto has = [&](std::size_t column) {
    return std::ranges::find(columns, column) != columns.end();
  };
  if (const auto* sum = std::get_if<engine::ColumnSum>(&finding.fact)) {
    return has(sum->column);
  }
  const auto* sum = std::get_if<engine::PercentageSum>(&finding.fact);
  return sum != nullptr && has(sum->column);
}

/// The cells of a finding: those rows, in that column.
struct Cells {
  std::size_t column = 0;
  const std::vector<StrayRow>* strays = nullptr;
};

Cells cells_of(const engine::AuditFact& fact) {
  if (const auto* rate = std::get_if<engine::OneRate>(&fact)) {
    return {rate->amount, &rate->strays};
  }
  if (const auto* pot = std::get_if<engine::CommonPot>(&fact)) {
    return {pot->amount, &pot->strays};
  }
  if (const auto* shift = std::get_if<engine::ShiftFigures>(&fact)) {
    const bool is_shift = shift->of == engine::ShiftFigures::Of::kShift;
    return {is_shift ? *shift->shift : *shift->change, &shift->strays};
  }
  if (const auto* prior = std::get_if<engine::PriorFigures>(&fact)) {
    return {prior->prior, &prior->strays};
  }
  return {};
}

/// English, as all diagnostics are.
Diagnostic diagnostic_of(const AuditFinding& finding, const Audited& audited,
                         const FiguresOfTable& figures, const Words& words) {
  const auto no_place = [&](Location where) { return fmt::format("line {}", where.line); };
  const auto sentences = sentences_of(finding, audited, figures, no_place, words);
  Diagnostic diagnostic{.code = Code::kTableInconsistent,
                        .where = finding.where,
                        .message = joined(sentences.front()),
                        .label = {},
                        .help = {}};
  const Cells cells = cells_of(finding.fact);
  if (cells.strays == nullptr || sentences.size() == 1) {
    for (std::size_t i = 1; i < sentences.size(); ++i) {
      diagnostic.help.push_back(joined(sentences[i]));
    }
    return diagnostic;
  }
  // What is wrong first, then what the others keep.
  diagnostic.message = joined(sentences[1]);
  diagnostic.help.push_back(joined(sentences[0]));
  for (const StrayRow& stray : *cells.strays) {
    const std::string fits = fmt::format("{} would fit", figures.number(cells.column, stray.fit));
    if (&stray == &cells.strays->front()) {
      diagnostic.label = fits;
    } else if (diagnostic.related.size() < kMostRelated) {
      const auto& cell = audited.table.columns[cells.column].cells[stray.row];
      diagnostic.related.push_back(
          {cell->where, fmt::format("{}: {}", figures.row(stray.row), fits)});
    }
  }
  return diagnostic;
}

}  // namespace

std::vector<Diagnostic> audit_diagnostics(const Audited& audited) {
  const std::vector<std::size_t> explained = explained_columns(audited.audit);
  const Words words{kEnglish};
  const FiguresOfTable figures{audited.table, words.numbers};
  std::vector<Diagnostic> diagnostics;
  for (const AuditFinding& finding : audited.audit.findings) {
    if (finding.verdict == AuditVerdict::kInconsistent && !is_explained(finding, explained)) {
      diagnostics.push_back(diagnostic_of(finding, audited, figures, words));
    }
  }
  return diagnostics;
}

}  // namespace allot::report
