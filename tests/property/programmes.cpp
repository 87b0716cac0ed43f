#include "programmes.hpp"

#include "allot/engine/rounding/rounding.hpp"

namespace allot::test {
namespace {

constexpr std::string_view kAlone[] = {"half_up", "half_even", "down", "up"};

/// Units that can go one each to the largest.
bool leaves_units(const RoundingRule& rule) {
  const engine::RoundingMethod& method = engine::rounding_methods()[rule.method];
  return !method.closes && method.each != Rounding::kUp;
}
constexpr std::string_view kApplied[] = {"whole", "marginal", "interpolated"};
constexpr std::string_view kDivisors[] = {"sainte_lague", "dhondt", "adams", "dean",
                                          "huntington_hill"};

/// A product, a gap or brackets of two keys of counts.
Key any_of_counts(KeyId first, KeyId second, Random& random) {
  switch (random.index(3)) {
    case 0:
      return test::product_of({first, second});
    case 1:
      return test::gap_of(first, second);
    default:
      return test::brackets_of(random.chance(50) ? first : second,
                               std::string{kApplied[random.index(3)]}, test::any_brackets(random));
  }
}

class KeyMaker {
 public:
  KeyMaker(ScenarioBuilder& builder, Random& random) : builder_{builder}, random_{random} {}

  void make() {
    for (const char* name : {"first", "second", "third"}) {
      // Now and then eighteen digits, so that keys and quotas need the wider types.
      columns_.push_back(
          builder_.key_of(name, random_.weights(size(), random_.chance(25) ? 59 : 20)));
    }
    builder_.key("published", published());
    builder_.key("blend", test::blend_of({weighted(1, 3), weighted(2, 3)}));
    builder_.key("sum", test::sum_of({weighted(1, 2), weighted(3, 1), weighted(7, 5)}));
    builder_.key("counts", test::average_of(three_periods()));
    builder_.key("shares", test::average_of(three_periods(), "shares"));
    builder_.key("equal", test::equal_key());
    builder_.key("of counts", any_of_counts(columns_[0], columns_[1], random_));
    builder_.key("rounded", test::blend_of({weighted(3, 4), weighted(1, 4)}), key_rounding());
    builder_.key("blend of others", test::blend_of({{number("0.5"), key("blend"), {}},
                                                    {number("0.5"), key("rounded"), {}}}));
  }

 private:
  std::size_t size() const { return builder_.scenario().districts.size(); }

  KeyId key(std::string_view name) const {
    const std::vector<Key>& keys = builder_.scenario().keys;
    std::size_t found = 0;
    while (keys[found].name != name) {
      ++found;
    }
    return static_cast<KeyId>(found);
  }

  WeightedKey weighted(int numerator, int denominator) {
    return {Fraction{numerator, denominator}, columns_[random_.index(columns_.size())], {}};
  }

  std::vector<WeightedKey> three_periods() {
    const Fraction third{1, 3};
    return {{third, columns_[0], {}}, {third, columns_[1], {}}, {third, columns_[2], {}}};
  }

