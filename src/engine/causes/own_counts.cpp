#include "engine/causes/own_counts.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/engine/keys/key_kinds.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "engine/causes/own_gaps.hpp"
#include "engine/pot/participants.hpp"
#include "engine/pot/pot_amounts.hpp"

namespace allot::engine {

namespace {

/// `unclaimed: reallocate` for a district whose own numbers are of one run and those of all others
/// of another: water filling in which all but one district stay the same, so that a search among
/// their breakpoints is enough for each.
class OwnReallocation {
 public:
  struct Entry {
    Fraction has;   ///< before what is unclaimed is given out, >= 0
    Fraction most;  ///< >= has: its claim, or what it has
  };

  /// One for each district, of the others' side; nothing for those who take no part.
  explicit OwnReallocation(std::vector<Entry> all);

  /// What the district has in the end if it is `own`, and `left` > 0 is given out as far as there
  /// is room for it.
  [[nodiscard]] Fraction amount(std::size_t district, const Entry& own, const Fraction& left) const;

 private:
  std::vector<Entry> all_;
  // Of those who have something, in the order of most / has:
  std::vector<Fraction> factors_;  ///< most / has
  std::vector<Fraction> full_;     ///< what the first n have at their most
  std::vector<Fraction> growing_;  ///< what all but the first n have
};

Fraction filled(const OwnReallocation::Entry& entry, const Fraction& factor) {
  return std::min(entry.most, factor * entry.has);
}

/// Who has nothing gets nothing.
Fraction room_for(const OwnReallocation::Entry& entry) {
  return entry.has.sign() == 0 ? Fraction{} : entry.most;
}

OwnReallocation::OwnReallocation(std::vector<Entry> all) : all_{std::move(all)} {
  std::vector<std::pair<Fraction, const Entry*>> order;
  Fraction growing;
  for (const Entry& entry : all_) {
    if (entry.has.sign() > 0) {
      order.emplace_back(entry.most / entry.has, &entry);
      growing += entry.has;
    }
  }
  std::ranges::sort(order, {}, [](const auto& place) { return place.first; });
  full_.emplace_back();
  growing_.push_back(growing);
  for (const auto& [factor, entry] : order) {
    factors_.push_back(factor);
    full_.push_back(full_.back() + entry->most);
    growing_.push_back(growing_.back() - entry->has);
  }
}

Fraction OwnReallocation::amount(std::size_t district, const Entry& own,
                                 const Fraction& left) const {
  if (own.has.sign() == 0) {
    return {};
  }
  const Entry& replaced = all_[district];
  const Fraction total = growing_.front() - replaced.has + own.has + left;
  if (full_.back() - room_for(replaced) + own.most <= total) {
    return own.most;
  }
  // The first breakpoint at which all of the total is given out.
  std::size_t first = 0;
  for (std::size_t count = factors_.size(); count > 0;) {
    const std::size_t at = first + count / 2;
    const Fraction& factor = factors_[at];
    const Fraction sum = full_[at] + growing_[at] * factor - filled(replaced, factor);
    if (sum + filled(own, factor) < total) {
      first = at + 1;
      count -= count / 2 + 1;
    } else {
      count /= 2;
    }
  }
  // On the way to it only `own` may bend: `replaced` does at a breakpoint.
  const bool grows = first < factors_.size() && replaced.has.sign() > 0 &&
                     factors_[first] * replaced.has <= replaced.most;
  const Fraction full = full_[first] - (grows ? Fraction{} : room_for(replaced));
  const Fraction growing = growing_[first] - (grows ? replaced.has : Fraction{});
  return filled(own, (total - full) / (growing + own.has));
}

/// Counts of which a key is made, normalised before they are mixed where the key is a blend.
struct Component {
  Fraction weight;
  const Quantities* own;
  const Quantities* others;
  Fraction total;          ///< of the others' side, over all districts
  Fraction participating;  ///< the same over those who take part
  bool of_shares;          ///< a part of a blend: its shares are needed whatever is left
};

using Components = std::vector<Component>;

class Decomposition {
 public:
  Decomposition(const MixedRun& own, const MixedRun& others, const Participants& participants)
      : own_{own}, others_{others}, participants_{participants} {}

