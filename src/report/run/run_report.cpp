#include "allot/report/run_report.hpp"

#include <numeric>

#include "allot/engine/steps/step_kinds.hpp"
#include "allot/report/json_fields.hpp"
#include "report/columns/run_table.hpp"
#include "report/columns/splits.hpp"
#include "report/describe/rule.hpp"
#include "report/document/document.hpp"
#include "report/document/json_writer.hpp"
#include "report/document/provenance.hpp"
#include "report/notes/head.hpp"
#include "report/notes/notes.hpp"
#include "report/run/run_charts.hpp"
#include "report/run/run_sheets.hpp"
#include "report/words/cause_words.hpp"
#include "report/words/scaled.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kMostRowsInSight = 20;  ///< with the head, on a terminal
constexpr JsonLayout kInLinesOfPot{"\n    ", ",\n    "};

/// The result as one object, written as it goes.
class RunJson {
 public:
  RunJson(const RunView& view, const RunOptions& options, Writer& out)
      : view_{view}, options_{options}, key_{shown_key(view)}, json_{out, view.scenario.decimals} {}

  void write() {
    json_.document([&] {
      tell_provenance(json_, kRunVersion, options_);
      tell_result(json_, view_);
      write_rows();
      std::size_t pot = 0;
      json_.objects(
          "pots", view_.scenario.pots, [&](const Pot&) { write_pot(pot++); }, kInLines);
      json_.object("total", [&] {
        tell_shift(json_, view_.result.total,
                   view_.result.prior ? std::optional{view_.result.prior->total} : std::nullopt);
        write_payment(view_.result.total,
                      view_.result.settlements ? std::optional{view_.result.settlements->total}
                                               : std::nullopt,
                      view_.result.paid
                          ? std::optional{std::accumulate(view_.result.paid->begin(),
                                                          view_.result.paid->end(), Money{})}
                          : std::nullopt);
      });
      json_.list("ties", kInLines, [&] { write_ties(); });
      const Words words{*options_.language};
      std::vector<Sentence> sentences = file_notes(view_.scenario, words);
      append(sentences, notes(view_, {.exact_amounts = true}, words));
      json_.each(
          "notes", sentences, [&](const Sentence& note) { json_.string({}, joined(note)); },
          kInLines);
    });
  }

 private:
  void write_payment(Money budget, std::optional<Money> settlement, std::optional<Money> paid) {
    const Money payable = budget + settlement.value_or(Money{});
    if (settlement) {
      json_.amount("settlement", *settlement);
      json_.amount("payable", payable);
    }
    if (paid) {
      json_.amount("paid", *paid);
      json_.amount("open", payable - *paid);
    }
  }

  void write_rows() {
    if (options_.by == RowsBy::kDistrict) {
      const Figures figures = district_figures(view_);
      json_.objects(
          "districts", row_order(figures, options_).rows,
          [&](std::uint32_t row) { write_district(figures, row); }, kInLines);
    } else if (options_.by == RowsBy::kGroup) {
      write_groups(group_rows(view_));
    }
  }

  void write_amounts(const Figures& figures, std::uint32_t row) {
    tell_shift(json_, figures.budgets[row], figures.prior(row));
    write_payment(
        figures.budgets[row],
        figures.settlements.empty() ? std::nullopt : std::optional{figures.settlements[row]},
        figures.paid.empty() ? std::nullopt : std::optional{figures.paid[row]});
  }

  void write_district(const Figures& figures, std::uint32_t row) {
    const Districts& districts = view_.scenario.districts;
    json_.text("id", figures.ids[row]);
    json_.text("name", figures.names[row]);
    json_.text("group", districts.groups.empty() ? "" : districts.groups[row]);
    write_key(row);
    write_amounts(figures, row);
    if (view_.scenario.per) {
      write_per_unit(figures.budgets[row], counted().at(row));
    }
    std::size_t pot = 0;
    json_.objects("pots", view_.result.pots, [&](const engine::PotResult& result) {
      json_.text("id", view_.scenario.pots[pot++].id);
      json_.amount("budget", result.budgets[row]);
      json_.text("exact", result.exact.at(row).to_string());
    });
    if (view_.causes != nullptr) {
      write_causes(row);
    }
  }

