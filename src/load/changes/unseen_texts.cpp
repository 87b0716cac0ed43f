#include "load/changes/unseen_texts.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void look_at_name(const YamlNode::Entry& entry, UnseenTexts& warnings) {
  warnings.look_at("the name of a field", entry.key, TextUse::kId, [&] { return entry.key_where; });
}

void look_at_value(const YamlNode::Entry& entry, UnseenTexts& warnings) {
  if (entry.value.is_scalar() && entry.key != "note") {
    warnings.look_at(quoted(entry.key), entry.value.text,
                     entry.key == "id" ? TextUse::kId : TextUse::kText,
                     [&] { return entry.value.where; });
  }
}

/// `told`: the texts of its items are looked at elsewhere.
void look_at_tree(const YamlNode& node, std::span<const std::string_view> told,
                  UnseenTexts& warnings) {
  for (const YamlNode::Entry& entry : node.entries) {
    look_at_name(entry, warnings);
    if (std::ranges::find(told, entry.key) == told.end()) {
      look_at_value(entry, warnings);
    }
    look_at_tree(entry.value, {}, warnings);
  }
  for (const YamlNode& item : node.items) {
    if (item.is_scalar()) {
      warnings.look_at("an item of a list", item.text, TextUse::kText, [&] { return item.where; });
    }
    look_at_tree(item, told, warnings);
  }
}

/// What `check_districts` tells of the items of a list.
std::span<const std::string_view> told_of(const YamlNode::Entry& list) {
  static constexpr std::array<std::string_view, 3> kTold{"id", "name", "group"};
  if (!list.value.is_list()) {
    return {};
  }
  return list.key == "districts" || list.key == "recipients" ? std::span{kTold}
         : list.key == "groups"                              ? std::span{kTold}.first(2)
                                                             : std::span<const std::string_view>{};
}

}  // namespace

void warn_of_invisible(const YamlNode& root, Problems& problems) {
  UnseenTexts warnings{problems};
  for (const YamlNode::Entry& entry : root.entries) {
    look_at_name(entry, warnings);
    look_at_value(entry, warnings);
    look_at_tree(entry.value, told_of(entry), warnings);
  }
  warnings.finish();
}

void warn_of_invisible_value(const YamlNode& value, Problems& problems) {
  UnseenTexts warnings{problems};
  if (value.is_scalar()) {
    warnings.look_at("the value", value.text, TextUse::kText, [&] { return value.where; });
  }
  look_at_tree(value, {}, warnings);
  warnings.finish();
}

}  // namespace allot::load
