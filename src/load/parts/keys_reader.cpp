#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

// The fields that say what kind of key it is, and those that belong to one kind only.
constexpr std::array<std::string_view, 5> kKinds{"column", "shares", "blend", "sum", "average"};
struct Belongs {
  std::string_view field, kind;
};
constexpr std::array kBelongs{Belongs{"adds_to", "shares"}, Belongs{"if_not_closed", "shares"},
                              Belongs{"of", "average"}, Belongs{"weights", "average"},
                              Belongs{"missing", "average"}};

using Rule = decltype(Key::rule);

class KeyReader {
 public:
  KeyReader(Draft& draft, const YamlNode::Entry& entry)
      : draft_{draft},
        problems_{draft.problems},
        entry_{entry},
        fields_{section("keys.NAME"), entry.value, draft.problems} {}

  std::optional<Key> read() {
    const auto kind = find_kind();
    auto rule = kind ? read_rule(*kind) : std::nullopt;
    Key key{.name = entry_.key,
            .rule = {},
            .rounding = std::nullopt,
            .provenance = read_provenance(draft_, fields_),
            .where = entry_.key_where};
    if (const YamlNode* round = fields_.find("round")) {
      key.rounding = KeyRounding{read_key_rounding(draft_, *round)};
    }
    if (!rule) {
      return std::nullopt;
    }
    key.rule = std::move(*rule);
    return key;
  }

 private:
  std::optional<std::string_view> find_kind() {
    std::vector<std::string_view> kinds;
    std::ranges::copy_if(kKinds, std::back_inserter(kinds),
                         [&](std::string_view kind) { return has_entry(kind); });
    if (kinds.size() != 1 && fields_.is_map()) {
      const bool none = kinds.empty();
      problems_.add(
          {.code = none ? Code::kMissingField : Code::kFieldsClash,
           .where = entry_.key_where,
           .message =
               none ? fmt::format("the key {} does not say what it is made of", quoted(entry_.key))
                    : fmt::format("the key {} has {}", quoted(entry_.key), listed_words(kinds)),
           .label = none ? "made of nothing" : "one of them",
           .help = {"write one of " + listed_words(kKinds)}});
      return std::nullopt;
    }
    if (kinds.empty()) {
      return std::nullopt;
    }
    for (const auto& [field, kind] : kBelongs) {
      if (kind != kinds.front() && has_entry(field)) {
        problems_.add(
            {.code = Code::kFieldsClash,
             .where = fields_.node().find(field)->where,
             .message = fmt::format("{} belongs to {}, and the key {} is made of {}", quoted(field),
                                    quoted(kind), quoted(entry_.key), quoted(kinds.front())),
             .label = "without meaning here",
             .help = {"remove it"}});
      }
    }
    return kinds.front();
  }

  bool has_entry(std::string_view name) const {
    return fields_.is_map() && fields_.node().find(name) != nullptr;
  }

  std::optional<Rule> read_rule(std::string_view kind) {
    if (!fields_.has(kind)) {
      return std::nullopt;  // of the wrong kind, and reported
    }
    if (kind == "column") {
      const auto column = read_column_of(kind);
      return column ? std::optional<Rule>{ColumnKey{*column}} : std::nullopt;
    }
    if (kind == "shares") {
      return read_shares();
    }
    if (kind == "blend") {
      return read_blend();
    }
    if (kind == "sum") {
      auto parts = read_parts("keys.NAME.sum[]", "sum");
      return parts ? std::optional<Rule>{SumKey{std::move(*parts)}} : std::nullopt;
    }
    return read_average();
  }

  std::optional<ColumnId> read_column_of(std::string_view field) {
    const YamlNode* node = fields_.find(field);
    return use_column(draft_, node->text, node->where, ColumnUse::kWeight);
  }

  std::optional<Rule> read_shares() {
    const auto column = read_column_of("shares");
    const auto adds_to = fields_.number("adds_to");
    const auto if_not_closed = fields_.choice<IfNotClosed>("if_not_closed");
    if (!has_entry("adds_to")) {
      report_missing("adds_to", "what the published shares add to: `adds_to: 100`");
    } else if (adds_to && adds_to->sign() <= 0) {
      problems_.add({.code = Code::kZeroWeight,
                     .where = fields_.find("adds_to")->where,
                     .message = fmt::format("the shares of {} add to {}", quoted(entry_.key),
                                            adds_to->to_string()),
                     .label = "write a number above 0"});
    }
    if (!column || !adds_to) {
      return std::nullopt;
    }
    return SharesKey{*column, *adds_to, if_not_closed.value_or(IfNotClosed::kError)};
  }

  void report_missing(std::string_view field, std::string help) {
    problems_.add({.code = Code::kMissingField,
                   .where = entry_.key_where,
                   .message = fmt::format("the key {} needs {}", quoted(entry_.key), quoted(field)),
                   .label = fmt::format("no {}", quoted(field)),
                   .help = {std::move(help)}});
  }

  std::optional<WeightedKey> read_part(std::string_view part_section, const YamlNode& item) {
    const bool bare = item.is_scalar() && part_section == "keys.NAME.sum[]";
    if (bare) {
      const auto of = use_key(draft_, item.text, item.where);
      return of ? std::optional{WeightedKey{1, *of, item.where}} : std::nullopt;
    }
    const FieldReader part{section(part_section), item, problems_};
    const auto weight = part.number("weight");
    const YamlNode* name = part.find("of");
    const auto of = name == nullptr ? std::nullopt : use_key(draft_, name->text, name->where);
    const bool good_weight = weight ? not_negative(*weight, *part.find("weight"))
                                    : item.is_map() && item.find("weight") == nullptr;
    if (!of || !good_weight) {
      return std::nullopt;
    }
    return WeightedKey{weight.value_or(1), *of, name->where};
  }

