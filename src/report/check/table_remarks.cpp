#include "report/check/table_remarks.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "allot/engine/rounding/rounding.hpp"
#include "report/diagnostics/places.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

using enum Text;

/// As a scenario says it.
std::string_view field_of(Residual::To to) {
  switch (to) {
    case Residual::To::kReport:
      return "report";
    case Residual::To::kLargest:
      return "largest";
    case Residual::To::kDistrict:
      return "to";
    case Residual::To::kReserve:
      break;
  }
  return "reserve";
}

struct Speaker {
  const Words& words;

  [[nodiscard]] std::string number(const Fraction& value, int decimals) const {
    return fraction_text(value, decimals, words.numbers);
  }
  [[nodiscard]] std::string number(const Fraction& value) const {
    return number(value, value.decimals().value_or(2));
  }
  [[nodiscard]] std::string list(const std::vector<std::string>& names) const {
    std::vector<std::string> shown;
    std::ranges::transform(names, std::back_inserter(shown),
                           [](const std::string& name) { return printable(name); });
    const std::vector<std::string_view> views{shown.begin(), shown.end()};
    return words.list(views, views.size());
  }

  Sentence operator()(const engine::OtherRounding& reason) const {
    const std::string_view method = engine::rounding_methods()[reason.method].name;
    return reason.residual ? words.sentence(kReasonResidual, {method, number(reason.unit),
                                                              field_of(*reason.residual)})
                           : words.sentence(kReasonRounding, {method, number(reason.unit)});
  }
  Sentence operator()(const engine::OtherColumn& reason) const {
    return words.sentence(kReasonColumn, {printable(reason.column), printable(reason.key)});
  }
  Sentence operator()(const ExchangedRows& rows) const {
    return words.sentence(kReasonExchanged, {printable(rows.a), printable(rows.b)});
  }
  Sentence operator()(const SlippedFigure& figure) const {
    return words.sentence(figure.slip == engine::Slip::kOneDigit ? kReasonDigit : kReasonDigits,
                          {printable(figure.name), number(figure.printed, figure.decimals),
                           number(figure.computed, figure.decimals)});
  }
  Sentence operator()(const OtherTie& tie) const {
    return words.sentence(kTieOtherwise, {list(tie.printed), list(tie.computed)});
  }
  Sentence operator()(const DriftingSum& sum) const {
    return words.sentence(kSumDrifts, {printable(sum.label), number(sum.printed), number(sum.added),
                                       number(sum.slack)});
  }
  Sentence operator()(const LeftAsItIs& left) const {
    switch (left.why) {
      case LeftAsItIs::Why::kPublished:
        return words.sentence(kTableStays);
      case LeftAsItIs::Why::kOtherForm:
        return words.sentence(kOtherFormStays, {words.count(left.count)});
      case LeftAsItIs::Why::kNoText:
        break;
    }
    return words.sentence(kNoTextStays, {words.count(left.count)});
  }
};

}  // namespace

Sentence sentence_of(const TableRemark& remark, const Words& words) {
  return std::visit(Speaker{words}, remark);
}

}  // namespace allot::report
