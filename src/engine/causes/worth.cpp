#include "engine/causes/worth.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace allot::engine {

namespace {

std::optional<int128> small_numerator(const Quantities& values, std::size_t district) {
  return values.visit([&](const auto& numerators) -> std::optional<int128> {
    using Int = typename std::remove_cvref_t<decltype(numerators)>::value_type;
    if constexpr (std::is_same_v<Int, BigInt>) {
      return numerators[district].as_int128();
    } else {
      return numerators[district];
    }
  });
}

std::optional<Quotient> quotient_of(const Fraction& value) {
  const auto numerator = value.numerator().as_int128();
  const auto denominator = value.denominator().as_int128();
  return numerator && denominator ? std::optional{Quotient{*numerator, *denominator}}
                                  : std::nullopt;
}

class RunWorth : public Worth {
 public:
  explicit RunWorth(std::shared_ptr<const MixedRun> run)
      : run_{std::move(run)}, denominator_{run_->exact.denominator().as_int128()} {}

  [[nodiscard]] Fraction exact(std::size_t district) const override {
    return run_->exact_of(district);
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    if (!run_->in_groups.empty()) {
      return quotient_of(exact(district));
    }
    const auto numerator = small_numerator(run_->exact, district);
    return numerator && denominator_ ? std::optional{Quotient{*numerator, *denominator_}}
                                     : std::nullopt;
  }

 private:
  std::shared_ptr<const MixedRun> run_;
  std::optional<int128> denominator_;
};

class ChainWorth : public Worth {
 public:
  explicit ChainWorth(std::shared_ptr<const OwnCounts> chain) : chain_{std::move(chain)} {}

  [[nodiscard]] bool pays(std::size_t district) const {
    return chain_->quotient(district) || chain_->amount(district);
  }

  [[nodiscard]] Fraction exact(std::size_t district) const override {
    return *chain_->amount(district);
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    return chain_->quotient(district);
  }

 private:
  std::shared_ptr<const OwnCounts> chain_;
};

class AmountWorth : public Worth {
 public:
  AmountWorth(std::vector<Money> amounts, int decimals, Fraction factor)
      : amounts_{std::move(amounts)}, decimals_{decimals}, factor_{std::move(factor)} {}

  [[nodiscard]] Fraction exact(std::size_t district) const override {
    return in_currency(amounts_[district], decimals_) * factor_;
  }

  [[nodiscard]] std::optional<Quotient> quotient(std::size_t district) const override {
    const auto scale = BigInt::power_of_ten(decimals_).as_int128();
    return scale ? times({amounts_[district].minor(), *scale}, factor_) : std::nullopt;
  }

 private:
  std::vector<Money> amounts_;
  int decimals_;
  Fraction factor_;
};

}  // namespace

SharedWorth worth_of(std::shared_ptr<const MixedRun> run) {
  return std::make_shared<RunWorth>(std::move(run));
}

SharedWorth worth_of(std::shared_ptr<const OwnCounts> chain,
                     std::span<const DistrictId> districts) {
  auto worth = std::make_shared<ChainWorth>(std::move(chain));
  const bool pays = std::all_of(districts.begin(), districts.end(), [&](DistrictId district) {
    return worth->pays(index_of(district));
  });
  return pays ? worth : nullptr;
}

SharedWorth worth_of(std::vector<Money> amounts, int decimals, const Fraction& factor) {
  return std::make_shared<AmountWorth>(std::move(amounts), decimals, factor);
}

}  // namespace allot::engine
