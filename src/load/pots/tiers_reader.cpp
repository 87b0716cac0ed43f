#include <fmt/core.h>

#include <algorithm>

#include "load/draft/readers.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

class TiersReader {
 public:
  TiersReader(Draft& draft, const YamlNode& list) : draft_{draft}, list_{list} {}

  std::optional<std::vector<Tier>> read() {
    if (list_.items.size() > kMostTiers) {
      report_too_many();
      return std::nullopt;
    }
    std::vector<Tier> tiers;
    for (const YamlNode& item : list_.items) {
      if (auto tier = read_tier(item, &item == &list_.items.back())) {
        tiers.push_back(std::move(*tier));
      }
    }
    if (tiers.size() != list_.items.size()) {
      return std::nullopt;
    }
    for (std::size_t i = 1; i + 1 < tiers.size(); ++i) {
      check_nested(tiers[i - 1], tiers[i]);
    }
    return tiers;
  }

 private:
  static constexpr std::size_t kMostTiers = 64;

  void report_too_many() {
    draft_.problems.add({.code = Code::kTooDeep,
                         .where = list_.items[kMostTiers].where,
                         .message = fmt::format("`tiers` has {} tiers: {} are the most",
                                                list_.items.size(), kMostTiers),
                         .label = "one too many",
                         .help = {"leave out tiers that split nothing"}});
  }

  std::optional<Tier> read_tier(const YamlNode& item, bool last) {
    const FieldReader fields{section("tiers[]"), item, draft_.problems};
    const bool good = !fields.is_map() || (fields.given("group") == nullptr) == last;
    if (!good) {
      report_group(fields, last, draft_.problems);
    }
    const YamlNode* group = fields.find("group");
    const YamlNode* by = fields.find("by");
    if (!good || fields.wrong() || by == nullptr) {
      return std::nullopt;
    }
    Tier tier;
    tier.where = item.where;
    if (group == nullptr) {
      const auto key = use_key(draft_, by->text, by->where);
      tier.by = key.value_or(KeyId{});
      return key ? std::optional{std::move(tier)} : std::nullopt;
    }
    tier.group = group->text;
    const auto grouping =
        read_grouping(draft_, *group, "in a share by tiers each district is in one");
    const bool keyed = read_key_of(*by, tier, grouping.get());
    if (grouping == nullptr || !keyed) {
      return std::nullopt;
    }
    tier.groups = grouping->groups;
    tier.group_of = grouping->group_of;
    return tier;
  }

  static void report_group(const FieldReader& fields, bool last, Problems& problems) {
    problems.add(
        {.code = last ? Code::kFieldsClash : Code::kMissingField,
         .where = last ? fields.given("group")->where : fields.where(),
         .message = last ? "the last tier has a `group`" : "a tier above the last needs `group`",
         .label = last ? "the last tier goes to the districts" : "no `group`",
         .help = {last ? "remove it, or add a tier below: `{by: KEY}`"
                       : "add `group: COLUMN`, the column that names the groups"}});
  }

  /// A key of the groups where they have its columns; else one of the districts.
  bool read_key_of(const YamlNode& by, Tier& tier, const Grouping* grouping) {
    if (draft_.groups && !draft_.groups->columns.known) {
      return false;  // nobody can tell
    }
    const bool theirs = tier.group == draft_.group_column;
    const auto upper = theirs ? use_group_key(draft_, by.text, by.where) : std::nullopt;
    if (upper) {
      tier.by = *upper;
      return grouping != nullptr && find_upper(*grouping, tier);
    }
    const bool of_districts =
        draft_.declared_keys.contains(by.text) || draft_.columns.by_name.contains(by.text);
    if (!of_districts && is_group_key(draft_, by.text)) {
      report_other_groups(by, tier.group);
      return false;
    }
    const auto key = use_key(draft_, by.text, by.where);
    tier.by = key.value_or(KeyId{});
    return key.has_value();
  }

  /// `groups` are those of the column that `districts.group` names.
  void report_other_groups(const YamlNode& by, const std::string& group) {
    const std::string& column = draft_.group_column;
    draft_.problems.add(
        {.code = Code::kUnknownName,
         .where = by.where,
         .message = fmt::format("{} is a key of `groups`, and they are not those of {}",
                                quoted(by.text), quoted(group)),
         .label = "not a key of the districts",
         .help = {column.empty()
                      ? fmt::format("add `group: {}` to `districts`: then they are", group)
                      : fmt::format("`groups` are those of `{0}`: write `group: {0}`", column)}});
  }

  /// Unknown groups have been reported where `groups` was read.
  bool find_upper(const Grouping& grouping, Tier& tier) {
    const Districts& groups = draft_.groups->scenario.districts;
    for (const std::string_view group : grouping.groups) {
      const auto found = groups.find(group);
      if (!found) {
        return false;
      }
      tier.upper.push_back(static_cast<std::uint32_t>(*found));
    }
    return true;
  }

  /// Each group of the lower tier is within one of the upper.
  void check_nested(const Tier& upper, const Tier& lower) {
    constexpr std::uint32_t kNone = ~std::uint32_t{0};
    std::vector<std::uint32_t> upper_of(lower.groups.size(), kNone);
    std::vector<bool> reported(lower.groups.size());
    FirstTen wrong{draft_.problems, "more groups that are in two"};
    for (std::size_t i = 0; i < lower.group_of.size(); ++i) {
      const std::uint32_t group = lower.group_of[i];
      std::uint32_t& above = upper_of[group];
      if (above == kNone) {
        above = upper.group_of[i];
      } else if (above != upper.group_of[i] && !reported[group]) {
        reported[group] = true;
        wrong.add([&] {
          return Diagnostic{
              .code = Code::kFieldsClash,
              .where = lower.where,
              .message =
                  fmt::format("{} of {} is in {} and in {} of {}", quoted(lower.groups[group]),
                              quoted(lower.group), quoted(upper.groups[above]),
                              quoted(upper.groups[upper.group_of[i]]), quoted(upper.group)),
              .label = "not within one group of the tier above",
              .help = {"put the tiers in another order, or give groups that only share a name "
                       "two names"},
              .related = {{draft_.scenario.districts.places[i], "in the second one"}}};
        });
      }
    }
    wrong.finish();
  }

  Draft& draft_;
  const YamlNode& list_;
};

}  // namespace

std::optional<std::vector<Tier>> read_tiers(Draft& draft, const YamlNode& list) {
  return TiersReader{draft, list}.read();
}

}  // namespace allot::load