  bool add(KeyId id, const Fraction& weight, bool of_shares) {
    const Key& key = others_.scenario.key(id);
    const KeyValues* own = own_.keys.find(id);
    const KeyValues* others = others_.keys.find(id);
    if (own == nullptr || others == nullptr || key.rounding) {
      return false;
    }
    if (counts(others_.scenario, key)) {
      components_.push_back({.weight = weight,
                             .own = &own->weights,
                             .others = &others->weights,
                             .total = others->whole,
                             .participating = participants_.only(others->weights).total(),
                             .of_shares = of_shares});
      return true;
    }
    return gives_shares(key) && !key.column &&
           std::ranges::all_of(key.parts, [&](const WeightedKey& part) {
             return add(part.of, weight * part.weight / weights_add_to(key), true);
           });
  }

  Components take() { return std::move(components_); }

 private:
  const MixedRun& own_;
  const MixedRun& others_;
  const Participants& participants_;
  Components components_;
};

/// Nothing where the key is made otherwise than of counts or of shares of counts. The runs outlive
/// what is returned.
std::optional<Components> components_of(KeyId key, const MixedRun& own, const MixedRun& others,
                                        const Participants& participants) {
  Decomposition decomposition{own, others, participants};
  return decomposition.add(key, 1, false) ? std::optional{decomposition.take()} : std::nullopt;
}

class Chain : public OwnCounts {
 public:
  Chain(std::shared_ptr<const MixedRun> own, std::shared_ptr<const MixedRun> others)
      : own_run_{std::move(own)}, others_run_{std::move(others)} {}

  bool prepare() {
    for (std::size_t i = 0; i < others_.scenario.pots.size(); ++i) {
      const Pot& pot = others_.scenario.pots[i];
      PreparedPot prepared{.pot = &pot,
                           .participants = Participants{others_.scenario, pot},
                           .amount = others_.pot_amounts[i],
                           .steps = {}};
      if (prepared.participants.part_year()) {
        return false;
      }
      for (const Step& step : pot.steps) {
        if (!prepare(step, prepared)) {
          return false;
        }
      }
      if (pot.unclaimed == Unclaimed::kReallocate) {
        if (std::ranges::any_of(prepared.steps, &may_leave_something)) {
          return false;  // by what all have, which all move with one
        }
        if (std::ranges::all_of(prepared.steps, &is_claim_or_slice)) {
          prepare_reallocation(prepared);
        }
      }
      pots_.push_back(std::move(prepared));
    }
    if (!take_out_parts()) {
      return false;
    }
    find_small_share();
    return true;
  }

  [[nodiscard]] std::optional<Fraction> amount(std::size_t district) const override {
    Fraction sum;
    for (const PreparedPot& pot : pots_) {
      if (pot.participants.takes_part(district)) {
        const auto amount = amount_in(pot, district);
        if (!amount) {
          return std::nullopt;
        }
        sum += *amount;
      }
    }
    return sum;
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    if (!small_) {
      return std::nullopt;
    }
    if (!pots_.front().participants.takes_part(district)) {
      return Quotient{};
    }
    const int128 own = (*small_->own)[district];
    const int128 total = small_->total + own - (*small_->others)[district];
    return total == 0 ? std::nullopt : times({own, total}, small_->amount);
  }

 private:
  struct PreparedStep {
    ChainLink link;
    const Where* where = nullptr;     ///< null: it is for all
    const Quantities* own = nullptr;  ///< what a claim, or a need, counts
    const Quantities* others = nullptr;
    const Quantities* own_capacity = nullptr;
    const Quantities* others_capacity = nullptr;
    std::optional<OwnGaps> gaps = {};
    Fraction claims = {};  ///< of the others' side, of all who take part
    Components components = {};

