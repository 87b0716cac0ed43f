#include <numeric>
#include <variant>

#include "report/columns/run_table.hpp"
#include "report/document/json_text.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"
#include "report/notes/rounding_notes.hpp"
#include "report/run/json_pots.hpp"
#include "report/run/run_report.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr std::string_view kFormatVersion = "1.1";
constexpr int kPercentDecimals = 6;

/// The result as one object, written as it goes. Key order is part of the format.
class RunJson {
 public:
  RunJson(const RunView& view, const RunOptions& options, Writer& out)
      : view_{view}, options_{options}, out_{out}, key_{shown_key(view)} {}

  void write() {
    const Scenario& scenario = view_.scenario;
    out_.put("{\"format_version\": ");
    write_json_string(kFormatVersion, out_);
    text_member(",\n \"title\": ", scenario.title);
    text_member(",\n \"year\": ", scenario.year);
    text_member(",\n \"currency\": ", scenario.currency);
    text_member(",\n \"status\": ",
                view_.result.status ? status_name(*view_.result.status) : std::string_view{});
    out_.put(",\n \"changes\": ");
    list(scenario.changes, [&](const Change& change) { write_change(change); });
    write_rows();
    out_.put(",\n \"pots\": ");
    list(indices(scenario.pots.size()), [&](std::size_t pot) { write_pot(pot); });
    out_.put(",\n \"total\": {");
    write_shift(view_.result.total,
                view_.result.prior ? std::optional{view_.result.prior->total} : std::nullopt);
    if (view_.result.paid) {
      const std::vector<Money>& paid = *view_.result.paid;
      write_paid(view_.result.total, std::accumulate(paid.begin(), paid.end(), Money{}));
    }
    out_.put("},\n \"ties\": ");
    list(all_ties(), [&](const PotTie& tie) {
      std::visit([&](const auto* each) { write_tie(tie.pot, *each); }, tie.tie);
    });
    out_.put(",\n \"notes\": ");
    list(all_notes(), [&](const Sentence& note) { write_json_string(joined(note), out_); });
    out_.put("}\n");
  }

 private:
  struct PotTie {
    std::size_t pot;
    std::variant<const engine::NamedTie*, const engine::Tie*> tie;
  };

  static std::vector<std::size_t> indices(std::size_t count) {
    std::vector<std::size_t> all(count);
    for (std::size_t i = 0; i < count; ++i) {
      all[i] = i;
    }
    return all;
  }

  /// An item to a line: a change of one figure is a change of one line.
  template <class Items, class Write>
  void list(const Items& items, Write&& write) {
    write_json_list(items, "[\n  ", ",\n  ", out_, write);
  }

  void text_member(std::string_view beginning, std::string_view text) {
    write_json_member(beginning, text, out_);
  }

  void amount(std::string_view beginning, const std::optional<Money>& value) {
    write_json_member(beginning, value, view_.scenario.decimals, out_);
  }

  void number_or_null(const std::optional<int128>& value, int decimals) {
    write_json_number_or_null(value, decimals, out_);
  }

  void write_change(const Change& change) {
    text_member("{\"path\": ", change.path);
    text_member(", \"old\": ", change.old_value);
    text_member(", \"new\": ", change.new_value);
    out_.put('}');
  }

  /// `"prior": …, "budget": …, "shift": …, "shift_percent": …`
  void write_shift(Money budget, const std::optional<Money>& prior) {
    amount("\"prior\": ", prior);
    amount(", \"budget\": ", budget);
    out_.put(", \"shift\": ");
    number_or_null(prior ? std::optional{int128{budget.minor() - prior->minor()}} : std::nullopt,
                   view_.scenario.decimals);
    out_.put(", \"shift_percent\": ");
    number_or_null(prior ? percent_change(budget, *prior, kPercentDecimals) : std::nullopt,
                   kPercentDecimals);
  }

  void write_paid(Money budget, Money paid) {
    amount(", \"paid\": ", paid);
    amount(", \"open\": ", budget - paid);
  }

  void write_rows() {
    if (options_.by == RowsBy::kDistrict) {
      const Figures figures = district_figures(view_);
      out_.put(",\n \"districts\": ");
      list(row_order(figures, options_), [&](std::uint32_t row) { write_district(figures, row); });
    } else if (options_.by == RowsBy::kGroup) {
      write_groups(group_rows(view_));
    }
  }

  void write_amounts(const Figures& figures, std::uint32_t row) {
    write_shift(figures.budgets[row], figures.prior(row));
    if (!figures.paid.empty()) {
      write_paid(figures.budgets[row], figures.paid[row]);
    }
  }

  void write_district(const Figures& figures, std::uint32_t row) {
    const Districts& districts = view_.scenario.districts;
    text_member("{\"id\": ", figures.ids[row]);
    text_member(", \"name\": ", figures.names[row]);
    text_member(", \"group\": ", districts.groups.empty() ? "" : districts.groups[row]);
    out_.put(", \"key\": ");
    write_key(row);
    out_.put(", ");
    write_amounts(figures, row);
    if (view_.scenario.per) {
      write_per_unit(figures.budgets[row], counted().at(row));
    }
    out_.put(", \"pots\": [");
    for (std::size_t pot = 0; pot < view_.result.pots.size(); ++pot) {
      out_.put(pot > 0 ? ", " : "");
      write_budget_of_pot(pot, row);
    }
    out_.put("]");
    if (view_.causes != nullptr) {
      write_causes(row);
    }
    out_.put("}");
  }

