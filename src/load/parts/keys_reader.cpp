#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <variant>

#include "allot/engine/keys/key_kinds.hpp"
#include "load/districts/columns.hpp"
#include "load/districts/text_checks.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/key_sections.hpp"
#include "load/fields/values.hpp"
#include "load/numbers/exact_range.hpp"
#include "load/parts/key_names.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

using engine::EmptyCells;
using engine::KeyKind;

class KeyReader {
 public:
  KeyReader(Draft& draft, const YamlNode::Entry& entry)
      : draft_{draft},
        problems_{draft.problems},
        entry_{entry},
        fields_{section("keys.NAME"), entry.value, draft.problems} {}

  std::optional<Key> read() {
    key_.name = entry_.key;
    key_.where = entry_.key_where;
    const auto form = fields_.form("the key " + quoted(entry_.key), entry_.key_where);
    const bool complete = form && fields_.has(*form) && read_as(*form);
    key_.provenance = read_provenance(draft_, fields_);
    if (const YamlNode* round = fields_.find("round")) {
      key_.rounding = KeyRounding{read_key_rounding(draft_, *round)};
    }
    return complete ? std::optional{std::move(key_)} : std::nullopt;
  }

 private:
  bool read_as(std::string_view form) {
    const auto kinds = engine::key_kinds();
    key_.kind =
        static_cast<std::size_t>(std::ranges::find(kinds, form, &KeyKind::name) - kinds.begin());
    bool complete = true;
    for (const Field& field : kind().fields) {
      complete = read_argument(field) && complete;
    }
    complete = (made_of().is_list()  ? read_parts()
                : made_of().is_map() ? read_map()
                                     : read_column()) &&
               complete;
    if (kind().check != nullptr) {
      kind().check({draft_.scenario, key_, made_of().where}, problems_);
    }
    return complete;
  }

  [[nodiscard]] const KeyKind& kind() const { return engine::kind_of(key_); }
  [[nodiscard]] const YamlNode& made_of() const { return *fields_.find(kind().name); }

  /// A number or a choice; an optional one that is wrong counts as its default.
  bool read_argument(const Field& field) {
    std::optional<decltype(KeyArgument::value)> value;
    if (field.type == FieldType::kNumber) {
      value = fields_.number(field.name);
    } else if (field.type != FieldType::kChoice) {
      return true;
    } else if (fields_.choice_index(field.name)) {
      value = fields_.text(field.name);
    } else if (!field.required) {
      value = std::string{field.fallback};
    }
    if (value) {
      const YamlNode* node = fields_.find(field.name);
      key_.arguments.push_back(
          {field.name, std::move(*value), node == nullptr ? Location{} : node->where});
    }
    return value.has_value();
  }

  bool read_column() {
    key_.column = use_column(draft_, fields_, kind().name, ColumnUse::kWeight);
    if (const auto* adds_to = key_.get<Fraction>("adds_to"); adds_to != nullptr && key_.column) {
      expect_percentages(draft_, made_of().text, *adds_to);
    }
    return key_.column.has_value();
  }

  bool read_map() {
    const FieldReader map{section(map_path(kind())), made_of(), problems_};
    bool complete = !map.wrong();
    for (const Field& field : kind().map_fields) {
      if (const YamlNode* node = map.find(field.name)) {
        complete = read_field(map, field, *node) && complete;
      }
    }
    return complete;
  }

  bool read_field(const FieldReader& map, const Field& field, const YamlNode& node) {
    const auto say = [&](auto value) {
      if (value) {
        key_.arguments.push_back({field.name, std::move(*value), node.where});
      }
      return value.has_value();
    };
    switch (field.type) {
      case FieldType::kChoice:
        return say(map.choice_index(field.name) ? std::optional{node.text} : std::nullopt);
      case FieldType::kBrackets:
        return say(read_brackets(node, entry_.key, problems_));
      case FieldType::kMap:
        return say(read_factor_rounding(node, problems_));
      default:
        break;
    }
    const auto of = use_counts(draft_, node.text, node.where);
    if (of) {
      key_.parts.push_back({1, *of, node.where});
    }
    return of.has_value();
  }

  bool read_parts() {
    const std::size_t count = made_of().items.size();
    const auto weights = read_weights(count);
    auto parts = read_all(made_of().items, [&](const YamlNode& item) { return read_part(item); });
    if (!weights || !parts) {
      return false;
    }
    for (std::size_t i = 0; i < weights->size(); ++i) {
      (*parts)[i].weight = (*weights)[i];
    }
    key_.parts = std::move(*parts);
    return true;
  }

