#include "load/changes/close_ranks.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/changes/part_index.hpp"
#include "load/changes/place_map.hpp"
#include "load/text/cut_off.hpp"

namespace allot::load {

namespace {

/// What is at a place now; nullptr where a later change has put something else there.
YamlNode* at_place(YamlNode& tree, std::string_view place) {
  constexpr char kSeparator[] = {kPlaceSeparator, '\0'};
  YamlNode* node = &tree;
  std::string_view rest = place.substr(std::min<std::size_t>(1, place.size()));
  while (node != nullptr && !rest.empty()) {
    const std::string_view part = cut_off(rest, kSeparator);
    if (!node->is_list()) {
      const auto entry = std::ranges::find_if(node->entries, [&](const YamlNode::Entry& one) {
        std::string name;
        add_part(name, one.key);
        return !is_taken_out(one) && name.substr(1) == part;
      });
      node = entry == node->entries.end() ? nullptr : &entry->value;
      continue;
    }
    std::size_t index = node->items.size();
    std::from_chars(part.data() + 1, part.data() + part.size(), index);
    node = index < node->items.size() ? &node->items[index] : nullptr;
  }
  return node;
}

YamlNode* list_of(YamlNode& tree, const Insertion& insertion) {
  YamlNode* list = at_place(tree, insertion.list);
  const bool there = list != nullptr && list->is_list() && insertion.position <= list->items.size();
  return there ? list : nullptr;
}

/// Calls the new items by the positions that they have in the end. `waiting` is in the order of
/// lists and positions.
void name_rows(Layers& layers, YamlNode& tree, const std::vector<Insertion>& waiting) {
  std::map<std::string_view, std::size_t> inserted;  // into a list so far
  for (const Insertion& insertion : waiting) {
    const YamlNode* list = list_of(tree, insertion);
    if (list == nullptr) {
      continue;
    }
    std::size_t position = inserted[insertion.list];
    for (std::size_t i = 0; i < insertion.position; ++i) {
      position += is_taken_out(list->items[i]) ? 0U : 1U;
    }
    for (const std::size_t row : insertion.rows) {
      layers.log.rename(row, fmt::format("{}.{}", insertion.path, ++position));
    }
    inserted[insertion.list] += insertion.items.size();
  }
}

/// From the end, so that the places of the others stay: the inner lists first, and in each the last
/// items.
void insert_items(Layers& layers, YamlNode& tree) {
  std::vector<Insertion> waiting = std::exchange(layers.insertions, {});
  std::ranges::stable_sort(waiting, {}, [](const Insertion& insertion) {
    return std::pair{std::ranges::count(insertion.list, kPlaceSeparator), insertion.position};
  });
  name_rows(layers, tree, waiting);
  for (auto at = waiting.rbegin(); at != waiting.rend(); ++at) {
    YamlNode* list = list_of(tree, *at);
    if (list == nullptr || at->items.empty()) {
      continue;
    }
    list->items.insert(list->items.begin() + static_cast<std::ptrdiff_t>(at->position),
                       std::make_move_iterator(at->items.begin()),
                       std::make_move_iterator(at->items.end()));
    layers.log.close();
    layers.index.clear();
  }
}

void drop_taken_out(Layers& layers, YamlNode& node) {
  const auto is_out = [](const auto& part) { return is_taken_out(part); };
  const std::size_t items = std::erase_if(node.items, is_out);
  if (items > 0) {
    layers.log.close();
  }
  if (std::erase_if(node.entries, is_out) + items > 0) {
    layers.index.clear();
  }
  for (YamlNode& item : node.items) {
    drop_taken_out(layers, item);
  }
  for (YamlNode::Entry& entry : node.entries) {
    drop_taken_out(layers, entry.value);
  }
}

}  // namespace

void close_ranks(Layers& layers, YamlNode& tree) {
  insert_items(layers, tree);
  drop_taken_out(layers, tree);
}

}  // namespace allot::load
