#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include "load/districts/columns.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using Rule = decltype(Key::rule);

class KeyReader {
 public:
  KeyReader(Draft& draft, const YamlNode::Entry& entry)
      : draft_{draft},
        problems_{draft.problems},
        entry_{entry},
        fields_{section("keys.NAME"), entry.value, draft.problems} {}

  std::optional<Key> read() {
    const auto kind = fields_.form("the key " + quoted(entry_.key), entry_.key_where);
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
  std::optional<Rule> read_rule(std::string_view kind) {
    if (!fields_.has(kind)) {
      return std::nullopt;  // of the wrong kind, and reported
    }
    if (kind == "column") {
      const auto column = use_column(draft_, fields_, kind, ColumnUse::kWeight);
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
      return parts ? std::optional<Rule>{MixedKey{MixedKey::Kind::kSum, std::move(*parts), false}}
                   : std::nullopt;
    }
    return read_average();
  }

  std::optional<Rule> read_shares() {
    const auto column = use_column(draft_, fields_, "shares", ColumnUse::kWeight);
    const auto adds_to = fields_.number("adds_to");
    const auto if_not_closed = fields_.choice<IfNotClosed>("if_not_closed");
    if (adds_to && adds_to->sign() <= 0) {
      problems_.add({.code = Code::kZeroWeight,
                     .where = fields_.find("adds_to")->where,
                     .message = fmt::format("the shares of {} add to {}", quoted(entry_.key),
                                            adds_to->to_string()),
                     .label = "write a number above 0"});
    }
    if (!column || !adds_to) {
      return std::nullopt;
    }
    expect_percentages(draft_, fields_.text("shares"), *adds_to);
    return SharesKey{*column, *adds_to, if_not_closed.value_or(IfNotClosed::kError)};
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
                                    : item.is_map() && part.given("weight") == nullptr;
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
    return MixedKey{MixedKey::Kind::kBlend, std::move(*parts), true};
  }

  std::optional<Rule> read_average() {
    const YamlNode* list = fields_.find("average");
    const auto of_shares = fields_.choice_index("of");
    const auto missing = fields_.choice<MissingPeriods>("missing").value_or(MissingPeriods::kError);
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
    return MixedKey{MixedKey::Kind::kAverage, std::move(*periods), *of_shares == 1, missing};
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
      return fields_.given("weights") != nullptr
                 ? std::nullopt
                 : std::optional{std::vector<Fraction>(periods, Fraction{1})};
    }
    const std::string name = "the key " + quoted(entry_.key);
    return load::read_weights(
        *list, periods, fmt::format("{} has {} periods", name, periods), "period", name,
        [&](const Fraction& weight, const YamlNode& node) { return not_negative(weight, node); },
        problems_);
  }

  Draft& draft_;
  Problems& problems_;
  const YamlNode::Entry& entry_;
  FieldReader fields_;
};

// Deeper than any law; a file made to be deep must not use up the stack. It holds for what a key is
// made of, whether that stands before it in the file or after it.
constexpr std::size_t kDeepest = 64;

void report_cycle(Draft& draft, const DeclaredKey& key, const Location& where) {
  const std::string_view name = key.entry->key;
  const auto& path = draft.keys_in_progress;
  std::string circle;
  for (auto at = std::ranges::find(path, &key); at != path.end(); ++at) {
    circle += fmt::format("{} → ", quoted((*at)->entry->key));
  }
  draft.problems.add({.code = Code::kKeyCycle,
                      .where = where,
                      .message = fmt::format("the key {} is made of itself: {}{}", quoted(name),
                                             circle, quoted(name)),
                      .label = "the circle closes here",
                      .help = {"let one of them be made of columns only"}});
}

void report_too_deep(Draft& draft, std::string_view name, const Location& where) {
  draft.problems.add(
      {.code = Code::kTooDeep,
       .where = where,
       .message = fmt::format("the key {} would be the {}th of keys within keys", quoted(name),
                              kDeepest + 1),
       .label = "too deep",
       .help = {fmt::format("keys are made of keys at most {} deep: name columns", kDeepest)}});
}

/// One declared key; its parts are read first.
std::optional<Key> read_key(Draft& draft, const YamlNode::Entry& entry) {
  return in_range(entry.key_where, "key " + quoted(entry.key), draft.problems, [&] {
    return KeyReader{draft, entry}.read();
  });
}