  /// Of a district without a prior year there are none.
  void write_causes(std::uint32_t row) {
    const std::optional<std::size_t> line_row = view_.causes->row[row];
    if (!line_row) {
      return json_.null("causes");
    }
    tell_causes(json_, view_.causes->causes, *line_row);
  }

  /// Weight over whole, not reduced: "281/3246" is what the district counts of all.
  void write_key(std::uint32_t row) {
    if (!key_ || key_->values->whole.sign() == 0) {
      return json_.null("key");
    }
    const Quantities& weights = key_->values->weights;
    if (of_whole_.empty()) {
      const Fraction whole = key_->values->whole * Fraction{weights.denominator()};
      of_whole_ = '/' + whole.numerator().to_string();
      times_ = whole.denominator();
    }
    json_.string("key", (weights.numerator(row) * times_).to_string() + of_whole_);
  }

  void write_per_unit(Money budget, const Fraction& count) {
    const int decimals = view_.scenario.decimals;
    const std::string name = "per_" + view_.scenario.column(*view_.scenario.per).name;
    json_.number(JsonName{name}, per_unit(budget, decimals, count, decimals + 2), decimals + 2);
  }

  [[nodiscard]] const Quantities& counted() const {
    return view_.scenario.column(*view_.scenario.per).values;
  }

  void write_groups(const GroupRows& groups) {
    std::vector<Fraction> counts;
    if (view_.scenario.per) {
      counts = group_counts(view_, groups, *view_.scenario.per);
    }
    const Figures figures = groups.figures();
    json_.objects(
        "groups", row_order(figures, options_).rows,
        [&](std::uint32_t row) {
          json_.string("group", groups.ids[row]);
          if (view_.scenario.groups) {
            json_.text("name", groups.names[row]);
          }
          json_.number("districts", groups.districts[row]);
          write_amounts(figures, row);
          if (view_.scenario.per) {
            write_per_unit(groups.budgets[row], counts[row]);
          }
        },
        kInLines);
  }

  void write_pot(std::size_t index) {
    const engine::PotResult& result = view_.result.pots[index];
    json_.text("id", view_.scenario.pots[index].id);
    json_.amount("amount", result.amount);
    json_.amount("budget", result.budget);
    if (view_.year.empty()) {
      write_uses(result);
      write_rates(view_.scenario.pots[index], result);
      write_bounds_not_kept(view_.scenario.pots[index], result);
    } else {
      write_uses_of_year(result);
    }
    if (result.contributors) {
      write_contributors(view_.scenario.pots[index].contributors, *result.contributors);
    }
    if (result.years) {
      write_years(view_.scenario.pots[index].tranches->years, *result.years);
    }
    if (view_.scenario.per && options_.by == RowsBy::kPot) {
      write_per_unit(result.budget, counted().total());
    }
  }

  void write_uses(const engine::PotResult& result) {
    Money reserved;
    for (const engine::Reserve& reserve : result.reserves) {
      reserved += reserve.amount;
    }
    json_.amount("reserved", reserved);
    json_.amount("not_assigned", result.not_assigned);
    json_.amount("left_over", result.left_over);
    if (!result.top_ups.empty()) {
      json_.objects("top_ups", result.top_ups, [&](const engine::Reserve& top_up) {
        json_.text("from", top_up.name);
        json_.amount("amount", top_up.amount);
      });
    }
    if (!result.passed_on.empty()) {
      json_.objects("passed_on", result.passed_on, [&](const engine::PassedOn& passed) {
        json_.text("to", pot_name(view_, passed.to));
        json_.amount("amount", passed.amount);
      });
    }
  }

