#include "load/tables/table_spec.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/fields/values.hpp"

namespace allot::load {

namespace {

constexpr std::int64_t kMostLines = 1'000'000;
constexpr std::int64_t kMostIdDigits = 20;
constexpr std::int64_t kMostHeadLines = 5;

}  // namespace

TableSpec::TableSpec(Draft& draft, const YamlNode& table, const FieldReader& above)
    : above_{above}, where_{table.where} {
  if (table.is_map()) {
    own_.emplace(section(kTablePath), table, draft.problems);
    wrong = own_->wrong();
    file_ = own_->find("file");
  } else {
    file_ = &table;
  }
  read(draft);
}

TableSpec::TableSpec(Draft& draft, const FieldReader& fields)
    : above_{fields}, file_{fields.find("file")}, where_{fields.where()} {
  read(draft);
}

const YamlNode* TableSpec::find_own(std::string_view name) const {
  return own_ ? own_->find(name) : nullptr;
}

const FieldReader& TableSpec::reader_of(std::string_view name) const {
  return own_ && own_->has(name) ? *own_ : above_;
}

const YamlNode* TableSpec::find(std::string_view name) const { return reader_of(name).find(name); }

std::string TableSpec::text(std::string_view name) const { return reader_of(name).text(name); }

void TableSpec::refuse_own(std::initializer_list<std::string_view> names,
                           std::string_view this_table, Problems& problems) const {
  for (const std::string_view name : names) {
    if (const YamlNode* node = find_own(name)) {
      problems.add({.code = Code::kFieldsClash,
                    .where = node->where,
                    .message = fmt::format("{} means nothing to {}", quoted(name), this_table),
                    .label = "without meaning here",
                    .help = {fmt::format("remove {}", quoted(name))}});
    }
  }
}

void TableSpec::read(Draft& draft) {
  const std::size_t before = draft.problems.list().size();
  const auto mark = reader_of("decimal").choice_index("decimal");
  decimal = mark ? (*mark == 0 ? DecimalMark::kPoint : DecimalMark::kComma) : draft.decimal;
  encoding = reader_of("encoding").choice<Encoding>("encoding").value_or(draft.encoding);
  id_digits = static_cast<std::size_t>(
      reader_of("id_digits").integer("id_digits", 1, kMostIdDigits).value_or(0));
  skip_other_rows = reader_of("other_rows").choice_index("other_rows") == std::size_t{1};
  din_signs = reader_of("signs").choice_index("signs").has_value();
  has_sums = !reader_of("sums").choice_index("sums").has_value();
  read_header(draft);
  read_fill_down(draft);
  form.notes_are_rows = skip_other_rows;
  wrong = wrong || draft.problems.list().size() > before;
}

void TableSpec::read_header(Draft& draft) {
  const YamlNode* node = find("header");
  if (node == nullptr) {
    return;
  }
  const auto line = [&](const YamlNode& number) {
    return static_cast<std::uint32_t>(
        read_integer(number, "`header`", 1, kMostLines, draft.problems).value_or(0));
  };
  if (node->is_scalar()) {
    form.head.first = line(*node);
    return;
  }
  if (node->is_list() && node->items.size() == 2) {
    form.head = {line(node->items[0]), line(node->items[1])};
    if (form.head.first < form.head.last && form.head.last < form.head.first + kMostHeadLines) {
      return;
    }
  }
  draft.problems.add({.code = Code::kWrongKind,
                      .where = node->where,
                      .message = "`header` is not the line, or the lines, of the names",
                      .label = "which lines?",
                      .help = {"write one line, `header: 5`, or the first and the last of up to "
                               "five, `header: [4, 5]`"}});
}

void TableSpec::read_fill_down(Draft& draft) {
  const YamlNode* node = find("fill_down");
  if (node == nullptr) {
    return;
  }
  if (node->is_scalar()) {
    fill_down = {node};
    return;
  }
  const Field item{.name = "fill_down", .type = FieldType::kColumn};
  for (const YamlNode& column : node->items) {
    if (kind_fits(item, column, &draft.problems)) {
      fill_down.push_back(&column);
    }
  }
  if (node->is_map()) {
    draft.problems.add({.code = Code::kWrongKind,
                        .where = node->where,
                        .message = "`fill_down` wants a column or a list of columns",
                        .label = "not a list",
                        .help = {"write `fill_down: [Land, Bezirk]`"}});
  }
}

}  // namespace allot::load