  bool not_negative(const Fraction& weight, const YamlNode& node) {
    if (weight.sign() >= 0) {
      return true;
    }
    problems_.add({.code = Code::kNegativeWeight,
                   .where = node.where,
                   .message = fmt::format("a weight of the key {} is negative ({})",
                                          quoted(entry_.key), node.text),
                   .label = "write 0 or more"});
    return false;
  }

  std::optional<std::vector<WeightedKey>> read_parts(std::string_view part_section,
                                                     std::string_view field) {
    const YamlNode* list = fields_.find(field);
    std::vector<WeightedKey> parts;
    for (const YamlNode& item : list->items) {
      if (auto part = read_part(part_section, item)) {
        parts.push_back(std::move(*part));
      }
    }
    return parts.size() == list->items.size() ? std::optional{std::move(parts)} : std::nullopt;
  }

  std::optional<Rule> read_blend() {
    auto parts = read_parts("keys.NAME.blend[]", "blend");
    if (!parts) {
      return std::nullopt;
    }
    Fraction sum;
    for (const WeightedKey& part : *parts) {
      sum += part.weight;
    }
    if (sum != Fraction{1}) {
      const auto decimals = sum.decimals();
      problems_.add(
          {.code = Code::kBlendWeights,
           .where = fields_.find("blend")->where,
           .message =
               fmt::format("the weights of the blend {} add to {}, not to 1", quoted(entry_.key),
                           decimals ? sum.to_decimal(*decimals) : sum.to_string()),
           .label = "do not add to 1",
           .help = {"write them so that they add to 1, as fractions where decimals do not: 2/3"}});
      return std::nullopt;
    }
    return BlendKey{std::move(*parts)};
  }

  std::optional<Rule> read_average() {
    const YamlNode* list = fields_.find("average");
    const auto of_shares = fields_.choice_index("of");
    const auto missing = fields_.choice<MissingPeriods>("missing").value_or(MissingPeriods::kError);
    if (!has_entry("of")) {
      report_missing("of", "say what is averaged: `of: counts` or `of: shares`; they differ");
    }
    if (missing == MissingPeriods::kSkip && of_shares == std::size_t{1}) {
      problems_.add({.code = Code::kFieldsClash,
                     .where = fields_.find("missing")->where,
                     .message = fmt::format("the key {} skips periods in an average of shares",
                                            quoted(entry_.key)),
                     .label = "only with `of: counts`",
                     .help = {"write `of: counts`, or `missing: zero`"}});
    }
    const auto weights = read_weights(list->items.size());
    auto periods = read_periods(*list, missing);
    if (!weights || !periods || !of_shares) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < periods->size(); ++i) {
      (*periods)[i].weight = (*weights)[i];
    }
    return AverageKey{std::move(*periods), *of_shares == 1, missing};
  }

  std::optional<std::vector<WeightedKey>> read_periods(const YamlNode& list,
                                                       MissingPeriods missing) {
    const ColumnUse use =
        missing == MissingPeriods::kError ? ColumnUse::kWeight : ColumnUse::kSparseWeight;
    std::vector<WeightedKey> periods;
    for (const YamlNode& item : list.items) {
      if (!is_value(item, "a period", problems_)) {
        continue;
      }
      if (const auto of = use_key(draft_, item.text, item.where, use)) {
        periods.push_back({1, *of, item.where});
      }
    }
    return periods.size() == list.items.size() ? std::optional{std::move(periods)} : std::nullopt;
  }

  /// One for each period, relative to each other.
  std::optional<std::vector<Fraction>> read_weights(std::size_t periods) {
    const YamlNode* list = fields_.find("weights");
    if (list == nullptr) {
      return has_entry("weights") ? std::nullopt
                                  : std::optional{std::vector<Fraction>(periods, Fraction{1})};
    }
    if (list->items.size() != periods) {
      problems_.add({.code = Code::kWrongKind,
                     .where = list->where,
                     .message = fmt::format("the key {} has {} periods, and weights for {}",
                                            quoted(entry_.key), periods, list->items.size()),
                     .label = "one for each period"});
      return std::nullopt;
    }
    std::vector<Fraction> weights;
    Fraction sum;
    for (const YamlNode& item : list->items) {
      const auto number = read_number(item, "a weight", problems_);
      if (number && not_negative(number->value, item)) {
        weights.push_back(number->value);
        sum += number->value;
      }
    }
    if (weights.size() != periods) {
      return std::nullopt;
    }
    if (sum.sign() == 0) {
      problems_.add(
          {.code = Code::kZeroWeight,
           .where = list->where,
           .message = fmt::format("the weights of the key {} add to 0", quoted(entry_.key)),
           .label = "write at least one above 0"});
      return std::nullopt;
    }
    return weights;
  }

  Draft& draft_;
  Problems& problems_;
  const YamlNode::Entry& entry_;
  FieldReader fields_;
};

}  // namespace

std::optional<Key> read_key(Draft& draft, const YamlNode::Entry& entry) {
  return in_range(entry.key_where, "key " + quoted(entry.key), draft.problems, [&] {
    return KeyReader{draft, entry}.read();
  });
}

}  // namespace allot::load