  /// What steps give for each unit of a key.
  void write_rates(const Pot& pot, const engine::PotResult& result) {
    std::vector<const engine::Effect*> rates;
    for (const engine::Effect& effect : result.effects) {
      if (std::holds_alternative<engine::Equalisation>(effect.what) ||
          std::holds_alternative<engine::RateRounded>(effect.what)) {
        rates.push_back(&effect);
      }
    }
    if (rates.empty()) {
      return;
    }
    json_.objects("rates", rates, [&](const engine::Effect* effect) {
      json_.number("step", static_cast<std::int64_t>(effect->step + 1));
      json_.string("kind", engine::step_kinds()[pot.steps[effect->step].kind].name);
      if (const auto* base = std::get_if<engine::Equalisation>(&effect->what)) {
        json_.string("rate", base->base.to_string());
        base->solved ? json_.string("exact", base->solved->to_string()) : json_.null("exact");
        json_.number("receivers", static_cast<std::int64_t>(base->receivers));
        json_.number("abundant", static_cast<std::int64_t>(base->abundant));
      } else {
        const auto& rounded = std::get<engine::RateRounded>(effect->what);
        json_.string("rate", rounded.rate.to_string());
        json_.string("exact", rounded.exact.to_string());
      }
    });
  }

  /// Without maximums that later steps gave more than: they bounded what a district had before.
  void write_bounds_not_kept(const Pot& pot, const engine::PotResult& result) {
    std::vector<const engine::Effect*> undone;
    for (const engine::Effect& effect : result.effects) {
      const auto* what = std::get_if<engine::BoundUndone>(&effect.what);
      if (what != nullptr && !what->given) {
        undone.push_back(&effect);
      }
    }
    if (undone.empty()) {
      return;
    }
    json_.objects("bounds_not_kept", undone, [&](const engine::Effect* effect) {
      const auto& what = std::get<engine::BoundUndone>(effect->what);
      json_.number("step", static_cast<std::int64_t>(effect->step + 1));
      json_.string("kind", engine::step_kinds()[pot.steps[effect->step].kind].name);
      json_.string("bound", what.is_minimum ? "minimum" : "maximum");
      json_.number("districts", static_cast<std::int64_t>(what.districts));
      json_.each("first", what.first, [&](DistrictId district) {
        json_.string({}, view_.scenario.districts.ids[index_of(district)]);
      });
      json_.string("beyond", what.beyond.to_string());
      json_.each("by_steps", what.by,
                 [&](std::size_t step) { json_.number({}, static_cast<std::int64_t>(step + 1)); });
    });
  }

  /// Of one year it is not known why money goes to no district.
  void write_uses_of_year(const engine::PotResult& result) {
    json_.null("reserved");
    json_.null("not_assigned");
    json_.null("left_over");
    json_.amount("elsewhere", result.amount - result.budget);
  }

  void write_contributors(const std::vector<Contributor>& contributors,
                          const engine::SplitTable& split) {
    write_split("contributors", contributors, split, [&](const Contributor& part, Money amount) {
      json_.text("id", part.id);
      json_.text("name", part.name);
      json_.amount("amount", amount);
      json_.verbatim("in_kind",
                     part.in_kind ? part.in_kind->to_decimal(view_.scenario.decimals) : "null");
    });
  }

  void write_years(const std::vector<std::string>& years, const engine::SplitTable& split) {
    write_split("years", years, split, [&](const std::string& year, Money amount) {
      json_.text("id", year);
      json_.amount("amount", amount);
    });
  }

  template <class Parts, class Tell>
  void write_split(const JsonName& name, const Parts& parts, const engine::SplitTable& split,
                   Tell tell) {
    std::size_t index = 0;
    json_.break_line(",\n   ");
    json_.objects(
        name, parts,
        [&](const auto& part) {
          tell(part, split.totals[index]);
          write_districts(split.cells[index++]);
        },
        kInLinesOfPot);
  }

