#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <utility>

#include "load/districts/text_cells.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/date_hints.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// A district joins, or leaves.
struct Event {
  std::size_t district;
  Date date;
  bool joins;
  Location where;
};

/// What of the span lies within the period.
void add_clipped(std::vector<Span>& spans, Span span, const Period& period) {
  span.from = std::max(span.from, period.from);
  span.until = std::min(span.until, period.until);
  if (span.from < span.until) {
    spans.push_back(span);
  }
}

class ParticipationReader {
 public:
  ParticipationReader(Draft& draft, const YamlNode& node, bool prorated)
      : draft_{draft},
        prorated_{prorated},
        fields_{section("pots[].participation"), node, draft.problems} {}

  std::optional<Participation> read() {
    Participation participation;
    participation.where = fields_.where();
    participation.provenance = read_provenance(draft_, fields_);
    const auto form = fields_.form();
    const bool only_right = read_only(participation);
    if (!is_dated()) {
      return form && only_right ? std::optional{std::move(participation)} : std::nullopt;
    }
    need_period(draft_, "participation", "takes part when?", fields_.where(), draft_.problems);
    const bool good = draft_.period == FieldState::kValue && form && only_right;
    const bool column = fields_.given("column") != nullptr;
    if (column && !form) {
      return std::nullopt;
    }
    only_ = participation.only ? &*participation.only : nullptr;
    const bool filled = column ? read_column(participation) : read_dates(participation);
    report_within();
    only_ = nullptr;
    return good && filled ? std::optional{std::move(participation)} : std::nullopt;
  }

 private:
  /// `where` alone needs no dates.
  [[nodiscard]] bool is_dated() const {
    const auto given = [&](std::string_view name) { return fields_.given(name) != nullptr; };
    return given("column") || given("from") || given("until") || !given(kOnly);
  }

  /// False: wrong, which is reported.
  bool read_only(Participation& participation) {
    const YamlNode* where = fields_.find(kOnly);
    if (where == nullptr) {
      return fields_.given(kOnly) == nullptr;
    }
    participation.only = read_where(draft_, *where);
    return participation.only &&
           !report_for_nobody(*participation.only, std::nullopt, where->where, "", draft_.problems);
  }

  [[nodiscard]] bool is_left_out(std::size_t district) const {
    return only_ != nullptr && !only_->districts[district];
  }

  bool read_column(Participation& participation) {
    const YamlNode* name = fields_.find("column");
    if (name == nullptr) {
      return false;
    }
    if (only_ != nullptr) {
      return read_new_column(*name, participation);
    }
    auto& known = prorated_ ? draft_.read_once.dates_prorated : draft_.read_once.dates;
    if (const auto read = known.find(name->text); read != known.end()) {
      fill_provenance(participation.provenance, provenance_of_column(draft_, name->text));
      participation.spans = read->second.spans;
      within_ = read->second.within;
    } else if (!read_new_column(*name, participation)) {
      return false;
    } else {
      known.emplace(name->text, ReadOnce::Dates{participation.spans, within_});
    }
    return true;
  }

  bool read_new_column(const YamlNode& name, Participation& participation) {
    const auto cells = TextCells::of_column(draft_, name.text, name.where);
    if (!cells) {
      return false;
    }
    fill_provenance(participation.provenance, provenance_of_column(draft_, name.text));
    std::size_t filled = 0;
    for (std::size_t i = 0; i < cells->size(); ++i) {
      filled += cells->at(i).empty() ? 0U : 1U;
    }
    FirstTen wrong{draft_.problems, fmt::format("more wrong dates of {}", quoted(name.text)),
                   filled, kChangeColumn};
    participation.spans.resize(cells->size());
    for (std::size_t i = 0; i < cells->size(); ++i) {
      if (cells->at(i).empty() || is_left_out(i)) {
        continue;
      }
      const auto from = parse_date(cells->at(i));
      if (!from) {
        wrong.add([&] { return wrong_cell(*cells, i, name.text); });
      } else if (const auto& period = draft_.scenario.period) {
        note(*from, true, [&] { return cells->where(i); });
        add_clipped(participation.spans[i], {*from, period->until}, *period);
      }
    }
    wrong.finish();
    return !wrong.any();
  }

