// For whom a step is, or who takes part in a pot: by the texts of columns.

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <utility>

#include "load/districts/text_cells.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/field_reader.hpp"
#include "load/fields/values.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// The texts of one column of the districts.
class GroupingReader {
 public:
  GroupingReader(Draft& draft, const YamlNode& column, std::string_view why)
      : draft_{draft}, name_{column.text}, where_{column.where}, why_{why} {}

  std::optional<Grouping> read() {
    const Districts& districts = draft_.scenario.districts;
    if (const auto* texts = texts_of_list()) {
      return grouped(*texts, [&](std::size_t i) { return districts.places[i]; });
    }
    const auto cells = TextCells::of_column(draft_, name_, where_);
    if (!cells) {
      return std::nullopt;
    }
    std::vector<std::string_view> texts;
    for (std::size_t i = 0; i < cells->size(); ++i) {
      texts.push_back(cells->at(i));
    }
    return grouped(texts, [&](std::size_t i) { return cells->where(i); });
  }

 private:
  /// What an item of a list has besides columns.
  [[nodiscard]] const std::vector<std::string_view>* texts_of_list() const {
    const Districts& districts = draft_.scenario.districts;
    const std::pair<std::string_view, const std::vector<std::string_view>*> fields[] = {
        {"id", &districts.ids}, {"name", &districts.names}, {"group", &districts.groups}};
    const auto* field = std::ranges::find(fields, name_, [](const auto& one) { return one.first; });
    return draft_.columns.files.empty() && field != std::end(fields) && !field->second->empty()
               ? field->second
               : nullptr;
  }

  /// `texts[i]` is that of district i.
  template <class Where>
  std::optional<Grouping> grouped(const std::vector<std::string_view>& texts, const Where& where) {
    FirstTen empty{draft_.problems, fmt::format("more empty cells of {}", quoted(name_))};
    std::map<std::string_view, std::uint32_t> index;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i].empty()) {
        empty.add([&] { return empty_cell(i, where(i)); });
      }
      index.emplace(texts[i], 0);
    }
    empty.finish();
    if (empty.any()) {
      return std::nullopt;
    }
    Grouping grouping{.column = std::string{name_}, .groups = {}, .group_of = {}};
    for (auto& [text, number] : index) {
      number = static_cast<std::uint32_t>(grouping.groups.size());
      grouping.groups.push_back(lasting(text));
    }
    grouping.group_of.reserve(texts.size());
    for (const std::string_view text : texts) {
      grouping.group_of.push_back(index.at(text));
    }
    return grouping;
  }

  std::string_view lasting(std::string_view text) {
    auto& texts = draft_.scenario.districts.texts;
    if (!texts) {
      texts = std::make_shared<std::deque<std::string>>();
    }
    return texts->emplace_back(text);
  }

  [[nodiscard]] Diagnostic empty_cell(std::size_t district, const Location& where) const {
    const Districts& districts = draft_.scenario.districts;
    return {.code = Code::kMissingCell,
            .where = where,
            .message = fmt::format("{} of `{}` ({}) is empty", quoted(name_),
                                   districts.names[district], districts.ids[district]),
            .label = "in no group",
            .help = {fmt::format("write the group: {}; of merged cells `fill_down` beside the name "
                                 "of the table continues the one above",
                                 why_)}};
  }

  Draft& draft_;
  std::string_view name_;
  Location where_;
  std::string_view why_;
};

class WhereReader {
 public:
  WhereReader(Draft& draft, const YamlNode& map) : draft_{draft}, map_{map} {}

