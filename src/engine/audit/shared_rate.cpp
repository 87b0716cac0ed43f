#include "engine/audit/shared_rate.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "engine/audit/columns.hpp"

namespace allot::engine {

namespace {

constexpr std::size_t kLeastSharing = 8;

/// Halves by which numbers may be off, below and above.
struct Slack {
  RoundedHow rounded;
  int amount_below, amount_above, key;
};
constexpr Slack kLoose{RoundedHow::kWithinUnits, 2, 2, 2};
constexpr Slack kLooseOfExactKey{RoundedHow::kWithinUnits, 2, 2, 0};

struct Row {
  std::size_t row;
  const PrintedNumber* amount;
  const PrintedNumber* key;
  Fraction amount_half, key_half;
};

class Agreement {
 public:
  Agreement(const PrintedTable& table, std::size_t amount, std::size_t key)
      : table_{table}, amount_{amount}, unit_{coarse_unit_of(table.columns[amount], 1)} {
    printed_unit_ = unit_of(table.columns[amount]);
    const Fraction key_unit = coarse_unit_of(table.columns[key]);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      const auto& printed = table.columns[amount].cells[i];
      const auto& count = table.columns[key].cells[i];
      if (printed && count && printed->value.sign() >= 0 && count->value.sign() > 0) {
        rows_.push_back(
            {i, &*printed, &*count, half_of(*printed, unit_), half_of(*count, key_unit)});
        sum_ += printed->value;
      }
    }
  }

  [[nodiscard]] bool empty() const { return rows_.empty() || sum_.sign() == 0; }

  SharedRate find(bool exact_first) {
    if (exact_first) {
      if (auto all = of_all(0)) {
        return *std::move(all);
      }
      if (auto most = of_most_with_exact_key()) {
        return *std::move(most);
      }
    }
    auto all = of_all(1);
    return all ? *std::move(all) : of_most();
  }

 private:
  /// What rounds to the row's amount, divided by what rounds to its key.
  [[nodiscard]] Range range_of(const Row& row, const Slack& slack) const {
    Fraction below = row.amount_half * Fraction{slack.amount_below};
    Fraction above = row.amount_half * Fraction{slack.amount_above};
    if (slack.rounded == RoundedHow::kWithinUnits) {
      // Divisor methods move an exact amount by up to its part of n units; if there are at least 2n
      // units, that is no more than twice the part of the printed one.
      const Fraction moved = twice(row.amount_half) * row.amount->value *
                             Fraction{static_cast<std::int64_t>(rows_.size())} / sum_;
      below += moved;
      above += twice(moved);
    }
    const Fraction key_half = row.key_half * Fraction{slack.key};
    const Fraction least = row.key->value + key_half;
    const Fraction most = row.key->value - key_half;
    const Fraction low = row.amount->value - below;
    return {low.sign() < 0 ? Fraction{} : low / least,
            most.sign() > 0 ? (row.amount->value + above) / most : unbounded()};
  }