  static void fill_provenance(Provenance& own, const Provenance& of_column) {
    own.status_where = own.status ? own.status_where : of_column.status_where;
    own.status = own.status ? own.status : of_column.status;
    own.source = own.source ? own.source : of_column.source;
    own.note = own.note.empty() ? of_column.note : own.note;
  }

  [[nodiscard]] Diagnostic wrong_cell(const TextCells& cells, std::size_t district,
                                      std::string_view column) const {
    const Districts& districts = draft_.scenario.districts;
    const DateFault fault = find_date_fault(cells.at(district));
    return {.code = Code::kNotADate,
            .where = cells.where(district),
            .message = fmt::format("{} of `{}` ({}) is {}, which is not {}", quoted(column),
                                   districts.names[district], districts.ids[district],
                                   quoted(cells.at(district)), fault.is_not),
            .label = "not a date",
            .help = {fault.way_out + "; leave the cell empty if it takes no part"}};
  }

  bool read_dates(Participation& participation) {
    const bool only = only_ != nullptr && fields_.given("default") == nullptr;
    const bool all = only || fields_.choice_index("default") == std::size_t{0};
    bool good = only || fields_.has("default");
    good = read_events("from", true) && good;
    good = read_events("until", false) && good;
    std::ranges::stable_sort(events_, [](const Event& a, const Event& b) {
      return a.district != b.district ? a.district < b.district : a.date < b.date;
    });
    good = alternates() && good;
    good = are_meant() && good;
    if (good && draft_.scenario.period) {
      fill_spans(participation, all);
    }
    return good;
  }

  bool read_events(std::string_view field, bool joins) {
    const YamlNode* map = fields_.find(field);
    if (map == nullptr) {
      return fields_.given(field) == nullptr;
    }
    bool good = true;
    for (const YamlNode::Entry& entry : map->entries) {
      const auto date = read_date(entry.key, entry.key_where, fmt::format("a key of `{}`", field),
                                  draft_.problems);
      good = read_ids(entry, date, joins) && date && good;
      if (date) {
        note(*date, joins, [&] { return entry.key_where; });
      }
    }
    return good;
  }

  bool is_id_list(const YamlNode::Entry& entry) {
    if (entry.value.is_list() && !entry.value.items.empty()) {
      return true;
    }
    const bool one = entry.value.is_scalar() && !entry.value.text.empty();
    draft_.problems.add(
        {.code = one || entry.value.is_map() ? Code::kWrongKind : Code::kEmptyValue,
         .where = entry.value.where,
         .message = fmt::format("{} does not name a list of ids", quoted(entry.key)),
         .label = one ? "not a list" : "no ids",
         .help = {fmt::format("write `{}: [\"{}\"]`", entry.key, one ? entry.value.text : "ID")}});
    return false;
  }

  bool read_ids(const YamlNode::Entry& entry, const std::optional<Date>& date, bool joins) {
    bool good = is_id_list(entry);
    for (const YamlNode& item : entry.value.items) {
      if (!is_value(item, "an id", draft_.problems)) {
        good = false;
        continue;
      }
      warn_if_unquoted_id(item.text, item.quoted, item.where, draft_.problems);
      const auto district = find_district(draft_, item.text, item.where);
      good = good && district;
      if (district && date) {
        events_.push_back({index_of(*district), *date, joins, item.where});
      }
    }
    return good;
  }

  bool alternates() {
    FirstTen wrong{draft_.problems, "more dates that do not alternate"};
    for (std::size_t i = 1; i < events_.size(); ++i) {
      const Event& before = events_[i - 1];
      const Event& event = events_[i];
      if (before.district == event.district &&
          (before.joins == event.joins || before.date == event.date)) {
        wrong.add([&] { return not_alternating(before, event); });
      }
    }
    wrong.finish();
    return !wrong.any();
  }

  /// Who has dates is not left out by `where`.
  bool are_meant() {
    FirstTen wrong{draft_.problems, "more dates of districts that `where` leaves out"};
    for (const Event& event : events_) {
      if (is_left_out(event.district)) {
        wrong.add([&] {
          return Diagnostic{
              .code = Code::kParticipationDates,
              .where = event.where,
              .message = fmt::format("{} has a date, and `where` leaves it out",
                                     quoted(draft_.scenario.districts.ids[event.district])),
              .label = "takes part, or not?",
              .help = {"take the date away, or let `where` mean it, too"},
              .related = {{fields_.given(kOnly)->where, "means others"}}};
        });
      }
    }
    wrong.finish();
    return !wrong.any();
  }