    template <class Link>
    [[nodiscard]] const Link* as() const {
      return std::get_if<Link>(&link);
    }
    [[nodiscard]] bool is_for(std::size_t district) const {
      return where == nullptr || where->districts[district];
    }
    [[nodiscard]] bool is_claim() const {
      const auto* gap = as<ChainGap>();
      return as<ChainClaim>() != nullptr || (gap != nullptr && gap->base);
    }
    /// What the district claims, for counts of its own, or of the others' side.
    [[nodiscard]] Fraction claim_of(std::size_t district, bool of_own) const {
      if (const auto* gap = as<ChainGap>()) {
        return gap->rate * OwnGaps::gap(gap_entry(district, of_own), *gap->base);
      }
      const auto& claim = std::get<ChainClaim>(link);
      return claim.per ? claim.each + (of_own ? own : others)->at(district) * claim.rate
                       : claim.each;
    }
    [[nodiscard]] OwnGaps::Entry gap_entry(std::size_t district, bool of_own) const {
      return {.need = (of_own ? own : others)->at(district),
              .capacity = (of_own ? own_capacity : others_capacity)->at(district)};
    }
  };
  static bool is_claim_or_slice(const PreparedStep& step) {
    return step.is_claim() || step.as<ChainSlice>() != nullptr;
  }
  /// A step that hands out what is left, but for what rounding its rate leaves.
  static bool may_leave_something(const PreparedStep& step) {
    const auto* share = step.as<ChainShare>();
    const auto* gap = step.as<ChainGap>();
    return (share != nullptr && share->rate) || (gap != nullptr && gap->rounding);
  }
  struct PreparedPot {
    const Pot* pot;
    Participants participants;
    Fraction amount;  ///< less the parts passed on
    std::vector<PreparedStep> steps;
    std::optional<OwnReallocation> reallocation = {};
  };

  /// All that is done, where that is one share by counts of 64 bits: amount * own / (total of all).
  struct SmallShare {
    Fraction amount;
    const Quantities::Narrow* own;
    const Quantities::Narrow* others;
    std::int64_t total;  ///< of the others' side, of those who take part
  };

  void find_small_share() {
    const PreparedPot& pot = pots_.front();
    if (pots_.size() != 1 || pot.pot->is_open() || pot.steps.size() != 1) {
      return;
    }
    const PreparedStep& step = pot.steps.front();
    const auto* share = step.as<ChainShare>();
    if (share == nullptr || share->of_all || share->rate || step.where != nullptr ||
        step.components.size() != 1) {
      return;
    }
    const Component& component = step.components.front();
    const BigInt& denominator = component.others->denominator();
    const Fraction total = component.participating * Fraction{denominator};
    const auto small_total = total.is_whole() ? total.numerator().as_int64() : std::nullopt;
    const auto* own = component.own->narrow();
    const auto* others = component.others->narrow();
    if (own != nullptr && others != nullptr && small_total &&
        component.own->denominator() == denominator) {
      small_ = SmallShare{.amount = pot.amount - passed_on_.front(),
                          .own = own,
                          .others = others,
                          .total = *small_total};
    }
  }

  bool prepare(const Step& step, PreparedPot& pot) {
    const auto link = chain_link(step);
    if (!link) {
      return false;
    }
    PreparedStep prepared{.link = *link, .where = step.get<Where>(kWhere)};
    const Participants some = prepared.where == nullptr
                                  ? pot.participants
                                  : Participants{pot.participants, prepared.where->districts};
    if (const auto* claim = std::get_if<ChainClaim>(&*link)) {
      const auto count = static_cast<std::int64_t>(some.count());
      prepared.claims = claim->each * Fraction{count};
      if (claim->per) {
        const KeyValues* own = own_.keys.find(*claim->per);
        const KeyValues* others = others_.keys.find(*claim->per);
        if (own == nullptr || others == nullptr) {
          return false;
        }
        prepared.own = &own->weights;
        prepared.others = &others->weights;
        prepared.claims += some.only(*prepared.others).total() * claim->rate;
      }
    } else if (const auto* gap = std::get_if<ChainGap>(&*link)) {
      if (prepared.where != nullptr || !prepare(*gap, pot, prepared)) {
        return false;
      }
    } else if (const auto* share = std::get_if<ChainShare>(&*link)) {
      if (prepared.where != nullptr && share->rate) {
        return false;  // what it leaves hangs on others
      }
      auto components = components_of(share->by, own_, others_, some);
      if (!components) {
        return false;
      }
      prepared.components = std::move(*components);
    }
    pot.steps.push_back(std::move(prepared));
    return true;
  }

