#include "report/audit/audit_sentences.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "allot/engine/rounding/rounding.hpp"
#include "report/audit/figures_of_table.hpp"
#include "report/diagnostics/places.hpp"

namespace allot::report {
namespace {

using enum Text;
using engine::AuditVerdict;
using engine::RoundedHow;
using engine::RuleFound;
using engine::StrayRow;

constexpr std::size_t kMostStrays = 10;

bool is_exact(const RuleFound& rule) {
  return engine::rounding_methods()[rule.method].each == Rounding::kExact;
}

class AuditSpeaker {
 public:
  AuditSpeaker(AuditVerdict verdict, const Audited& audited, const FiguresOfTable& figures,
               const PlaceText& place, const Words& words)
      : verdict_{verdict}, audited_{audited}, place_{place}, words_{words}, figures_{figures} {}

  // (a)

  std::vector<Sentence> operator()(const engine::ColumnSum& sum) const {
    const std::string column = figures_.column(sum.column);
    const std::string what =
        sum.sum ? words_(kSumOfColumn, {printable(audited_.table.sums[*sum.sum].label), column})
                : words_(kGivenTotal, {column});
    return {of_sum(what, sum, sum.printed)};
  }

  std::vector<Sentence> operator()(const engine::PercentageSum& sum) const {
    Sentence said = of_sum(words_(kWholeOf, {figures_.column(sum.column)}), sum, Fraction{1});
    if (sum.of_excerpt) {
      append(said, words_.sentence(kOfExcerpt));
    }
    return {std::move(said)};
  }

  // (b)

  std::vector<Sentence> operator()(const engine::WholeCounts& counts) const {
    const Text text = verdict_ == AuditVerdict::kConsistent   ? kCountsPossible
                      : verdict_ == AuditVerdict::kCannotTell ? kCountsOfCut
                                                              : kCountsImpossible;
    std::vector<Sentence> said{
        words_.sentence(text, {figures_.column(counts.column), figures_.exact(counts.count),
                               figures_.exact(counts.least), figures_.exact(counts.most)})};
    if (!counts.impossible.empty()) {
      std::vector<std::string> rows;
      for (const std::size_t row : counts.impossible) {
        rows.push_back(figures_.row(row) + " " + figures_.cell(counts.column, row));
      }
      append(said.front(), words_.sentence(kNoCountGives, {list(rows)}));
    }
    return said;
  }

  std::vector<Sentence> operator()(const engine::CommonPot& pot) const {
    const std::string amounts = figures_.column(pot.amount);
    const std::string percentages = figures_.column(pot.percent);
    const std::string range = range_of(pot.pot);
    std::vector<Sentence> said{
        pot.strays.empty()
            ? words_.sentence(kPotCommon, {amounts, percentages, range, words_.count(pot.rows)})
            : words_.sentence(kPotOfMost, {amounts, percentages, range, words_.count(pot.sharing),
                                           words_.count(pot.rows)})};
    append_rounding(said.front(), pot.rounded);
    if (pot.amounts) {
      append(said.front(), words_.sentence(kAddsUpTo, {figures_.number(pot.amount, *pot.amounts)}));
    }
    add_strays(said, pot.amount, pot.strays, pot.rows);
    return said;
  }

  // (c)

  std::vector<Sentence> operator()(const engine::OneRate& rate) const {
    const std::string amounts = figures_.column(rate.amount);
    const std::string key = figures_.column(rate.key);
    const std::string range = range_of(rate.rate);
    std::vector<Sentence> said{
        rate.strays.empty()
            ? words_.sentence(kRateOfAll, {amounts, key, range, words_.count(rate.rows)})
            : words_.sentence(kRateOfMost, {amounts, key, range, words_.count(rate.sharing),
                                            words_.count(rate.rows)})};
    append_rounding(said.front(), rate.rounded);
    if (rate.key_rounded) {
      append(said.front(), words_.sentence(kKeyTakenAsRounded, {key}));
    }
    add_strays(said, rate.amount, rate.strays, rate.rows);
    return said;
  }

  // (d)

  std::vector<Sentence> operator()(const engine::ShiftFigures& shift) const {
    const bool is_shift = shift.of == engine::ShiftFigures::Of::kShift;
    const std::size_t own = is_shift ? *shift.shift : *shift.change;
    const std::size_t of = shift.amount ? *shift.amount : *shift.shift;
    const Text text = !is_shift        ? shift.amount ? kChangeOfAmount : kChangeOfShift
                      : shift.reversed ? kShiftReversed
                                       : kShiftHolds;
    std::vector<Sentence> said{words_.sentence(
        text, {figures_.column(own), figures_.column(of), figures_.column(*shift.prior),
               words_.count(shift.holding), words_.count(shift.rows)})};
    if (shift.cut > 0) {
      append(said.front(), words_.sentence(kCutRows, {words_.count(shift.cut)}));
    }
    add_strays(said, own, shift.strays, shift.rows);
    return said;
  }