  [[nodiscard]] Diagnostic not_alternating(const Event& before, const Event& event) const {
    const std::string id = quoted(draft_.scenario.districts.ids[event.district]);
    const std::string day = date_text(event.date);
    const std::string_view does = event.joins ? "joins" : "leaves";
    std::string message = fmt::format("{} joins and leaves on the same day, {}", id, day);
    std::string help = "give it two different days, or take both away";
    if (before.joins == event.joins && before.date == event.date) {
      message = fmt::format("{} is there twice on the same day, {}", id, day);
      help = "name it once";
    } else if (before.joins == event.joins) {
      message = fmt::format("{} {} on {}, and again on {}", id, does, date_text(before.date), day);
      help = fmt::format("take one of them away, or add the day in between on which it {}",
                         event.joins ? "leaves to `until`" : "joins to `from`");
    }
    return {.code = Code::kParticipationDates,
            .where = event.where,
            .message = std::move(message),
            .label = "again",
            .help = {std::move(help)},
            .related = {{before.where, date_text(before.date)}}};
  }

  /// The first date of a district says what it did before.
  void fill_spans(Participation& participation, bool all) {
    const Period& period = *draft_.scenario.period;
    participation.spans.resize(draft_.scenario.districts.size());
    auto event = events_.begin();
    for (std::size_t i = 0; i < participation.spans.size(); ++i) {
      if (is_left_out(i)) {
        continue;
      }
      const bool dated = event != events_.end() && event->district == i;
      std::optional<Date> since;
      if (dated ? !event->joins : all) {
        since = period.from;
      }
      for (; event != events_.end() && event->district == i; ++event) {
        if (event->joins) {
          since = event->date;
        } else {
          add_clipped(participation.spans[i], {*since, event->date}, period);
          since.reset();
        }
      }
      if (since) {
        add_clipped(participation.spans[i], {*since, period.until}, period);
      }
    }
  }

  /// `where()` is asked of the first one of a day.
  template <class Where>
  void note(Date date, bool joins, Where&& where) {
    const auto& period = draft_.scenario.period;
    if (prorated_ || !period || date <= period->from || date >= period->until) {
      return;
    }
    if (noted_.emplace(date, joins).second) {
      within_.push_back({date, joins, where()});
    }
  }

  /// The full amount, or a part of it: the file must say.
  void report_within() {
    FirstTen wrong{draft_.problems, "more dates within the period"};
    for (const DateWithin& within : within_) {
      wrong.add([&] { return date_within(within, *draft_.scenario.period); });
    }
    wrong.finish();
  }

  [[nodiscard]] static Diagnostic date_within(const DateWithin& within, const Period& period) {
    const auto& [date, joins, where] = within;
    const auto part = joins ? period.until - date : date - period.from;
    const std::string edge = date_text(joins ? period.from : period.until);
    return {.code = Code::kDateWithinPeriod,
            .where = where,
            .message = fmt::format("who {} on {} may get the full amount, or {}/{} of it",
                                   joins ? "joins" : "leaves", date_text(date), part.count(),
                                   (period.until - period.from).count()),
            .label = "within the period",
            .help = {"for a part, add `prorate: {unit: day}` to the pot",
                     fmt::format("for the full amount, write {}", edge)},
            .related = {{period.where, "the period"}}};
  }

  static constexpr std::string_view kOnly = "where";

  Draft& draft_;
  bool prorated_;
  const Where* only_ = nullptr;  ///< who takes part at all; null: nobody is left out
  FieldReader fields_;
  std::vector<Event> events_;
  std::vector<DateWithin> within_;
  std::set<std::pair<Date, bool>> noted_;  ///< those within, and whether somebody joins
};

}  // namespace

std::optional<Participation> read_participation(Draft& draft, const YamlNode& node, bool prorated) {
  return ParticipationReader{draft, node, prorated}.read();
}

}  // namespace allot::load