  /// More than any rate of these rows.
  [[nodiscard]] Fraction unbounded() const {
    Fraction least = rows_.front().key->value;
    for (const Row& row : rows_) {
      least = std::min(least, row.key->value);
    }
    return (sum_ + unit_) * Fraction{1'000} / least;
  }

  static std::array<Slack, 4> closest_first(int key) {
    return {Slack{RoundedHow::kNearest, 1, 1, key}, Slack{RoundedHow::kDown, 0, 2, key},
            Slack{RoundedHow::kUp, 2, 0, key}, Slack{RoundedHow::kWithinUnits, 2, 2, key}};
  }

  [[nodiscard]] std::vector<Range> ranges(const std::vector<const Row*>& rows,
                                          const Slack& slack) const {
    std::vector<Range> result;
    for (const Row* row : rows) {
      result.push_back(range_of(*row, slack));
    }
    return result;
  }

  [[nodiscard]] std::vector<Range> ranges(const Slack& slack) const {
    std::vector<Range> result;
    result.reserve(rows_.size());
    for (const Row& row : rows_) {
      result.push_back(range_of(row, slack));
    }
    return result;
  }

  static std::optional<Range> common(const std::vector<Range>& ranges) {
    Range all = ranges.front();
    for (const Range& range : ranges) {
      all.low = std::max(all.low, range.low);
      all.high = std::min(all.high, range.high);
      if (all.high < all.low) {
        return std::nullopt;
      }
    }
    return all;
  }

  [[nodiscard]] std::optional<SharedRate> of_all(int key) const {
    for (const Slack& slack : closest_first(key)) {
      if (const auto rate = common(ranges(slack))) {
        return SharedRate{.rows = rows_.size(),
                          .sharing = rows_.size(),
                          .rate = *rate,
                          .rounded = slack.rounded,
                          .key_rounded = key > 0,
                          .strays = {}};
      }
    }
    return std::nullopt;
  }

  /// Few stray from what the others share although the key stands as it is.
  [[nodiscard]] std::optional<SharedRate> of_most_with_exact_key() const {
    const std::vector<Range> all = ranges(kLooseOfExactKey);
    const Meeting meeting = most_shared(all);
    if (meeting.count < kLeastSharing || !are_few(rows_.size() - meeting.count, rows_.size())) {
      return std::nullopt;
    }
    SharedRate result = with_strays(meeting, all, false);
    result.strays_are_wrong = are_wrong(result.strays) && !may_be_rounding_of_key(result.strays);
    return result;
  }

  [[nodiscard]] SharedRate of_most() const {
    const std::vector<Range> all = ranges(kLoose);
    SharedRate result = with_strays(most_shared(all), all, true);
    result.strays_are_wrong = result.sharing >= kLeastSharing &&
                              are_few(result.strays.size(), rows_.size()) &&
                              are_wrong(result.strays);
    return result;
  }

  [[nodiscard]] SharedRate with_strays(const Meeting& meeting, const std::vector<Range>& all,
                                       bool key_rounded) const {
    SharedRate result;
    result.rows = rows_.size();
    result.key_rounded = key_rounded;
    std::vector<const Row*> sharing;
    std::vector<const Row*> strays;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (all[i].meets(meeting.where)) {
        sharing.push_back(&rows_[i]);
      } else {
        strays.push_back(&rows_[i]);
      }
    }
    result.rounded = RoundedHow::kWithinUnits;
    result.rate = meeting.where;
    result.sharing = sharing.size();
    for (const Slack& slack : closest_first(key_rounded ? 1 : 0)) {
      if (const auto rate = common(ranges(sharing, slack))) {
        result.rounded = slack.rounded;
        result.rate = *rate;
        break;
      }
    }
    for (const Row* row : strays) {
      const Fraction key_half = key_rounded ? row->key_half : Fraction{};
      const Range fits{result.rate.low * (row->key->value - key_half),
                       result.rate.high * (row->key->value + key_half)};
      result.strays.push_back(stray_row(row->row, *row->amount, fits, printed_unit_));
    }
    note_copies(result.strays);
    return result;
  }

  [[nodiscard]] std::vector<bool> marked(const std::vector<StrayRow>& strays) const {
    std::vector<bool> result(table_.rows.size());
    for (const StrayRow& stray : strays) {
      result[stray.row] = true;
    }
    return result;
  }

  /// A stray that prints what another row has may be a copy of it.
  void note_copies(std::vector<StrayRow>& strays) const {
    if (strays.empty() || !are_few(strays.size(), rows_.size())) {
      return;
    }
    const std::vector<bool> stray_rows = marked(strays);
    std::map<Fraction, std::size_t> first;
    for (const Row& row : rows_) {
      if (!stray_rows[row.row]) {
        first.emplace(row.amount->value, row.row);
      }
    }
    for (StrayRow& stray : strays) {
      const auto at = first.find(table_.columns[amount_].cells[stray.row]->value);
      if (at != first.end()) {
        stray.same_as = at->second;
      }
    }
  }