  /// Percentages as a ministry prints them: to two decimals, each rounded alone.
  Key published() {
    const std::vector<std::int64_t> weights = random_.weights(size(), 10);
    Exact total{0};
    for (const std::int64_t weight : weights) {
      total += weight;
    }
    std::vector<Fraction> printed;
    for (const std::int64_t weight : weights) {
      printed.push_back(
          fraction(Exact{floor_of(Exact{weight * 10'000} / total + Exact{1, 2})} / 100));
    }
    const char* ways[] = {"error", "as_published", "normalise"};
    const ColumnId column = builder_.decimal_column("printed", printed, 2);
    return test::shares_key(column, Fraction{100}, ways[random_.index(3)]);
  }

  RoundingRule key_rounding() {
    const Fraction unit{BigInt{1}, BigInt::power_of_ten(static_cast<int>(random_.between(2, 7)))};
    if (random_.chance(50)) {
      return rounding(random_.chance(50) ? "largest_remainder" : "sainte_lague", unit);
    }
    const auto to = random_.chance(50) ? Residual::To::kLargest : Residual::To::kReport;
    RoundingRule rule = rounding(kAlone[random_.index(4)], unit, to);
    if (leaves_units(rule) && random_.chance(30)) {
      rule.residual->to = Residual::To::kOneEachToLargest;
    }
    return rule;
  }

  ScenarioBuilder& builder_;
  Random& random_;
  std::vector<KeyId> columns_;
};

class PotMaker {
 public:
  PotMaker(ScenarioBuilder& builder, Random& random, int number)
      : builder_{builder}, random_{random}, number_{number} {}

  void make(const std::string& id) {
    const char* units[] = {"0.01", "0.05", "1", "10", "100"};
    const Fraction unit = test::number(units[random_.index(5)]);
    if (random_.chance(20)) {
      make_open(id, unit);
    } else if (random_.chance(30)) {
      make_single_share(id, unit);
    } else {
      make_steps(id, unit);
    }
    if (random_.chance(20)) {
      make_settlement();
    }
  }

 private:
  void make_settlement() {
    std::vector<std::int64_t> cents;
    for (std::size_t i = 0; i < districts(); ++i) {
      cents.push_back(random_.chance(30) ? 0 : random_.between(-50'000, 50'000));
    }
    const ColumnId column =
        builder_.column("settled", Quantities::from(std::move(cents), BigInt{100}));
    builder_.scenario().pots.back().settle = Settlement{.column = column, .label = {}};
  }

  std::size_t districts() const { return builder_.scenario().districts.size(); }

  void make_open(const std::string& id, const Fraction& unit) {
    std::vector<Step> steps;
    for (std::int64_t i = random_.between(1, 3); i > 0; --i) {
      steps.push_back(claim());
    }
    builder_.pot(id, std::nullopt, std::move(steps), any_rounding(unit));
  }

  /// The only pot in which divisor methods are allowed, and in which the amount need not be a
  /// multiple of the unit: all of it is given out.
  void make_single_share(const std::string& id, const Fraction& unit) {
    const Fraction amount = random_.chance(50) ? whole_amount(unit) : cents(100'000);
    RoundingRule rule = with_residual(
        rounding(random_.chance(50) ? "largest_remainder" : kDivisors[random_.index(5)], unit));
    builder_.pot(id, amount, {share(closing_key())}, std::move(rule));
  }

  void make_steps(const std::string& id, const Fraction& unit) {
    std::vector<Step> steps;
    for (std::int64_t i = random_.between(0, 3); i > 0; --i) {
      steps.push_back(random_.chance(35) ? top_slice(unit) : claim());
    }
    if (random_.chance(12)) {
      steps.push_back(equalise(random_.chance(50)));
    } else if (random_.chance(10)) {
      steps.push_back(step("share", {{"by", key_of_counts()}, {"rate", down_to_cents()}}));
    } else if (steps.empty() || random_.chance(75)) {
      steps.push_back(share(any_key()));
    }
    builder_.pot(id, whole_amount(unit), std::move(steps), any_rounding(unit));
  }

  Fraction whole_amount(const Fraction& unit) {
    const std::int64_t reach = 40 + 100 * std::int64_t{number_};
    if (random_.chance(15)) {
      return unit * Fraction{random_.between(1, 10'000'000'000)};
    }
    const Fraction amount = unit * Fraction{random_.between(1, reach)};
    // Large enough for most claims, so that most pots can be paid out.
    return random_.chance(80) ? amount + Fraction{40'000} : amount;
  }

  Fraction cents(std::int64_t most) { return Fraction{random_.between(1, most), 100}; }

  Step claim() {
    if (random_.chance(50)) {
      const Fraction times{random_.between(0, 24), 2};
      return random_.chance(50) ? step("flat", {{"amount", cents(50'000)}})
                                : step("flat", {{"amount", cents(20'000)}, {"times", times}});
    }
    if (random_.chance(10)) {
      return step("equalise", {{"need", builder_.key_of("need", random_.weights(districts(), 8))},
                               {"capacity", key_of_counts()},
                               {"rate", Fraction{random_.between(1, 10), 10}},
                               {"base", Fraction{random_.between(0, 300), 7}}});
    }
    const KeyId counts = random_.chance(60)
                             ? builder_.key_of("heads", random_.weights(districts(), 6))
                             : key_of_counts();
    return step("rate", {{"amount", Fraction{random_.between(1, 5'000), 300}}, {"per", counts}});
  }

  static FactorRounding down_to_cents() { return {Fraction{1, 100}, Rounding::kDown}; }

  /// Of a base that gives out all that is left, or of one of the file.
  Step equalise(bool rounded) {
    const KeyId need = builder_.key_of("need", random_.weights(districts(), 8));
    const ColumnId capacity = builder_.column("capacity", random_.weights(districts(), 14));
    const Fraction rate{random_.between(1, 10), 10};
    return rounded ? step("equalise", {{"need", need},
                                       {"capacity", capacity},
                                       {"rate", rate},
                                       {"base", down_to_cents()}})
                   : step("equalise", {{"need", need}, {"capacity", capacity}, {"rate", rate}});
  }

  /// A key that cannot be large: what is claimed by it should be there.
  KeyId key_of_counts() {
    const KeyId first = builder_.key_of("first", random_.weights(districts(), 5));
    const KeyId second = builder_.key_of("second", random_.weights(districts(), 3));
    return builder_.key("counted", any_of_counts(first, second, random_));
  }

  Step top_slice(const Fraction& unit) {
    const std::string to = random_.chance(50) ? "reserve" : "evaluation";
    if (random_.chance(50)) {
      return step("top_slice", {{"percent", Fraction{random_.between(0, 300), 1'000}}, {"to", to}});
    }
    return step("top_slice", {{"amount", unit * Fraction{random_.between(0, 40)}}, {"to", to}});
  }

  Step share(KeyId key) {
    if (random_.chance(50)) {
      return step("share", {{"by", key}});
    }
    return step("share", {{"by", key}, {"of", random_.chance(50) ? "all" : "participants"}});
  }

  KeyId any_key() { return static_cast<KeyId>(random_.index(builder_.scenario().keys.size())); }

  /// A key whose shares add to 1 whatever its columns hold.
  KeyId closing_key() {
    KeyId key = any_key();
    while (builder_.scenario().key(key).rounding ||
           builder_.scenario().key(key).kind == test::key_index("shares") ||
           builder_.scenario().key(key).name == "of counts" ||
           builder_.scenario().key(key).name == "blend of others") {
      key = any_key();
    }
    return key;
  }

  RoundingRule any_rounding(const Fraction& unit) {
    if (random_.chance(40)) {
      return ties(rounding("largest_remainder", unit));
    }
    return ties(
        with_residual(rounding(random_.chance(5) ? "exact" : kAlone[random_.index(4)], unit)));
  }

  RoundingRule with_residual(RoundingRule rule) {
    Residual& residual = rule.residual.emplace();
    const Residual::To ways[] = {Residual::To::kReport, Residual::To::kLargest,
                                 Residual::To::kDistrict, Residual::To::kReserve,
                                 Residual::To::kOneEachToLargest};
    residual.to = ways[random_.index(leaves_units(rule) ? 5 : 4)];
    residual.district = static_cast<DistrictId>(random_.index(districts()));
    residual.reserve = "rounding";
    return rule;
  }

  RoundingRule ties(RoundingRule rule) {
    const std::int64_t way = random_.between(0, 3);
    if (way == 1) {
      rule.ties = {{TieRule::By::kSmallestKey}, {TieRule::By::kId}};
    } else if (way == 2) {
      rule.ties = {{TieRule::By::kId}};
    } else if (way == 3) {
      rule.ties = {{TieRule::By::kColumn, builder_.column("rank", random_.weights(districts(), 2))},
                   {TieRule::By::kId}};
    }
    return rule;
  }

  ScenarioBuilder& builder_;
  Random& random_;
  int number_;
};

}  // namespace

std::vector<Bracket> any_brackets(Random& random) {
  std::vector<Bracket> brackets{{0, Fraction{random.between(1, 20), 10}}};
  for (std::int64_t more = random.between(0, 3); more > 0; --more) {
    brackets.push_back(
        {brackets.back().from + Fraction{random.between(1, 40), random.between(1, 3)},
         Fraction{random.between(0, 20), random.between(7, 10)}});
  }
  return brackets;
}

std::unique_ptr<ScenarioBuilder> random_keys(Random& random, int number) {
  const auto count = static_cast<std::size_t>(random.between(1, 2 + number / 60));
  auto builder = std::make_unique<ScenarioBuilder>(count);
  builder->scenario().decimals = 2;
  KeyMaker{*builder, random}.make();
  return builder;
}

std::unique_ptr<ScenarioBuilder> random_programme(Random& random, int number) {
  std::unique_ptr<ScenarioBuilder> builder = random_keys(random, number);
  const std::int64_t pots = random.between(1, 3);
  for (std::int64_t i = 1; i <= pots; ++i) {
    PotMaker{*builder, random, number}.make("pot" + std::to_string(i));
  }
  return builder;
}

}  // namespace allot::test
