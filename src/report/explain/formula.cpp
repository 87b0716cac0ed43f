#include "report/explain/formula.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "allot/core/error.hpp"
#include "report/notes/head.hpp"

namespace allot::report {

Expression Expression::of(Figure constant) {
  Expression expression;
  expression.constant = std::move(constant);
  return expression;
}

Expression Expression::of_line(std::size_t line) {
  Expression expression;
  expression.op = Op::kLine;
  expression.line = line;
  return expression;
}

Expression Expression::of(Op op, std::vector<Expression> operands) {
  Expression expression;
  expression.op = op;
  expression.operands = std::move(operands);
  return expression;
}

Expression Expression::rounded(Expression value, Rounding rounding, const Fraction& unit) {
  Expression expression = of(Op::kRounded, {std::move(value)});
  expression.rounding = rounding;
  expression.constant = {.value = unit, .form = Form::kAmount};
  return expression;
}

std::string letter_of(const std::vector<SheetLine>& lines, std::size_t line) {
  constexpr std::size_t kLetters = 26;
  const auto end = lines.begin() + static_cast<std::ptrdiff_t>(line);
  auto number = static_cast<std::size_t>(std::count_if(
      lines.begin(), end, [](const SheetLine& before) { return before.formula.has_value(); }));
  std::string letter;
  for (++number; number > 0; number = (number - 1) / kLetters) {
    letter.insert(letter.begin(), static_cast<char>('a' + (number - 1) % kLetters));
  }
  return letter;
}

namespace explain {
namespace {

constexpr int kMostDecimals = 6;          ///< of a value
constexpr int kMostConstantDecimals = 9;  ///< of a number in a formula
constexpr std::size_t kShortFraction = 40;
constexpr std::string_view kNarrowSpace = "\u202F";

/// "865 680.837 954": the decimals in groups, too, where blanks make them.
std::string with_grouped_decimals(std::string text, const NumberFormat& numbers) {
  const std::size_t mark = text.find(numbers.mark);
  if (numbers.group != kNarrowSpace || mark == std::string::npos) {
    return text;
  }
  const std::size_t digits = text.size() - mark - 1;
  for (std::size_t group = (digits - 1) / 3; group > 0; --group) {
    text.insert(mark + 1 + group * 3, kNarrowSpace);
  }
  return text;
}

/// The fewest decimals that show all of the value; nothing where there are more than `most`.
std::optional<int> decimals_that_end(const Fraction& value, int most) {
  const std::optional<int> decimals = value.decimals();
  return decimals && *decimals <= most ? decimals : std::nullopt;
}

int least_decimals(Form form, int decimals) { return form == Form::kAmount ? decimals : 0; }

/// In percent where it is a share.
Fraction shown_value(const Figure& figure) {
  return figure.form == Form::kPercent ? figure.value * Fraction{100} : figure.value;
}

std::string_view ending(const Figure& figure) {
  return figure.form == Form::kPercent ? "\u202F%" : "";
}

/// What stands between two operands. One that binds more weakly is in brackets: any as its
/// operator, those behind the first as `others`.
struct Infix {
  Op op;
  std::string_view sign;  ///< empty: it is said in words
  int binding, others;
  Fraction (*of)(const Fraction& a, const Fraction& b);
};

const Infix* infix(Op op) {
  static const Infix rows[] = {
      {Op::kSum, " + ", 1, 1, [](const Fraction& a, const Fraction& b) { return a + b; }},
      {Op::kDifference, " − ", 1, 2, [](const Fraction& a, const Fraction& b) { return a - b; }},
      {Op::kProduct, " × ", 2, 2, [](const Fraction& a, const Fraction& b) { return a * b; }},
      {Op::kQuotient, " / ", 2, 3, [](const Fraction& a, const Fraction& b) { return a / b; }},
      {Op::kAtLeast, "", 0, 1, [](const Fraction& a, const Fraction& b) { return std::max(a, b); }},
      {Op::kAtMost, "", 0, 1, [](const Fraction& a, const Fraction& b) { return std::min(a, b); }},
  };
  switch (op) {  // an operator that is new does not compile until it is here, too
    case Op::kConstant:
    case Op::kLine:
    case Op::kRounded:
    case Op::kRoundedAtHarmonicMean:
    case Op::kRoundedAtGeometricMean:
      return nullptr;
    case Op::kSum:
    case Op::kDifference:
    case Op::kProduct:
    case Op::kQuotient:
    case Op::kAtLeast:
    case Op::kAtMost:
      break;
  }
  const auto* found = std::ranges::find(rows, op, &Infix::op);
  invariant(found != std::end(rows), "what stands between operands has a row");
  return found;
}

int binding(const Expression& formula) {
  const Infix* between = infix(formula.op);
  const bool single = formula.op == Op::kConstant || formula.op == Op::kLine;
  return single ? 3 : between == nullptr ? 0 : between->binding;
}

class FormulaText {
 public:
  FormulaText(const std::vector<SheetLine>& lines, int decimals, const Words& words)
      : lines_{lines}, decimals_{decimals}, words_{words} {}

  [[nodiscard]] std::string text(const Expression& formula) const {
    if (const Infix* between = infix(formula.op)) {
      return chain(formula, *between);
    }
    if (formula.op == Op::kConstant) {
      return constant_text(formula.constant, decimals_, words_.numbers);
    }
    if (formula.op == Op::kLine) {
      return letter_of(lines_, formula.line);
    }
    const Text rounding = formula.op == Op::kRoundedAtHarmonicMean    ? Text::kAtHarmonicMean
                          : formula.op == Op::kRoundedAtGeometricMean ? Text::kAtGeometricMean
                                                                      : text_of(formula.rounding);
    return words_(rounding, {within(formula.operands.front(), 1),
                             constant_text(formula.constant, decimals_, words_.numbers)});
  }