  bool prepare(const ChainGap& gap, const PreparedPot& pot, PreparedStep& step) const {
    const KeyValues* own = own_.keys.find(gap.need);
    const KeyValues* others = others_.keys.find(gap.need);
    step.own_capacity = capacity_in(own_, gap);
    step.others_capacity = capacity_in(others_, gap);
    if (own == nullptr || others == nullptr || step.own_capacity == nullptr ||
        step.others_capacity == nullptr) {
      return false;
    }
    step.own = &own->weights;
    step.others = &others->weights;
    std::vector<OwnGaps::Entry> all(others_.scenario.districts.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (pot.participants.takes_part(i)) {
        all[i] = step.gap_entry(i, false);
        step.claims += gap.base ? step.claim_of(i, false) : Fraction{};
      }
    }
    if (!gap.base) {
      step.gaps.emplace(std::move(all));
    }
    return true;
  }

  static const Quantities* capacity_in(const MixedRun& run, const ChainGap& gap) {
    if (const auto* column = std::get_if<ColumnId>(&gap.capacity)) {
      return &run.scenario.column(*column).values;
    }
    const KeyValues* key = run.keys.find(std::get<KeyId>(gap.capacity));
    return key == nullptr ? nullptr : &key->weights;
  }

  /// Of claims alone: what hands out the rest leaves nothing for it.
  void prepare_reallocation(PreparedPot& pot) const {
    std::vector<OwnReallocation::Entry> all(others_.scenario.districts.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (pot.participants.takes_part(i)) {
        Fraction has;
        for (const PreparedStep& step : pot.steps) {
          has += step.is_claim() && step.is_for(i) ? step.claim_of(i, false) : Fraction{};
        }
        all[i] = entry(others_, pot, i, has);
      }
    }
    pot.reallocation.emplace(std::move(all));
  }

  static OwnReallocation::Entry entry(const MixedRun& run, const PreparedPot& pot,
                                      std::size_t district, const Fraction& has) {
    const Fraction claim = run.scenario.column(*pot.pot->claims).values.at(district);
    return {.has = has, .most = std::max(claim, has)};
  }

  /// Parts of pots are fixed amounts: they come out before the first step.
  bool take_out_parts() {
    Problems problems;
    const auto amounts = engine::pot_amounts(others_.scenario, problems);
    if (!amounts) {
      return false;
    }
    for (std::size_t i = 0; i < pots_.size(); ++i) {
      passed_on_.emplace_back();
      for (const PotTask::Passed& part : amounts->passed_on[i]) {
        passed_on_.back() += part.amount;
      }
    }
    return true;
  }

  [[nodiscard]] std::optional<Fraction> amount_in(const PreparedPot& pot,
                                                  std::size_t district) const {
    const bool open = pot.pot->is_open();
    const auto index = static_cast<std::size_t>(&pot - pots_.data());
    Fraction left = pot.amount - passed_on_[index];
    Fraction got;
    bool gave_rest = false;
    for (std::size_t s = 0; s < pot.steps.size(); ++s) {
      const PreparedStep& step = pot.steps[s];
      if (const auto* slice = step.as<ChainSlice>()) {
        left -= slice->of(pot.amount, pot.pot->rounding.unit);
        if (left.sign() < 0) {
          return std::nullopt;
        }
      } else if (!step.is_claim()) {
        if (gave_rest && left.sign() == 0 && pot.amount.sign() > 0) {
          return std::nullopt;
        }
        gave_rest = true;
        if (!step.is_for(district)) {
          left = {};
          continue;
        }
        const auto given = step.as<ChainGap>() == nullptr ? shared(step, district, left)
                                                          : equalised(step, district, left);
        if (!given) {
          return std::nullopt;
        }
        got += given->own;
        left -= given->of_all;
      } else {
        Fraction own;
        Fraction all;
        for (; s < pot.steps.size() && pot.steps[s].is_claim(); ++s) {
          add_claim(pot.steps[s], district, own, all);
        }
        --s;
        if (!open && all > left) {
          if (!pot.pot->reduce_claims || (gave_rest && left.sign() == 0)) {
            return std::nullopt;
          }
          own = own * left / all;
          all = left;
        }
        got += own;
        left = open ? Fraction{} : left - all;
      }
    }
    return open || left.sign() == 0 || !pot.reallocation
               ? got
               : pot.reallocation->amount(district, entry(own_, pot, district, got), left);
  }