  /// Those that are listed, by id.
  void write_districts(const std::vector<Money>& budgets) {
    RunOptions by_id;
    by_id.all = options_.all;
    const Figures figures = district_figures(view_);
    json_.objects("districts", row_order(figures, by_id).rows, [&](std::uint32_t row) {
      json_.text("id", figures.ids[row]);
      json_.amount("budget", budgets[row]);
    });
  }

  void write_ties() {
    for (std::size_t pot = 0; pot < view_.result.pots.size(); ++pot) {
      each_tie(view_.scenario, view_.result.pots[pot],
               [&](const auto& about, const auto& tied, const auto& chosen) {
                 json_.object([&] { write_tie(pot, tied, chosen, about); });
               });
    }
  }

  void write_tie(std::size_t pot, const std::vector<std::string_view>& tied,
                 const std::vector<std::string_view>& chosen, const engine::TieAbout& about) {
    json_.text("pot", view_.scenario.pots[pot].id);
    json_.number("units", static_cast<std::int64_t>(chosen.size()));
    json_.strings("tied", tied);
    if (is_taken(about.stake)) {
      json_.list("given", kInOneLine, [] {});
      json_.strings("taken_from", chosen);
    } else {
      json_.strings("given", chosen);
    }
    json_.text("of", tie_word(about.of));
    json_.text("name", about.name);
    json_.text("for", stake_word(about.stake));
    json_.flag("prior", about.prior);
  }

  const RunView& view_;
  const RunOptions& options_;
  std::optional<ShownKey> key_;
  std::string of_whole_ = {};  ///< "/3246"; empty: not yet known
  BigInt times_ = {};
  JsonWriter json_;
};

Document run_document(const RunView& view, const RunOptions& options, const Words& words) {
  Table table = run_table(view, options, Audience::kPeople);
  Document document{.changes = change_sentences(view.scenario.changes, words),
                    .titles = {title_sentence(view, words)},
                    .head = {headline(view, options, words)}};
  append(document.head, status_sentences(view, words));
  append(document.head, file_notes(view.scenario, words));
  document.notes =
      notes(view,
            {.rows = table.rows.size(),
             .rows_in_all = table.rows_in_all,
             .shares = find_column(table.columns, "key_percent") != nullptr,
             .elsewhere = shows_elsewhere(table),
             .shifts_of = find_column(table.columns, "shift") != nullptr ? std::optional{options.by}
                                                                         : std::nullopt},
            words);
  if (table.rows.size() > kMostRowsInSight) {
    document.notes.push_back(verdict(view, options, words));
  }
  table.sheet = words(Text::kTabResult);
  document.blocks.emplace_back(std::move(table));
  return document;
}

std::vector<WorkSheet> run_sheets(const RunView& view, const RunOptions& options,
                                  const Words& words) {
  std::vector<WorkSheet> sheets = part_sheets(view, options.by, words);
  // A part of a result has no rule of its own.
  if (options.by == RowsBy::kDistrict && view.whole == nullptr) {
    sheets.push_back(calculation_sheet(view, words));
  }
  return sheets;
}

}  // namespace

void write_run(const RunView& view, const RunOptions& options, const Format& format, Writer& out) {
  write_report(
      {.document = [&](const Words& words) { return run_document(view, options, words); },
       .facts =
           [&](Writer& json) {
             RunJson{view, options, json}.write();
           },
       .table = [&](Audience audience) { return run_table(view, options, audience); },
       .charts = [&](const Words& words) { return pictures::run_charts(view, options, words); },
       .rule = [&](const Words& words) { return std::vector{rule_of(view, words)}; },
       .sheets = [&](const Words& words) { return run_sheets(view, options, words); }},
      format, options, out);
}

}  // namespace allot::report