 private:
  static Text text_of(Rounding rounding) {
    switch (rounding) {
      case Rounding::kDown:
        return Text::kDownTo;
      case Rounding::kUp:
        return Text::kUpTo;
      case Rounding::kHalfUp:
        return Text::kHalfUpTo;
      case Rounding::kHalfEven:
        return Text::kHalfEvenTo;
      case Rounding::kExact:
        break;
    }
    return Text::kInUnitsOf;
  }

  /// In brackets where it does not bind as strongly as it must.
  [[nodiscard]] std::string within(const Expression& operand, int least) const {
    std::string inner = text(operand);
    const bool fraction = operand.op == Op::kConstant && inner.find('/') != std::string::npos;
    const int strength = fraction ? 2 : binding(operand);
    return strength < least ? "(" + inner + ")" : inner;
  }

  [[nodiscard]] std::string chain(const Expression& formula, const Infix& infix) const {
    std::string result = within(formula.operands.front(), infix.binding);
    for (std::size_t i = 1; i < formula.operands.size(); ++i) {
      const std::string operand = within(formula.operands[i], infix.others);
      result = infix.sign.empty()
                   ? words_(infix.op == Op::kAtLeast ? Text::kFormulaAtLeast : Text::kFormulaAtMost,
                            {result, operand})
                   : result + std::string{infix.sign} + operand;
    }
    return result;
  }

  const std::vector<SheetLine>& lines_;
  int decimals_;
  const Words& words_;
};

/// With n the value rounded down: to n + 1 if the value is not below the mean of both.
Fraction rounded_at_mean(Op op, const Fraction& value) {
  const Fraction n{value.rounded(Rounding::kDown)};
  const Fraction next = n + Fraction{1};
  const bool up = op == Op::kRoundedAtHarmonicMean ? value * (n + next) >= Fraction{2} * n * next
                                                   : value * value >= n * next;
  return up && value.sign() > 0 ? next : n;
}

}  // namespace

Fraction evaluated(const Expression& formula, const std::vector<SheetLine>& lines) {
  if (formula.op == Op::kConstant) {
    return formula.constant.value;
  }
  if (formula.op == Op::kLine) {
    return lines[formula.line].value.value;
  }
  Fraction value = evaluated(formula.operands.front(), lines);
  if (formula.op == Op::kRounded) {
    const Fraction& unit = formula.constant.value;
    return Fraction{(value / unit).rounded(formula.rounding)} * unit;
  }
  if (formula.op == Op::kRoundedAtHarmonicMean || formula.op == Op::kRoundedAtGeometricMean) {
    return rounded_at_mean(formula.op, value);
  }
  for (std::size_t i = 1; i < formula.operands.size(); ++i) {
    value = infix(formula.op)->of(value, evaluated(formula.operands[i], lines));
  }
  return value;
}

std::string formula_text(const Expression& formula, const std::vector<SheetLine>& lines,
                         int decimals, const Words& words) {
  return FormulaText{lines, decimals, words}.text(formula);
}

std::string figure_text(const Figure& figure, int decimals, const NumberFormat& numbers,
                        Sign sign) {
  const Fraction value = shown_value(figure);
  const int least = least_decimals(figure.form, decimals);
  const std::optional<int> enough = decimals_that_end(value, std::max(kMostDecimals, least));
  std::string text = enough ? fraction_text(value, std::max(*enough, least), numbers)
                            : exact_text(value, std::max(kMostDecimals, least), numbers);
  if (sign == Sign::kAlways && value.sign() > 0) {
    text.insert(0, "+");
  }
  const bool cut = text.ends_with("…");
  const std::size_t end = text.size() - (cut ? std::string_view{"…"}.size() : 0);
  return with_grouped_decimals(text.substr(0, end), numbers) + text.substr(end) +
         std::string{ending(figure)};
}

std::string constant_text(const Figure& figure, int decimals, const NumberFormat& numbers) {
  if (figure.form == Form::kPercent) {
    return percent_text(figure.value, numbers);
  }
  const std::optional<int> enough = decimals_that_end(figure.value, kMostConstantDecimals);
  return enough
             ? with_grouped_decimals(
                   fraction_text(figure.value,
                                 std::max(*enough, least_decimals(figure.form, decimals)), numbers),
                   numbers)
             : ratio_text(figure.value, numbers);
}

std::string short_fraction(const SheetLine& line) {
  const Figure& figure = line.value;
  const bool cut = !decimals_that_end(shown_value(figure), kMostDecimals);
  const std::string text = figure.value.to_string();
  const bool quotient = line.formula && line.formula->op == Op::kQuotient &&
                        line.in_words.empty() && line.formula->operands[0].op == Op::kConstant &&
                        line.formula->operands[1].op == Op::kConstant;
  const bool number = line.formula && line.formula->op == Op::kConstant && !line.in_words.empty();
  const bool said = quotient || number;
  return cut && !said && text.size() <= kShortFraction ? text : "";
}

std::string origin_text(const Origin& origin, const Words& words) {
  std::string status{status_words(origin.status, words)};
  if (origin.source.empty()) {
    return status;
  }
  return status.empty() ? origin.source : status + " (" + origin.source + ")";
}

}  // namespace explain
}  // namespace allot::report