  /// Of a district without a prior year there are none.
  void write_causes(std::uint32_t row) {
    const std::optional<std::size_t> line_row = view_.causes->row[row];
    out_.put(", \"causes\": ");
    if (!line_row) {
      out_.put("null");
      return;
    }
    write_json_list(view_.causes->causes.lines, "[", ", ", out_,
                    [&](const engine::CauseLine& line) {
                      text_member("{\"factor\": ", cause_name(line));
                      amount(", \"amount\": ", line.amounts[*line_row]);
                      text_member(", \"exact\": ", line.exact(*line_row).to_string());
                      out_.put('}');
                    });
  }

  /// Weight over whole, not reduced: "281/3246" is what the district counts of all.
  void write_key(std::uint32_t row) {
    if (!key_ || key_->values->whole.sign() == 0) {
      out_.put("null");
      return;
    }
    const Quantities& weights = key_->values->weights;
    const Fraction whole = key_->values->whole * Fraction{weights.denominator()};
    out_.put('"');
    out_.put((weights.numerator(row) * whole.denominator()).to_string());
    out_.put('/');
    out_.put(whole.numerator().to_string());
    out_.put('"');
  }

  void write_per_unit(Money budget, const Fraction& count) {
    const int decimals = view_.scenario.decimals;
    out_.put(", ");
    write_json_string("per_" + view_.scenario.column(*view_.scenario.per).name, out_);
    out_.put(": ");
    number_or_null(per_unit(budget, decimals, count, decimals + 2), decimals + 2);
  }

  [[nodiscard]] const Quantities& counted() const {
    return view_.scenario.column(*view_.scenario.per).values;
  }

  void write_budget_of_pot(std::size_t pot, std::uint32_t row) {
    const engine::PotResult& result = view_.result.pots[pot];
    text_member("{\"id\": ", view_.scenario.pots[pot].id);
    amount(", \"budget\": ", result.budgets[row]);
    text_member(", \"exact\": ", result.exact.at(row).to_string());
    out_.put('}');
  }

  void write_groups(const GroupRows& groups) {
    std::vector<Fraction> counts;
    if (view_.scenario.per) {
      counts = group_counts(view_, groups, *view_.scenario.per);
    }
    const Figures figures = groups.figures();
    out_.put(",\n \"groups\": ");
    list(row_order(figures, options_), [&](std::uint32_t row) {
      out_.put("{\"group\": ");
      write_json_string(groups.ids[row], out_);
      if (view_.scenario.groups) {
        text_member(", \"name\": ", groups.names[row]);
      }
      out_.put(", \"districts\": ");
      write_json_number(groups.districts[row], 0, out_);
      out_.put(", ");
      write_amounts(figures, row);
      if (view_.scenario.per) {
        write_per_unit(groups.budgets[row], counts[row]);
      }
      out_.put('}');
    });
  }

  void write_pot(std::size_t pot) {
    out_.put('{');
    write_json_pot(view_, options_, pot, out_);
    if (view_.scenario.per && options_.by == RowsBy::kPot) {
      write_per_unit(view_.result.pots[pot].budget, counted().total());
    }
    out_.put('}');
  }

  [[nodiscard]] std::vector<PotTie> all_ties() const {
    std::vector<PotTie> ties;
    for (std::size_t pot = 0; pot < view_.result.pots.size(); ++pot) {
      for (const engine::NamedTie& tie : view_.result.pots[pot].earlier_ties) {
        ties.push_back({pot, &tie});
      }
      for (const engine::Tie& tie : view_.result.pots[pot].ties) {
        ties.push_back({pot, &tie});
      }
    }
    return ties;
  }

  void write_tie(std::size_t pot, const engine::Tie& tie) {
    write_tie(pot, tie, {.stake = tie.stake});
  }

  void write_tie(std::size_t pot, const engine::NamedTie& tie) { write_tie(pot, tie, tie.about); }

  template <class Tie>
  void write_tie(std::size_t pot, const Tie& tie, const engine::TieAbout& about) {
    text_member("{\"pot\": ", view_.scenario.pots[pot].id);
    out_.put(", \"units\": ");
    write_json_number(static_cast<std::int64_t>(tie.chosen.size()), 0, out_);
    out_.put(", \"tied\": ");
    write_ids(tie.tied);
    const bool taken = about.stake == engine::Stake::kTakenBack;
    out_.put(taken ? ", \"given\": [], \"taken_from\": " : ", \"given\": ");
    write_ids(tie.chosen);
    text_member(", \"of\": ", tie_word(about.of));
    text_member(", \"name\": ", about.name);
    text_member(", \"for\": ", stake_word(about.stake));
    out_.put(", \"prior\": ");
    out_.put(about.prior ? "true" : "false");
    out_.put('}');
  }

  void write_ids(const std::vector<DistrictId>& districts) {
    write_json_list(districts, "[", ", ", out_, [&](DistrictId district) {
      write_json_string(view_.scenario.districts.ids[index_of(district)], out_);
    });
  }

  void write_ids(const std::vector<std::string>& ids) {
    write_json_list(ids, "[", ", ", out_,
                    [&](const std::string& id) { write_json_string(id, out_); });
  }

  [[nodiscard]] std::vector<Sentence> all_notes() const {
    const NumberFormat numbers = number_format(NumberStyle::kPlain);
    std::vector<Sentence> sentences = file_notes(view_.scenario);
    append(sentences, notes(view_, {}, numbers));
    return sentences;
  }

  const RunView& view_;
  const RunOptions& options_;
  Writer& out_;
  std::optional<ShownKey> key_;
};

}  // namespace

void write_run_as_json(const RunView& view, const RunOptions& options, Writer& out) {
  RunJson{view, options, out}.write();
}

}  // namespace allot::report