  // (e)

  std::vector<Sentence> operator()(const engine::Reproduced& found) const {
    std::vector<Sentence> said;
    for (auto rule = found.rules.begin(); rule != found.rules.end();) {
      const auto is_other_pot = [&](const RuleFound& other) {
        return other.pot != rule->pot || other.whole != rule->whole;
      };
      // Rules of one pot, whole and unit stand together; where nothing is rounded, of any unit.
      auto end = std::find_if(rule, found.rules.end(), is_other_pot);
      if (std::none_of(rule, end, is_exact)) {
        end = std::find_if(rule, end,
                           [&](const RuleFound& other) { return other.unit != rule->unit; });
      }
      said.push_back(of_rules(found, {rule, end}));
      rule = end;
    }
    if (found.cut) {
      said.push_back(words_.sentence(kCutColumn, {figures_.column(found.column)}));
    }
    return said;
  }

  std::vector<Sentence> operator()(const engine::NearestRule& nearest) const {
    const std::string column = figures_.column(nearest.column);
    const std::string key = figures_.column(nearest.key);
    if (!nearest.rule) {
      return {words_.sentence(kNoRule, {column, key})};
    }
    const RuleFound& rule = *nearest.rule;
    std::vector<Sentence> said{words_.sentence(
        kNearestRule,
        {column, key, figures_.number(nearest.column, rule.pot),
         figures_.number(nearest.key, rule.whole), figures_.number(nearest.column, rule.unit),
         method_of(rule, nearest.column)})};
    for (const StrayRow& stray : nearest.strays) {
      said.push_back(words_.sentence(
          kWouldBe, {figures_.row(stray.row), figures_.cell(nearest.column, stray.row),
                     figures_.number(nearest.column, stray.fit)}));
    }
    return said;
  }

  // (f)

  std::vector<Sentence> operator()(const engine::TwoRows& rows) const {
    Sentence said = words_.sentence(rows.same_numbers ? kRowTwice : kRowTwiceOtherwise,
                                    {figures_.row(rows.second)});
    append(said, words_.sentence(kOtherRow, {place_(audited_.table.rows[rows.first].where)}));
    return {std::move(said)};
  }

  std::vector<Sentence> operator()(const engine::ManyRowsEach& many) const {
    return {words_.sentence(kManyRowsEach, {words_.count(many.rows), words_.count(many.ids)})};
  }

  std::vector<Sentence> operator()(const engine::SharedAmount& shared) const {
    return {words_.sentence(kSharedAmount, {figures_.row(shared.first), figures_.row(shared.second),
                                            figures_.cell(shared.column, shared.first),
                                            figures_.column(shared.column)})};
  }

  std::vector<Sentence> operator()(const engine::RepeatedValue& repeated) const {
    std::vector<Sentence> said{words_.sentence(
        kRepeated, {figures_.row(repeated.row), figures_.cell(repeated.column, repeated.row),
                    figures_.column(repeated.column), figures_.column(repeated.from),
                    words_.count(repeated.others)})};
    if (repeated.restores) {
      said.push_back(words_.sentence(
          kRestores,
          {figures_.column(repeated.column), figures_.number(repeated.column, repeated.sum),
           figures_.number(repeated.column, *repeated.restores),
           figures_.number(repeated.column, repeated.should_be)}));
    }
    return said;
  }

  // (g)

  std::vector<Sentence> operator()(const engine::RowsOfOne& rows) const {
    const FiguresOfTable figures{rows.came ? audited_.table : *audited_.before, words_.numbers};
    std::vector<std::string> names;
    for (const std::size_t row : rows.rows) {
      names.push_back(figures.row(row));
    }
    return {words_.sentence(rows.came ? kRowsCame : kRowsWent,
                            {words_.count(rows.rows.size()), list(names)})};
  }

  std::vector<Sentence> operator()(const engine::Renamed& renamed) const {
    const PrintedRow& now = audited_.table.rows[renamed.after];
    const PrintedRow& before = audited_.before->rows[renamed.before];
    return {words_.sentence(kRenamed,
                            {printable(now.id), printable(before.name), printable(now.name)})};
  }

  std::vector<Sentence> operator()(const engine::PriorFigures& prior) const {
    const FiguresOfTable before{*audited_.before, words_.numbers};
    std::vector<Sentence> said{
        words_.sentence(kPriorHolds, {figures_.column(prior.prior), before.column(prior.amount),
                                      words_.count(prior.holding), words_.count(prior.rows)})};
    add_strays(said, prior.prior, prior.strays, prior.rows);
    return said;
  }

 private:
  void append_rounding(Sentence& said, RoundedHow how) const {
    if (how != RoundedHow::kNearest) {
      append(said, words_.sentence(how == RoundedHow::kDown ? kRoundedDown
                                   : how == RoundedHow::kUp ? kRoundedUp
                                                            : kRoundedToOne));
    }
  }

