#include "engine/causes/own_counts.hpp"

#include <algorithm>
#include <utility>

#include "allot/engine/steps/step_kinds.hpp"
#include "engine/causes/key_components.hpp"
#include "engine/causes/own_reallocation.hpp"
#include "engine/pot/participants.hpp"
#include "engine/pot/pot_amounts.hpp"

namespace allot::engine {

namespace {

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
      if (pot.unclaimed == Unclaimed::kReallocate &&
          std::ranges::all_of(prepared.steps, [](const PreparedStep& step) {
            return step.as<ChainShare>() == nullptr;
          })) {
        prepare_reallocation(prepared);
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
    const Quantities* own = nullptr;  ///< what a claim counts
    const Quantities* others = nullptr;
    Fraction claims = {};  ///< of the others' side, of all who take part
    Components components = {};

    template <class Link>
    [[nodiscard]] const Link* as() const {
      return std::get_if<Link>(&link);
    }
  };
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
    if (share == nullptr || share->of_all || step.components.size() != 1) {
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
    PreparedStep prepared{.link = *link};
    if (const auto* claim = std::get_if<ChainClaim>(&*link)) {
      const auto count = static_cast<std::int64_t>(pot.participants.count());
      prepared.claims = claim->each * Fraction{count};
      if (claim->per) {
        prepared.own = &own_.scenario.column(*claim->per).values;
        prepared.others = &others_.scenario.column(*claim->per).values;
        prepared.claims += pot.participants.only(*prepared.others).total() * claim->rate;
      }
    } else if (const auto* share = std::get_if<ChainShare>(&*link)) {
      auto components = components_of(share->by, own_, others_, pot.participants);
      if (!components) {
        return false;
      }
      prepared.components = std::move(*components);
    }
    pot.steps.push_back(std::move(prepared));
    return true;
  }

  /// A share leaves nothing for it.
  void prepare_reallocation(PreparedPot& pot) const {
    std::vector<OwnReallocation::Entry> all(others_.scenario.districts.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (pot.participants.takes_part(i)) {
        Fraction has;
        for (const PreparedStep& step : pot.steps) {
          if (const auto* claim = step.as<ChainClaim>()) {
            has += claim->each;
            has += claim->per ? step.others->at(i) * claim->rate : Fraction{};
          }
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
    for (std::size_t s = 0; s < pot.steps.size(); ++s) {
      const PreparedStep& step = pot.steps[s];
      if (const auto* slice = step.as<ChainSlice>()) {
        left -= slice->of(pot.amount, pot.pot->rounding.unit);
        if (left.sign() < 0) {
          return std::nullopt;
        }
      } else if (step.as<ChainShare>() != nullptr) {
        const auto share = share_of(step, district, left.sign() == 0);
        if (!share) {
          return std::nullopt;
        }
        got += left * *share;
        left = {};
      } else {
        Fraction own;
        Fraction all;
        for (; s < pot.steps.size() && pot.steps[s].as<ChainClaim>() != nullptr; ++s) {
          add_claim(pot.steps[s], district, own, all);
        }
        --s;
        if (!open && all > left) {
          if (!pot.pot->reduce_claims) {
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
    const auto& claim = std::get<ChainClaim>(step.link);
    own += claim.each;
    all += step.claims;
    if (claim.per) {
      const Fraction mine = step.own->at(district) * claim.rate;
      own += mine;
      all += mine - step.others->at(district) * claim.rate;
    }
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