  static void add_claim(const PreparedStep& step, std::size_t district, Fraction& own,
                        Fraction& all) {
    if (!step.is_for(district)) {
      all += step.claims;
      return;
    }
    const Fraction mine = step.claim_of(district, true);
    own += mine;
    all += step.claims + mine - step.claim_of(district, false);
  }

  /// What a step that hands out the rest gives the district, and takes out of the pot.
  struct Given {
    Fraction own, of_all;
  };

  static std::optional<Given> shared(const PreparedStep& step, std::size_t district,
                                     const Fraction& left) {
    const auto& share = std::get<ChainShare>(step.link);
    if (!share.rate || left.sign() == 0) {
      const auto part = share_of(step, district, left.sign() == 0);
      return part ? std::optional{Given{left * *part, left}} : std::nullopt;
    }
    const Component& component = step.components.front();  // a key of counts has no others
    const Fraction mine = component.own->at(district);
    const Fraction whole = (share.of_all ? component.total : component.participating) + mine -
                           component.others->at(district);
    if (whole.sign() == 0) {
      return std::nullopt;
    }
    const Fraction rate = share.rate->of(left / whole);
    return within(left, Given{rate * mine, rate * whole});
  }

  static std::optional<Given> equalised(const PreparedStep& step, std::size_t district,
                                        const Fraction& left) {
    const auto& gap = std::get<ChainGap>(step.link);
    if (left.sign() == 0) {
      return Given{};
    }
    const OwnGaps::Entry own = step.gap_entry(district, true);
    const auto solved = step.gaps->base(district, own, left / gap.rate);
    if (!solved) {
      return std::nullopt;
    }
    const Fraction base = gap.rounding ? gap.rounding->of(*solved) : *solved;
    return within(left,
                  Given{gap.rate * OwnGaps::gap(own, base),
                        gap.rounding ? gap.rate * step.gaps->sum(district, own, base) : left});
  }

  static std::optional<Given> within(const Fraction& left, Given given) {
    return given.of_all > left ? std::nullopt : std::optional{std::move(given)};
  }

  /// sum of c * v_i / V over that of all who take part (or of all): both sums with the district's
  /// own numbers in place of the others' for it. Where nothing is left, nobody needs a weight; but
  /// a part of a blend that adds up to 0 has no shares.
  static std::optional<Fraction> share_of(const PreparedStep& step, std::size_t district,
                                          bool nothing_left) {
    const bool of_all = std::get<ChainShare>(step.link).of_all;
    Fraction own;
    Fraction whole;
    for (const Component& component : step.components) {
      const Fraction mine = component.own->at(district);
      const Fraction change = mine - component.others->at(district);
      const Fraction total = component.total + change;
      if (total.sign() == 0) {
        return nothing_left && !component.of_shares ? std::optional{Fraction{}} : std::nullopt;
      }
      own += component.weight * mine / total;
      whole +=
          of_all ? component.weight : component.weight * (component.participating + change) / total;
    }
    if (whole.sign() == 0) {
      return nothing_left ? std::optional{Fraction{}} : std::nullopt;
    }
    return own / whole;
  }

  std::shared_ptr<const MixedRun> own_run_;
  std::shared_ptr<const MixedRun> others_run_;
  const MixedRun& own_ = *own_run_;
  const MixedRun& others_ = *others_run_;
  std::vector<PreparedPot> pots_;
  std::vector<Fraction> passed_on_;
  std::optional<SmallShare> small_;
};

}  // namespace

std::unique_ptr<OwnCounts> OwnCounts::of(std::shared_ptr<const MixedRun> own,
                                         std::shared_ptr<const MixedRun> others) {
  auto chain = std::make_unique<Chain>(std::move(own), std::move(others));
  return chain->prepare() ? std::move(chain) : nullptr;
}

}  // namespace allot::engine