  /// A stray shares the rate if its key was rounded, and the others, whose keys are larger, would
  /// not have shown that.
  [[nodiscard]] bool may_be_rounding_of_key(const std::vector<StrayRow>& strays) const {
    constexpr std::size_t kEnough = 3;
    const std::vector<bool> stray_rows = marked(strays);
    std::vector<Range> others;
    std::vector<Fraction> would_show;  // keys
    for (const Row& row : rows_) {
      if (!stray_rows[row.row]) {
        others.push_back(range_of(row, kLoose));
        if (twice(row.amount_half) * row.key->value < row.amount->value * row.key_half) {
          would_show.push_back(row.key->value);
        }
      }
    }
    const std::optional<Range> rate = common(others);
    return rate && std::ranges::any_of(rows_, [&](const Row& row) {
             const auto shows = [&](const Fraction& key) { return key <= twice(row.key->value); };
             return stray_rows[row.row] && range_of(row, kLoose).meets(*rate) &&
                    static_cast<std::size_t>(std::ranges::count_if(would_show, shows)) < kEnough;
           });
  }

  [[nodiscard]] bool are_wrong(const std::vector<StrayRow>& strays) const {
    const Fraction least = Fraction{static_cast<std::int64_t>(2 * rows_.size())} * unit_;
    return !strays.empty() && sum_ >= least && !may_be_bound(strays, true) &&
           !may_be_bound(strays, false) && !follow_prior(strays);
  }

  /// Of those above (below) their rate: two have the same, or all have no more (no less) than
  /// anybody who keeps the rate, as a floor (a ceiling) would make it.
  [[nodiscard]] bool may_be_bound(const std::vector<StrayRow>& strays, bool above) const {
    std::vector<Fraction> amounts;
    const std::vector<bool> stray = marked(strays);
    for (const StrayRow& one : strays) {
      const Fraction& amount = table_.columns[amount_].cells[one.row]->value;
      if ((amount > one.fits.high) == above) {
        amounts.push_back(amount);
      }
    }
    if (amounts.empty()) {
      return false;
    }
    std::ranges::sort(amounts);
    if (std::ranges::adjacent_find(amounts) != amounts.end()) {
      return true;
    }
    return std::ranges::none_of(rows_, [&](const Row& row) {
      const Fraction& amount = row.amount->value;
      return !stray[row.row] && (above ? amount < amounts.back() : amount > amounts.front());
    });
  }

  /// A whole percentage of the year before, as a hold-harmless or a cap would leave.
  [[nodiscard]] bool follow_prior(const std::vector<StrayRow>& strays) const {
    for (const std::size_t prior : columns_of(table_, PrintedRole::kPrior)) {
      const auto& cells = table_.columns[prior].cells;
      const bool all = std::ranges::all_of(strays, [&](const StrayRow& stray) {
        const auto& before = cells[stray.row];
        if (!before || before->value.sign() <= 0) {
          return false;
        }
        const PrintedNumber& now = *table_.columns[amount_].cells[stray.row];
        const Fraction percent =
            Fraction{(now.value / before->value * Fraction{100}).rounded(Rounding::kHalfUp)};
        const Fraction kept = before->value * percent / Fraction{100};
        return magnitude_of(kept - now.value) <= twice(half_of(now, unit_));
      });
      if (all) {
        return true;
      }
    }
    return false;
  }

  const PrintedTable& table_;
  std::size_t amount_;
  Fraction unit_, printed_unit_;
  std::vector<Row> rows_;
  Fraction sum_;
};

}  // namespace

Meeting most_shared(std::span<const Range> ranges) {
  std::vector<const Fraction*> lows;
  std::vector<const Fraction*> highs;
  for (const Range& range : ranges) {
    lows.push_back(&range.low);
    highs.push_back(&range.high);
  }
  const auto less = [](const Fraction* a, const Fraction* b) { return *a < *b; };
  std::ranges::sort(lows, less);
  std::ranges::sort(highs, less);
  Meeting best;
  std::size_t ended = 0;
  for (std::size_t begun = 0; begun < lows.size(); ++begun) {
    while (*highs[ended] < *lows[begun]) {
      ++ended;
    }
    if (begun + 1 - ended > best.count) {
      best = {{*lows[begun], *highs[ended]}, begun + 1 - ended};
    }
  }
  return best;
}

std::optional<SharedRate> shared_rate(const PrintedTable& table, std::size_t amount,
                                      std::size_t key, bool exact_first) {
  Agreement agreement{table, amount, key};
  if (agreement.empty()) {
    return std::nullopt;
  }
  return agreement.find(exact_first);
}

}  // namespace allot::engine
