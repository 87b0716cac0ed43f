#include <fmt/core.h>

#include <algorithm>

#include "load/districts/district_checks.hpp"
#include "load/districts/similar_ids.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/field_reader.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

struct ListedDistrict {
  std::string id, name, group;
  const YamlNode* item;
};

const Section& item_section(const Draft& draft) {
  return section(draft.is_groups ? "groups[]" : "districts[]");
}

std::vector<ListedDistrict> read_items(Draft& draft, const YamlNode& list) {
  std::vector<ListedDistrict> districts;
  for (const YamlNode& item : list.items) {
    const FieldReader fields{item_section(draft), item, draft.problems};
    ListedDistrict district{.id = fields.id("id"),
                            .name = fields.text("name"),
                            .group = draft.is_groups ? std::string{} : fields.text("group"),
                            .item = &item};
    if (!district.id.empty()) {
      districts.push_back(std::move(district));
    }
  }
  return districts;
}

/// `id`, `name` and `group` are texts; every other field is a column.
void add_columns(Draft& draft, const YamlNode& list) {
  const auto texts = item_section(draft).fields;
  for (const YamlNode& item : list.items) {
    for (std::size_t i = 0; i < item.entries.size(); ++i) {
      const YamlNode::Entry& entry = item.entries[i];
      if (is_cut_number(entry)) {
        report_cut_number(entry, draft.problems);
      } else if (std::ranges::find(texts, entry.key, &Field::name) == texts.end()) {
        draft.columns.add({.name = entry.key, .index = i, .where = entry.key_where});
      }
    }
  }
}

void drop_duplicates(Draft& draft, std::vector<ListedDistrict>& districts) {
  const auto same = [&](const ListedDistrict& first, const ListedDistrict& again) {
    if (first.id != again.id) {
      return false;
    }
    draft.problems.add({.code = Code::kDuplicateDistrict,
                        .where = again.item->find("id")->where,
                        .message = fmt::format("the id {} is there twice", quoted(again.id)),
                        .label = "again",
                        .help = {"ids are unique: delete one of the two"},
                        .related = {{first.item->find("id")->where, "first used here"}}});
    return true;
  };
  districts.erase(std::unique(districts.begin(), districts.end(), same), districts.end());
}

}  // namespace

void read_district_list(Draft& draft, const YamlNode& node) {
  if (node.items.empty()) {
    draft.problems.add({.code = Code::kNoDistricts,
                        .where = node.where,
                        .message = fmt::format("the list of {} is empty",
                                               draft.is_groups ? "groups" : "districts"),
                        .label = "nobody can receive",
                        .help = {"add at least one: `- {id: \"01001\", count: 92}`"}});
    return;
  }
  std::vector<ListedDistrict> listed = read_items(draft, node);
  add_columns(draft, node);
  std::ranges::stable_sort(listed, {}, &ListedDistrict::id);
  drop_duplicates(draft, listed);

  Districts& districts = draft.scenario.districts;
  districts.texts = std::make_shared<std::deque<std::string>>();
  const auto keep = [&](std::string text) -> std::string_view {
    return districts.texts->emplace_back(std::move(text));
  };
  const bool grouped =
      std::ranges::any_of(listed, [](const ListedDistrict& d) { return !d.group.empty(); });
  for (ListedDistrict& district : listed) {
    districts.ids.push_back(keep(std::move(district.id)));
    districts.names.push_back(district.name.empty() ? districts.ids.back()
                                                    : keep(std::move(district.name)));
    if (grouped) {
      districts.groups.push_back(keep(std::move(district.group)));
    }
    districts.places.push_back(district.item->find("id")->where);
    draft.columns.items.push_back(district.item);
  }
  draft.group_column = "group";
  check_districts(draft, {.name = "name", .group = "group"});
  warn_of_similar_columns(draft);
  draft.columns.known = true;
}

}  // namespace allot::load
