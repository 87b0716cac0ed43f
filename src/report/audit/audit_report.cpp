#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/report/audit.hpp"
#include "allot/report/json_fields.hpp"
#include "report/audit/audit_sentences.hpp"
#include "report/audit/facts_as_json.hpp"
#include "report/diagnostics/diagnostics.hpp"
#include "report/diagnostics/places.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"

namespace allot::report {
namespace {

using enum Text;
using engine::Audit;
using engine::AuditFinding;
using engine::AuditVerdict;

constexpr JsonLayout kInLinesOfTable{"\n    ", ",\n    "};

/// In the order in which a reader wants them.
struct VerdictWords {
  AuditVerdict verdict;
  std::string_view name;
  Text word, count;
};
constexpr std::array kVerdicts{
    VerdictWords{AuditVerdict::kInconsistent, "inconsistent", kInconsistent, kCountInconsistent},
    VerdictWords{AuditVerdict::kConsistent, "consistent", kConsistent, kCountConsistent},
    VerdictWords{AuditVerdict::kCannotTell, "cannot_tell", kCannotTell, kCountCannotTell},
};

const VerdictWords& words_of(AuditVerdict verdict) {
  return *std::ranges::find(kVerdicts, verdict, &VerdictWords::verdict);
}

std::size_t count_of(const Audit& audit, AuditVerdict verdict) {
  return static_cast<std::size_t>(
      std::ranges::count(audit.findings, verdict, &AuditFinding::verdict));
}

class AuditReport {
 public:
  AuditReport(std::span<const Audited> all, const SourceFiles& files)
      : all_{all}, files_{files}, lines_{files} {}

  Document document(const Words& words) {
    Document document;
    if (all_.size() > 1) {
      document.page_title = {in_all(words)};
    }
    for (const Audited& audited : all_) {
      Sentence head = head_of(audited, words);
      if (all_.size() == 1) {
        document.head.push_back(std::move(head));
      } else {
        document.blocks.emplace_back(Passage{.heading = std::move(head)});
      }
      const FiguresOfTable figures{audited.table, words.numbers};
      for (const VerdictWords& verdict : kVerdicts) {
        add_findings(audited, figures, verdict, words, document.blocks);
      }
    }
    return document;
  }

  void tell(Writer& out, const RunOptions& options) {
    const Words words{*options.language};
    JsonWriter json{out, 0};
    json.document([&] {
      tell_provenance(json, kAuditVersion, options);
      json.objects(
          "tables", all_, [&](const Audited& audited) { tell(json, audited, words); }, kInLines);
    });
  }

  [[nodiscard]] Verdicts verdicts(const Words& words) const {
    Verdicts verdicts{.command = "audit", .files = files_, .list = {}};
    for (const Audited& audited : all_) {
      const AuditVerdict verdict = audited.audit.verdict();
      verdicts.list.push_back(
          {.name = printable(audited.table.name),
           .outcome = verdict == AuditVerdict::kInconsistent ? Outcome::kDoesNotHold
                      : verdict == AuditVerdict::kConsistent ? Outcome::kHolds
                                                             : Outcome::kNothingToCheck,
           .summary = joined(head_of(audited, words)),
           .checked = audited.audit.findings.size(),
           .findings = audit_diagnostics(audited)});
    }
    return verdicts;
  }

 private:
  /// "3 tables: 1 inconsistent, 2 consistent".
  [[nodiscard]] std::string in_all(const Words& words) const {
    std::string counts;
    for (const VerdictWords& verdict : kVerdicts) {
      const auto count = std::ranges::count_if(
          all_, [&](const Audited& audited) { return audited.audit.verdict() == verdict.verdict; });
      if (count > 0) {
        add_item(counts, words(verdict.count, {words.count(static_cast<std::size_t>(count))}));
      }
    }
    return words(kTablesAudited, {words.count(all_.size()), counts});
  }

  static std::string name_of(const Audited& audited, const Words& words) {
    const std::string name = printable(audited.table.name);
    return audited.before == nullptr
               ? name
               : words(kBetweenTables, {printable(audited.before->name), name});
  }

  static Sentence head_of(const Audited& audited, const Words& words) {
    const Audit& audit = audited.audit;
    if (audit.findings.empty()) {
      return words.sentence(kAuditNothing, {name_of(audited, words)});
    }
    std::string counts;
    for (const VerdictWords& verdict : kVerdicts) {
      if (const std::size_t count = count_of(audit, verdict.verdict); count > 0) {
        add_item(counts, words(verdict.count, {words.count(count)}));
      }
    }
    return words.sentence(kAuditVerdict,
                          {name_of(audited, words), words(words_of(audit.verdict()).word), counts});
  }

  [[nodiscard]] std::string place(Location where) {
    return place_text(place_of(where, files_, lines_));
  }

  std::vector<Sentence> said(const AuditFinding& finding, const Audited& audited,
                             const FiguresOfTable& figures, const Words& words) {
    return sentences_of(
        finding, audited, figures, [this](Location where) { return place(where); }, words);
  }

  void add_findings(const Audited& audited, const FiguresOfTable& figures,
                    const VerdictWords& verdict, const Words& words, std::vector<Block>& blocks) {
    Passage passage{.heading = {words(verdict.word)}, .is_part = all_.size() > 1};
    for (const AuditFinding& finding : audited.audit.findings) {
      if (finding.verdict == verdict.verdict) {
        std::vector<Sentence> sentences = said(finding, audited, figures, words);
        append(sentences.front(), words.sentence(kAuditPlace, {place(finding.where)}));
        append(passage.items, std::move(sentences));
      }
    }
    if (!passage.items.empty()) {
      blocks.emplace_back(std::move(passage));
    }
  }

  void tell(JsonWriter& json, const Audited& audited, const Words& words) {
    const FiguresOfTable figures{audited.table, words.numbers};
    json.string("table", printable(audited.table.name));
    json.text("before",
              audited.before == nullptr ? std::string{} : printable(audited.before->name));
    json.string("verdict", words_of(audited.audit.verdict()).name);
    json.objects(
        "findings", audited.audit.findings,
        [&](const AuditFinding& finding) {
          json.string("verdict", words_of(finding.verdict).name);
          std::vector<std::string> sentences;
          for (const Sentence& sentence : said(finding, audited, figures, words)) {
            sentences.push_back(joined(sentence));
          }
          tell_fact(json, finding.fact, audited);
          json.strings("notes", sentences);
          tell_place(json, place_of(finding.where, files_, lines_));
        },
        kInLinesOfTable);
  }

  std::span<const Audited> all_;
  const SourceFiles& files_;
  LineFinder lines_;
};

}  // namespace

void write_audit(std::span<const Audited> all, const SourceFiles& files, const RunOptions& options,
                 const Format& format, Writer& out) {
  AuditReport report{all, files};
  write_report({.document = [&](const Words& words) { return report.document(words); },
                .facts = [&](Writer& to) { report.tell(to, options); },
                .verdicts = [&](const Words& words) { return report.verdicts(words); }},
               format, options, out);
}

}  // namespace allot::report