  std::optional<WeightedKey> read_part(const YamlNode& item) {
    const bool has_fields = !kind().part_fields.empty();
    if (has_fields && !(item.is_scalar() && may_be_bare(kind()))) {
      return read_fields_of_part(item);
    }
    if (!has_fields && !is_value(item, fmt::format("a {}", kind().part), problems_)) {
      return std::nullopt;
    }
    if (kind().of_counts) {
      const auto of = use_counts(draft_, item.text, item.where);
      return of ? std::optional{WeightedKey{1, *of, item.where}} : std::nullopt;
    }
    const bool sparse = engine::empty_cells(key_) != EmptyCells::kError;
    const auto of = use_key(draft_, item.text, item.where,
                            sparse ? ColumnUse::kSparseWeight : ColumnUse::kWeight);
    return of ? std::optional{WeightedKey{1, *of, item.where}} : std::nullopt;
  }

  std::optional<WeightedKey> read_fields_of_part(const YamlNode& item) {
    const FieldReader part{section(parts_path(kind())), item, problems_};
    const auto weight = part.number("weight");
    const YamlNode* name = part.find(kPartOf);
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

  /// One for each part, if the file has some.
  std::optional<std::vector<Fraction>> read_weights(std::size_t parts) {
    const YamlNode* list = kind().relative_weights ? fields_.find("weights") : nullptr;
    if (list == nullptr) {
      const bool wrong = kind().relative_weights && fields_.given("weights") != nullptr;
      return wrong ? std::nullopt : std::optional{std::vector<Fraction>{}};
    }
    const std::string name = "the key " + quoted(entry_.key);
    return load::read_weights(
        *list, parts, fmt::format("{} has {} {}s", name, parts, kind().part), kind().part, name,
        [&](const Fraction& weight, const YamlNode& node) { return not_negative(weight, node); },
        problems_);
  }

  Draft& draft_;
  Problems& problems_;
  const YamlNode::Entry& entry_;
  FieldReader fields_;
  Key key_;
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
    Key& key = keys.emplace_back();
    key.name = draft.scenario.column(column).name;
    key.column = column;
    key.where = where;
  }
  return at->second;
}

bool is_equal(const KeyKind& kind) { return kind.built_in && kind.name == engine::kEqualKey; }

KeyId equal_key(Draft& draft, const Location& where) {
  if (!draft.equal_key) {
    auto& keys = draft.scenario.keys;
    const auto kinds = engine::key_kinds();
    draft.equal_key = static_cast<KeyId>(keys.size());
    Key& key = keys.emplace_back();
    key.name = engine::kEqualKey;
    key.kind = static_cast<std::size_t>(std::ranges::find_if(kinds, is_equal) - kinds.begin());
    key.where = where;
  }
  return *draft.equal_key;
}

void read_all_declared(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& entry : node.entries) {
    const auto key = draft.declared_keys.find(entry.key);
    if (key != draft.declared_keys.end()) {
      use_declared(draft, key->second, entry.key_where);
    }
  }
}

std::optional<KeyId> use_any(Draft& draft, std::string_view name, const Location& where,
                             ColumnUse use, bool counts) {
  if (name == engine::kEqualKey) {
    return equal_key(draft, where);
  }
  const auto declared = draft.declared_keys.find(name);
  if (declared != draft.declared_keys.end()) {
    return use_declared(draft, declared->second, where);
  }
  if (const auto column = use_column_if_known(draft, name, use)) {
    return key_of_column(draft, *column, where);
  }
  if (draft.columns.known) {
    report_unknown_key(draft, name, where, counts);
  }
  return std::nullopt;
}

}  // namespace

std::optional<KeyId> use_key(Draft& draft, std::string_view name, const Location& where,
                             ColumnUse use) {
  return use_any(draft, name, where, use, false);
}

std::optional<KeyId> use_counts(Draft& draft, std::string_view name, const Location& where) {
  const auto id = use_any(draft, name, where, ColumnUse::kWeight, true);
  if (id && !engine::counts(draft.scenario, draft.scenario.key(*id))) {
    report_key_of_shares(draft, draft.scenario.key(*id), where);
    return std::nullopt;
  }
  return id;
}

std::vector<std::string_view> names_in_key(const YamlNode& key) {
  std::vector<std::string_view> names;
  const auto add = [&](const YamlNode* node) {
    if (node != nullptr && node->is_scalar() && node->text != engine::kEqualKey) {
      names.push_back(node->text);
    }
  };
  for (const KeyKind& kind : engine::key_kinds()) {
    if (const YamlNode* made_of = key.find(kind.name)) {
      add(made_of);
      for (const YamlNode& item : made_of->items) {
        add(item.is_map() ? item.find(kPartOf) : &item);
      }
      for (const Field& field : kind.map_fields) {
        add(field.type == FieldType::kCounts ? made_of->find(field.name) : nullptr);
      }
    }
  }
  return names;
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
    check_key_name(draft, entry);
    if (!of_groups.contains(entry.key)) {
      declare_key(draft, entry);
    }
  }
  read_all_declared(draft, *node);
}

}  // namespace allot::load
