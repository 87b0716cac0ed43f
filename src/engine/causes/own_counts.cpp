#include "engine/causes/own_counts.hpp"

#include <algorithm>
#include <string_view>
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
          std::ranges::find(prepared.steps, PreparedStep::Kind::kShare, &PreparedStep::kind) ==
              prepared.steps.end()) {
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
    enum class Kind { kClaim, kSlice, kShare } kind;
    const Step* step;
    Fraction fixed;                   ///< of a flat claim, for each
    const Quantities* own = nullptr;  ///< counted by a rate
    const Quantities* others = nullptr;
    Fraction rate;
    Fraction claims;  ///< of the others' side, of all who take part
    bool of_all = false;
    Components components = {};
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
    if (step.kind != PreparedStep::Kind::kShare || step.of_all || step.components.size() != 1) {
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
    const std::string_view kind = step_kinds()[step.kind].name;
    const std::size_t count = pot.participants.count();
    if (kind == "flat") {
      const auto* times = step.get<Fraction>("times");
      const Fraction each =
          *step.get<Fraction>("amount") * (times == nullptr ? Fraction{1} : *times);
      pot.steps.push_back({.kind = PreparedStep::Kind::kClaim,
                           .step = &step,
                           .fixed = each,
                           .rate = {},
                           .claims = each * Fraction{static_cast<std::int64_t>(count)}});
      return true;
    }
    if (kind == "rate") {
      const ColumnId per = *step.get<ColumnId>("per");
      const Quantities& others = others_.scenario.column(per).values;
      const Fraction& rate = *step.get<Fraction>("amount");
      pot.steps.push_back({.kind = PreparedStep::Kind::kClaim,
                           .step = &step,
                           .fixed = {},
                           .own = &own_.scenario.column(per).values,
                           .others = &others,
                           .rate = rate,
                           .claims = pot.participants.only(others).total() * rate});
      return true;
    }
    if (kind == "top_slice") {
      pot.steps.push_back({.kind = PreparedStep::Kind::kSlice,
                           .step = &step,
                           .fixed = {},
                           .rate = {},
                           .claims = {}});
      return true;
    }
    const auto* by = step.get<KeyId>("by");
    if (kind != "share" || by == nullptr) {
      return false;
    }
    const auto* of = step.get<std::string>("of");
    auto components = components_of(*by, own_, others_, pot.participants);
    if (!components) {
      return false;
    }
    pot.steps.push_back({.kind = PreparedStep::Kind::kShare,
                         .step = &step,
                         .fixed = {},
                         .rate = {},
                         .claims = {},
                         .of_all = of != nullptr && *of == "all",
                         .components = std::move(*components)});
    return true;
  }

  /// A share leaves nothing for it.
  void prepare_reallocation(PreparedPot& pot) const {
    std::vector<OwnReallocation::Entry> all(others_.scenario.districts.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (pot.participants.takes_part(i)) {
        Fraction has;
        for (const PreparedStep& step : pot.steps) {
          has += step.fixed;
          has += step.others == nullptr ? Fraction{} : step.others->at(i) * step.rate;
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
      switch (pot.steps[s].kind) {
        case PreparedStep::Kind::kSlice:
          left -= slice(pot, *pot.steps[s].step);
          if (left.sign() < 0) {
            return std::nullopt;
          }
          break;
        case PreparedStep::Kind::kClaim: {
          Fraction own;
          Fraction all;
          for (; s < pot.steps.size() && pot.steps[s].kind == PreparedStep::Kind::kClaim; ++s) {
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
          break;
        }
        case PreparedStep::Kind::kShare: {
          const auto share = share_of(pot.steps[s], district, left.sign() == 0);
          if (!share) {
            return std::nullopt;
          }
          got += left * *share;
          left = {};
          break;
        }
      }
    }
    return open || left.sign() == 0 || !pot.reallocation
               ? got
               : pot.reallocation->amount(district, entry(own_, pot, district, got), left);
  }

  static Fraction slice(const PreparedPot& pot, const Step& step) {
    const auto* amount = step.get<Fraction>("amount");
    const Fraction exact =
        amount != nullptr ? *amount : *step.get<Fraction>("percent") * pot.amount;
    const Fraction& unit = pot.pot->rounding.unit;
    return Fraction{(exact / unit).rounded(Rounding::kHalfUp)} * unit;
  }

  static void add_claim(const PreparedStep& step, std::size_t district, Fraction& own,
                        Fraction& all) {
    own += step.fixed;
    all += step.claims;
    if (step.own != nullptr) {
      const Fraction mine = step.own->at(district) * step.rate;
      own += mine;
      all += mine - step.others->at(district) * step.rate;
    }
  }

  /// sum of c * v_i / V over that of all who take part (or of all): both sums with the district's
  /// own numbers in place of the others' for it. Where nothing is left, nobody needs a weight; but
  /// a part of a blend that adds up to 0 has no shares.
  static std::optional<Fraction> share_of(const PreparedStep& step, std::size_t district,
                                          bool nothing_left) {
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
      whole += step.of_all ? component.weight
                           : component.weight * (component.participating + change) / total;
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