  template <class Sum>
  Sentence of_sum(const std::string& what, const Sum& sum, const Fraction& printed) const {
    const auto number = [&](const Fraction& value, Sign sign = Sign::kMinusOnly) {
      return figures_.number(sum.column, value, sign);
    };
    const TextArgument rows = words_.count(sum.rows);
    const Fraction off = sum.difference();
    Sentence said;
    if (off.sign() == 0) {
      said = words_.sentence(kSumExact, {what, number(printed), rows});
    } else {
      const bool explained = off <= sum.rounding && -off <= sum.rounding;
      const bool one_way = off <= sum.one_way && -off <= sum.one_way;
      const Text text = explained                   ? kSumExplained
                        : one_way && sum.reproduced ? kSumOfRule
                        : one_way                   ? kSumOneWay
                                                    : kSumUnexplained;
      said = words_.sentence(
          text, {what, number(printed), rows, number(sum.added), number(off, Sign::kAlways),
                 number(explained ? sum.rounding : sum.one_way)});
      if (text == kSumUnexplained && verdict_ == AuditVerdict::kCannotTell && sum.empty == 0 &&
          off.sign() < 0) {
        append(said, words_.sentence(kMayBeSome));
      }
    }
    if (sum.empty > 0) {
      append(said, words_.sentence(kWithoutNumber, {words_.count(sum.empty)}));
    }
    return said;
  }

  [[nodiscard]] std::string range_of(const engine::Range& range) const {
    const std::vector<std::string> ends = figures_.ends(range);
    return ends.size() == 1 ? ends.front() : words_(kFromTo, {ends.front(), ends.back()});
  }

  [[nodiscard]] std::string list(const std::vector<std::string>& items) const {
    const std::vector<std::string_view> views{items.begin(), items.end()};
    return words_.list(views, views.size());
  }

  /// Those that are few, each with what would fit.
  void add_strays(std::vector<Sentence>& said, std::size_t column,
                  const std::vector<StrayRow>& strays, std::size_t rows) const {
    if (strays.size() > kMostStrays && 2 * strays.size() > rows) {
      return;
    }
    for (const StrayRow& stray : strays) {
      if (said.size() > kMostStrays) {
        said.push_back(words_.sentence(
            kAndMore, {std::string{}, words_.count(strays.size() + 1 - said.size())}));
        return;
      }
      const Text text = stray.slip == engine::Slip::kDigitsExchanged ? kStrayDigits
                        : stray.slip == engine::Slip::kOneDigit      ? kStrayDigit
                        : stray.same_as                              ? kStrayCopy
                                                                     : kStray;
      said.push_back(
          words_.sentence(text, {figures_.row(stray.row), figures_.cell(column, stray.row),
                                 figures_.number(column, stray.fit),
                                 stray.same_as ? figures_.row(*stray.same_as) : std::string{}}));
    }
  }

  [[nodiscard]] std::string method_of(const RuleFound& rule, std::size_t column) const {
    using Residual = RuleFound::Residual;
    std::string method = "`" + std::string{engine::rounding_methods()[rule.method].name} + "`";
    if (rule.residual != Residual::kNone) {
      method = words_(rule.residual == Residual::kReport ? kMethodReport : kMethodLargest,
                      {method, figures_.number(column, rule.rest)});
    }
    return method;
  }

  [[nodiscard]] Sentence of_rules(const engine::Reproduced& found,
                                  std::span<const RuleFound> rules) const {
    const RuleFound& first = rules.front();
    const std::string column = figures_.column(found.column);
    const std::string key = figures_.column(found.key);
    const TextArgument rows = words_.count(found.rows);
    const std::string pot = figures_.number(found.column, first.pot);
    const std::string whole = figures_.number(found.key, first.whole);
    if (std::ranges::any_of(rules, is_exact)) {
      return words_.sentence(kNoRoundingNeeded, {column, key, rows, pot, whole});
    }
    std::vector<std::string> methods;
    std::ranges::transform(rules, std::back_inserter(methods),
                           [&](const RuleFound& rule) { return method_of(rule, found.column); });
    Sentence said = words_.sentence(
        kRuleGives,
        {column, key, rows, pot, whole, figures_.number(found.column, first.unit), list(methods)});
    if (std::ranges::any_of(rules, &RuleFound::tie)) {
      append(said, words_.sentence(kTieEither));
    }
    return said;
  }

  AuditVerdict verdict_;
  const Audited& audited_;
  const PlaceText& place_;
  const Words& words_;
  const FiguresOfTable& figures_;
};

}  // namespace

std::vector<Sentence> sentences_of(const engine::AuditFinding& finding, const Audited& audited,
                                   const FiguresOfTable& figures, const PlaceText& place,
                                   const Words& words) {
  return std::visit(AuditSpeaker{finding.verdict, audited, figures, place, words}, finding.fact);
}

}  // namespace allot::report