  /// Each condition is read, so that all that is wrong is said.
  std::optional<Where> read() {
    Where where;
    for (const YamlNode::Entry& entry : map_.entries) {
      if (auto condition = read_condition(entry)) {
        where.conditions.push_back(std::move(*condition));
      }
    }
    if (where.conditions.size() != map_.entries.size() || !draft_.columns.known) {
      return std::nullopt;
    }
    where.districts.assign(draft_.scenario.districts.size(), true);
    for (const Where::Condition& condition : where.conditions) {
      for (std::size_t i = 0; i < where.districts.size(); ++i) {
        const std::string_view text = condition.by->groups[condition.by->group_of[i]];
        where.districts[i] =
            where.districts[i] && std::ranges::find(condition.texts, text) != condition.texts.end();
      }
    }
    return where;
  }

 private:
  std::optional<Where::Condition> read_condition(const YamlNode::Entry& entry) {
    if (is_cut_number(entry)) {
      report_cut_number(entry, draft_.problems);
      return std::nullopt;
    }
    YamlNode column;
    column.text = entry.key;
    column.where = entry.key_where;
    const auto by =
        read_grouping(draft_, column, "who has none may be meant by `where`, and may not");
    const Field text{.name = by == nullptr ? std::string_view{entry.key} : by->column,
                     .type = FieldType::kText};
    const YamlNode& value = entry.value;
    Where::Condition condition{.by = by, .texts = {}};
    bool good = by != nullptr;
    for (const YamlNode& item : one_or_several(value, quoted(entry.key), draft_.problems)) {
      if (!kind_fits(text, item, &draft_.problems) || (by != nullptr && !is_there(*by, item))) {
        good = false;
      } else {
        condition.texts.push_back(item.text);
      }
    }
    return good && !condition.texts.empty() ? std::optional{std::move(condition)} : std::nullopt;
  }

  /// A misspelt text would leave somebody out, and the money to others.
  bool is_there(const Grouping& by, const YamlNode& item) {
    if (std::ranges::binary_search(by.groups, std::string_view{item.text})) {
      return true;
    }
    draft_.problems.add(
        {.code = Code::kUnknownName,
         .where = item.where,
         .message = fmt::format("no row has {} in column {}", quoted(item.text), quoted(by.column)),
         .label = "nobody has it",
         .help = draft_.hints.way_out(item.text, fmt::format("the texts of {}", quoted(by.column)),
                                      [&] { return std::span{by.groups}; })});
    return false;
  }

  Draft& draft_;
  const YamlNode& map_;
};

}  // namespace

std::shared_ptr<const Grouping> read_grouping(Draft& draft, const YamlNode& column,
                                              std::string_view why) {
  const auto known = draft.read_once.groupings.find(column.text);
  if (known != draft.read_once.groupings.end()) {
    return known->second;
  }
  auto read = GroupingReader{draft, column, why}.read();
  if (!read) {
    return nullptr;
  }
  auto grouping = std::make_shared<const Grouping>(std::move(*read));
  draft.read_once.groupings.emplace(column.text, grouping);
  return grouping;
}

std::optional<Where> read_where(Draft& draft, const YamlNode& map) {
  return WhereReader{draft, map}.read();
}

std::optional<Within> read_within(Draft& draft, const YamlNode& column) {
  auto by = read_grouping(draft, column, "with `within` each district is in one");
  return by == nullptr ? std::nullopt : std::optional{Within{std::move(by)}};
}

bool report_for_nobody(const Where& where, const std::optional<Participation>& participation,
                       const Location& place, std::string_view pot, Problems& problems) {
  bool meant = false;
  for (std::size_t i = 0; i < where.districts.size(); ++i) {
    meant = meant || where.districts[i];
    if (where.districts[i] && (!participation || participation->takes_part(i))) {
      return false;
    }
  }
  problems.add(
      {.code = Code::kForNobody,
       .where = place,
       .message =
           meant ? fmt::format("nobody whom this `where` means takes part in pot {}", quoted(pot))
                 : "nobody meets all conditions of this `where` at once",
       .label = "is for nobody",
       .help = {meant
                    ? "correct it, or let somebody of them take part"
                    : "each column alone has such texts: correct one of them, or write a step for "
                      "each"}});
  return true;
}

}  // namespace allot::load
