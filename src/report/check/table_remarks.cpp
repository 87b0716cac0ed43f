#include "report/check/table_remarks.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "report/diagnostics/places.hpp"
#include "report/words/numbers.hpp"

namespace allot::report {
namespace {

using enum Text;

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

  Sentence operator()(const OtherRoundings& reason) const {
    std::string methods;
    for (const std::string& method : reason.methods) {
      add_item(methods, "`" + method + "`");
    }
    return words.sentence(kReasonRounding, {methods, number(reason.unit)});
  }
  Sentence operator()(const engine::OtherColumn& reason) const {
    return words.sentence(kReasonColumn, {printable(reason.column), printable(reason.key)});
  }
  Sentence operator()(const ExchangedRows& rows) const {
    return words.sentence(kReasonExchanged, {printable(rows.a), printable(rows.b)});
  }
  Sentence operator()(const OtherTie& tie) const {
    return words.sentence(kTieOtherwise, {list(tie.printed), list(tie.computed)});
  }
  Sentence operator()(const ChosenReading& reading) const {
    return words.sentence(kReadingChosen, {printable(reading.column), printable(reading.printed),
                                           number(reading.value)});
  }
  Sentence operator()(const DriftingSum& sum) const {
    const std::string_view sign = sum.percent ? " %" : "";
    const auto text = [&](const Fraction& value) { return number(value).append(sign); };
    return words.sentence(kSumDrifts, {printable(sum.label), printable(sum.column),
                                       text(sum.printed), text(sum.added), text(sum.slack)});
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

Sentence slip_sentence(const WrongFigure& figure, const Words& words) {
  const Speaker speaker{words};
  return words.sentence(
      figure.slip == engine::Slip::kOneDigit ? kReasonDigit : kReasonDigits,
      {printable(figure.name), speaker.number(figure.expected, figure.printed_decimals),
       speaker.number(figure.computed, figure.printed_decimals)});
}

Sentence sentence_of(const TableRemark& remark, const Words& words) {
  return std::visit(Speaker{words}, remark);
}

}  // namespace allot::report
