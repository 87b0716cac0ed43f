#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "allot/core/divide.hpp"
#include "allot/core/fraction.hpp"
#include "allot/core/money.hpp"
#include "allot/engine/causes/causes.hpp"
#include "allot/model/scenario.hpp"
#include "allot/report/run_report.hpp"

namespace allot::report {

// How one district's figures came about: lines that can be recomputed one by one with a pencil.

/// How a number is shown.
enum class Form : std::uint8_t {
  kAmount,   ///< of money, in the currency
  kPercent,  ///< a share of 1
  kNumber,   ///< a count or a factor
};

struct Figure {
  Fraction value;
  Form form = Form::kAmount;
};

/// How a line follows from the lines before it.
struct Expression {
  enum class Op : std::uint8_t {
    kConstant,
    kLine,  ///< the value of a line before
    kSum,
    kDifference,  ///< the first less all others
    kProduct,
    kQuotient,
    kAtLeast,  ///< the larger of two
    kAtMost,   ///< the smaller of two
    kRounded,  ///< the only operand, to a multiple of the constant
    // The only operand to a whole number: up from the mean of n and n + 1 on.
    kRoundedAtHarmonicMean,
    kRoundedAtGeometricMean,
  };

  static Expression of(Figure constant);
  static Expression of_line(std::size_t line);
  static Expression of(Op op, std::vector<Expression> operands);
  static Expression rounded(Expression value, Rounding rounding, const Fraction& unit);

  Op op = Op::kConstant;
  Figure constant = {};
  std::size_t line = 0;
  Rounding rounding = Rounding::kDown;
  std::vector<Expression> operands = {};
};

/// Where an input comes from.
struct Origin {
  std::string source;  ///< title of the source; empty: none
  std::optional<Status> status;
};

/// One line of a sheet; one without a formula is a remark: why something did not happen.
struct SheetLine {
  std::string label = {};
  std::optional<Expression> formula = {};
  std::string in_words = {};  ///< instead of the formula, where words are plainer
  Figure value = {};
  bool is_change = false;  ///< added to what there was: shown with its sign
  std::vector<std::string> notes = {};
  Origin origin = {};
};

/// A part of a budget: what a contributor pays of it, or its tranche of a year.
struct BudgetPart {
  std::string name;
  Money amount;
};

/// One pot. No lines where the district takes no part in it.
struct PotSheet {
  std::size_t pot;  ///< index into the scenario's pots
  std::vector<SheetLine> lines = {};
  std::string absent = {};  ///< why there are no lines
  Money budget = {};
  std::vector<BudgetPart> contributors = {}, years = {};
};

/// One of several pots or columns that changed.
struct CausePart {
  std::string label, detail;
};

/// One cause of the shift.
struct CauseWords {
  engine::Factor factor;
  std::string name = {};              ///< for programs: "others_counts"
  std::string label = {};             ///< "the pot grew"
  std::string detail = {};            ///< "9 500 000.00 → 10 000 000.00"; empty: none
  std::vector<CausePart> parts = {};  ///< what it is of several
  Money amount = {};
  Fraction exact = {};
};

struct ShiftSheet {
  std::string label;  ///< of the prior year: "2025"
  std::optional<Money> prior;
  Money budget;
  std::vector<CauseWords> causes = {};
  std::string remark = {};  ///< what cannot be told; empty: nothing
};

struct Sheet {
  DistrictId district;
  std::vector<PotSheet> pots = {};
  Money total = {};
  std::vector<SheetLine> payment = {};  ///< from the total to what is payable; none: no settlements
  std::optional<ShiftSheet> shift = {};  ///< nothing without a prior year
};

/// Texts in it are in the language and the numbers of `options`. A district of the view's scenario,
/// which has been run.
Sheet sheet_of(const RunView& view, DistrictId district, const RunOptions& options);

void write_sheet(const RunView& view, const Sheet& sheet, const RunOptions& options,
                 const Format& format, Writer& out);

/// "a", "b", … "z", "aa": what the line of that index is called; remarks have no letter and do not
/// count.
std::string letter_of(const std::vector<SheetLine>& lines, std::size_t line);

}  // namespace allot::report