/// Reads a key with all that it is made of.
void read_declared(Draft& draft, DeclaredKey& key) {
  using enum DeclaredKey::State;
  key.state = kReading;
  draft.keys_in_progress.push_back(&key);
  auto read = read_key(draft, *key.entry);
  draft.keys_in_progress.pop_back();
  key.state = read ? kRead : kFailed;
  if (read) {
    key.id = static_cast<KeyId>(draft.scenario.keys.size());
    draft.scenario.keys.push_back(std::move(*read));
  }
}

std::optional<KeyId> use_declared(Draft& draft, DeclaredKey& key, const Location& where) {
  using enum DeclaredKey::State;
  auto& outer = draft.keys_in_progress;
  if (key.state == kReading) {
    report_cycle(draft, key, where);
  } else if (key.state == kUnread && outer.size() < kDeepest) {
    read_declared(draft, key);
  } else if (key.state == kUnread) {
    report_too_deep(draft, key.entry->key, where);
    key.state = kFailed;
  }
  if (key.state != kRead) {
    return std::nullopt;
  }
  if (!outer.empty() && key.depth >= kDeepest) {
    report_too_deep(draft, outer.back()->entry->key, where);
    return std::nullopt;
  }
  if (!outer.empty()) {
    outer.back()->depth = std::max(outer.back()->depth, key.depth + 1);
  }
  return key.id;
}

KeyId key_of_column(Draft& draft, ColumnId column, const Location& where) {
  const auto [at, added] = draft.column_keys.try_emplace(static_cast<std::uint32_t>(column));
  if (added) {
    auto& keys = draft.scenario.keys;
    at->second = static_cast<KeyId>(keys.size());
    keys.push_back({.name = draft.scenario.column(column).name,
                    .rule = ColumnKey{column},
                    .rounding = std::nullopt,
                    .provenance = {},
                    .where = where});
  }
  return at->second;
}

void report_unknown(Draft& draft, std::string_view name, const Location& where) {
  auto help = draft.hints.way_out(name, "keys and columns", [&] {
    std::vector<std::string_view> known = draft.key_names;
    for (const std::string_view column : draft.columns.names()) {
      known.push_back(column);
    }
    return known;
  });
  if (is_group_key(draft, name)) {
    const std::string column = draft.group_column.empty() ? "COLUMN" : draft.group_column;
    help = {
        fmt::format("{} is of `groups`: write `tiers: [{{group: {}, by: {}}}, {{by: KEY}}]`, "
                    "to the groups first and then within each",
                    quoted(name), column, name)};
  }
  draft.problems.add({.code = Code::kUnknownName,
                      .where = where,
                      .message = fmt::format("unknown key {}", quoted(name)),
                      .label = "neither a key nor a column",
                      .help = std::move(help)});
}

/// Columns of the districts, or of the groups.
void check_name(Draft& draft, DistrictTable& columns, const YamlNode::Entry& entry) {
  const AvailableColumn* column = columns.find(entry.key);
  if (column == nullptr) {
    return;
  }
  draft.problems.add(
      {.code = Code::kFieldsClash,
       .where = entry.key_where,
       .message = fmt::format("{} is the name of a key and of a column", quoted(entry.key)),
       .label = "which of the two is meant?",
       .help = {"give the key another name"},
       .related = {{column->where, "the column"}}});
}

void read_all(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& entry : node.entries) {
    const auto key = draft.declared_keys.find(entry.key);
    if (key != draft.declared_keys.end()) {
      use_declared(draft, key->second, entry.key_where);
    }
  }
}

}  // namespace

std::optional<KeyId> use_key(Draft& draft, std::string_view name, const Location& where,
                             ColumnUse use) {
  const auto declared = draft.declared_keys.find(name);
  if (declared != draft.declared_keys.end()) {
    return use_declared(draft, declared->second, where);
  }
  if (const auto column = use_column_if_known(draft, name, use)) {
    return key_of_column(draft, *column, where);
  }
  if (draft.columns.known) {
    report_unknown(draft, name, where);
  }
  return std::nullopt;
}

void declare_key(Draft& draft, const YamlNode::Entry& entry) {
  draft.declared_keys[entry.key] = {.entry = &entry};
  draft.key_names.push_back(entry.key);
}

void read_keys(Draft& draft, const YamlNode* node) {
  if (node == nullptr) {
    return;
  }
  warn_of_similar_keys(*node, draft.problems);
  const std::unordered_set<std::string_view> of_groups = declare_group_keys(draft, *node);
  for (const YamlNode::Entry& entry : node->entries) {
    check_name(draft, draft.columns, entry);
    if (draft.groups) {
      check_name(draft, draft.groups->columns, entry);
    }
    if (!of_groups.contains(entry.key)) {
      declare_key(draft, entry);
    }
  }
  read_all(draft, *node);
}

}  // namespace allot::load
