#include "report/compare/compare_json.hpp"

#include <algorithm>
#include <numeric>

#include "report/compare/cause_sums.hpp"
#include "report/compare/compare_head.hpp"
#include "report/compare/compare_table.hpp"
#include "report/compare/input_differences.hpp"
#include "report/document/json_text.hpp"
#include "report/notes/head.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kComparisonVersion = "1.0";
constexpr int kDecimalsOfPercent = 6;

std::string_view rows_name(RowsBy by) {
  switch (by) {
    case RowsBy::kDistrict:
      return "districts";
    case RowsBy::kPot:
      return "pots";
    case RowsBy::kGroup:
      return "groups";
    case RowsBy::kContributor:
      return "contributors";
    case RowsBy::kYear:
      break;
  }
  return "years";
}

std::vector<std::size_t> range(std::size_t from, std::size_t until) {
  std::vector<std::size_t> indices(until - from);
  std::iota(indices.begin(), indices.end(), from);
  return indices;
}

/// One object, written as it goes. Key order is part of the format.
class ComparisonJson {
 public:
  ComparisonJson(const Comparison& comparison, const CompareOptions& options, Writer& out)
      : comparison_{comparison}, options_{options}, out_{out} {}

  void write() {
    out_.put("{\"format_version\": ");
    write_json_string(kComparisonVersion, out_);
    out_.put(",\n \"compared\": ");
    list(range(0, comparison_.sides.size()), [&](std::size_t side) { write_side(side); });
    out_.put(",\n \"against\": ");
    list(range(1, comparison_.sides.size()), [&](std::size_t side) { write_against(side); });
    out_.put(",\n \"");
    out_.put(rows_name(comparison_.by));
    out_.put("\": ");
    list(compare_rows(comparison_, options_.run), [&](std::uint32_t row) { write_row(row); });
    out_.put("}\n");
  }

 private:
  /// An item to a line: a change of one figure is a change of one line.
  template <class Items, class Write>
  void list(const Items& items, Write&& write) {
    write_json_list(items, "[\n  ", ",\n  ", out_, write);
  }

  void text(std::string_view beginning, std::string_view value) {
    write_json_member(beginning, value, out_);
  }

  void amount(std::string_view beginning, const std::optional<Money>& value) {
    write_json_member(beginning, value, comparison_.decimals, out_);
  }

  void number(std::string_view beginning, std::size_t value) {
    out_.put(beginning);
    write_json_number(static_cast<int128>(value), 0, out_);
  }

  void percent(Money budget, Money first) {
    out_.put(", \"percent\": ");
    write_json_number_or_null(percent_change(budget, first, kDecimalsOfPercent), kDecimalsOfPercent,
                              out_);
  }

  void write_side(std::size_t index) {
    const Compared& side = comparison_.sides[index];
    text("{\"letter\": ", letter_of_side(index));
    text(", \"file\": ", side.file);
    text(", \"label\": ", side.label);
    text(", \"variant\": ", side.variant);
    text(", \"title\": ", side.title);
    text(", \"year\": ", side.year);
    text(", \"currency\": ", side.currency);
    const std::optional<Status> status =
        side.result == nullptr ? std::nullopt : side.result->status;
    text(", \"status\": ", status ? status_name(*status) : std::string_view{});
    amount(", \"total\": ", comparison_.totals[index]);
    out_.put(", \"changes\": ");
    const std::vector<Change> changes =
        side.scenario == nullptr ? std::vector<Change>{} : side.scenario->changes;
    write_json_list(changes, "[", ", ", out_, [&](const Change& change) {
      text("{\"path\": ", change.path);
      text(", \"old\": ", change.old_value);
      text(", \"new\": ", change.new_value);
      out_.put('}');
    });
    out_.put('}');
  }

  void write_against(std::size_t side) {
    const Against& against = comparison_.against[side - 1];
    text("{\"letter\": ", letter_of_side(side));
    amount(", \"difference\": ", against.total);
    percent(comparison_.totals[side], comparison_.totals.front());
    write_movement(", \"winners\": ", against, true);
    write_movement(", \"losers\": ", against, false);
    number(", \"unchanged\": ", against.unchanged);
    amount(", \"moved\": ", moved_money(against));
    out_.put(", \"inputs\": ");
    write_inputs(side);
    out_.put('}');
  }

  /// null where one of the two is a result.
  void write_inputs(std::size_t side) {
    const Scenario* before = comparison_.sides.front().scenario;
    const Scenario* after = comparison_.sides[side].scenario;
    if (before == nullptr || after == nullptr) {
      out_.put("null");
      return;
    }
    write_json_list(input_differences(*before, *after, kMachineNumbers), "[", ", ", out_,
                    [&](const std::string& line) { write_json_string(line, out_); });
  }

  void write_movement(std::string_view beginning, const Against& against, bool winners) {
    const Movement& movement = winners ? against.winners : against.losers;
    out_.put(beginning);
    number("{\"count\": ", movement.count);
    amount(", \"amount\": ", movement.amount);
    out_.put(", \"most\": ");
    if (movement.count == 0) {
      out_.put("null");
    } else {
      text("{\"id\": ", comparison_.ids[movement.most]);
      amount(", \"amount\": ", movement.largest);
      out_.put('}');
    }
    if (against.causes) {
      out_.put(", \"causes\": ");
      write_json_list(cause_sums(against, winners), "[", ", ", out_, [&](const CauseSum& sum) {
        text("{\"factor\": ", sum.name);
        amount(", \"amount\": ", sum.amount);
        out_.put('}');
      });
    }
    out_.put('}');
  }

  void write_row(std::uint32_t row) {
    text("{\"id\": ", comparison_.ids[row]);
    text(", \"name\": ", comparison_.names[row]);
    if (comparison_.by == RowsBy::kDistrict) {
      text(", \"group\": ", comparison_.groups[row]);
    }
    out_.put(", \"budgets\": ");
    write_json_list(comparison_.budgets, "[", ", ", out_,
                    [&](const std::vector<Money>& budgets) { amount("", budgets[row]); });
    out_.put(", \"against\": ");
    write_json_list(range(1, comparison_.sides.size()), "[", ", ", out_,
                    [&](std::size_t side) { write_difference(side, row); });
    write_per_unit(row);
    out_.put('}');
  }

  void write_difference(std::size_t side, std::uint32_t row) {
    const Against& against = comparison_.against[side - 1];
    amount("{\"difference\": ", against.differences[row]);
    percent(comparison_.budgets[side][row], comparison_.budgets.front()[row]);
    if (against.causes) {
      out_.put(", \"causes\": ");
      write_json_list(against.causes->lines, "[", ", ", out_, [&](const engine::CauseLine& line) {
        text("{\"factor\": ", cause_name(line));
        amount(", \"amount\": ", line.amounts[row]);
        text(", \"exact\": ", line.exact(row).to_string());
        out_.put('}');
      });
    }
    out_.put('}');
  }

  void write_per_unit(std::uint32_t row) {
    const auto counts = [](const Compared& side) {
      return side.scenario != nullptr && side.scenario->per.has_value();
    };
    const auto counted = std::find_if(comparison_.sides.begin(), comparison_.sides.end(), counts);
    const Scenario* scenario = counted == comparison_.sides.end()
                                   ? nullptr
                                   : counted->scenario;  // a result has no columns
    if (scenario == nullptr || comparison_.by != RowsBy::kDistrict) {
      return;
    }
    out_.put(", ");
    write_json_string("per_" + scenario->column(*scenario->per).name, out_);
    out_.put(": ");
    write_json_list(range(0, comparison_.sides.size()), "[", ", ", out_, [&](std::size_t side) {
      const Scenario* of_side = comparison_.sides[side].scenario;
      const int decimals = comparison_.decimals + 2;
      write_json_number_or_null(
          of_side == nullptr || !of_side->per
              ? std::nullopt
              : per_unit(comparison_.budgets[side][row], comparison_.decimals,
                         of_side->column(*of_side->per).values.at(row), decimals),
          decimals, out_);
    });
  }

  const Comparison& comparison_;
  const CompareOptions& options_;
  Writer& out_;
};

}  // namespace

void write_comparison_as_json(const Comparison& comparison, const CompareOptions& options,
                              Writer& out) {
  ComparisonJson{comparison, options, out}.write();
}

}  // namespace allot::report
