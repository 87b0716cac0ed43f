#include "report/formats/formats.hpp"

#include <algorithm>
#include <array>

namespace allot::report {
namespace {

constexpr std::array kFormats{
    Format{.name = "table",
           .summary = "columns for people, with a sentence above and notes below",
           .suffix = ".txt",
           .audience = Audience::kPeople,
           .write = &write_as_table},
    Format{.name = "csv",
           .summary = "comma, point, LF; the same columns always, no totals",
           .suffix = ".csv",
           .audience = Audience::kPrograms,
           .one_table = true,
           .write = &write_as_csv},
    Format{.name = "csv-excel",
           .summary = "for Excel: semicolon, decimal comma, CRLF, byte order mark",
           .suffix = "",
           .audience = Audience::kSpreadsheets,
           .one_table = true,
           .write = &write_as_excel_csv},
    Format{.name = "json",
           .summary = "all figures, exact fractions, ties and notes, in a fixed order",
           .suffix = ".json",
           .audience = std::nullopt,
           .write = &write_as_json},
    Format{.name = "markdown",
           .summary = "the table for people as a pipe table: for Word by way of pandoc, for wikis",
           .suffix = ".md",
           .audience = Audience::kPeople,
           .write = &write_as_markdown},
};

/// A word of the command line and what it stands for.
template <class Value>
struct Choice {
  std::string_view name;
  Value value;
};

constexpr std::array kNumberStyles{
    Choice<NumberStyle>{"plain", NumberStyle::kPlain},
    Choice<NumberStyle>{"de", NumberStyle::kGerman},
    Choice<NumberStyle>{"ch", NumberStyle::kSwiss},
};

constexpr std::array kRowsBy{
    Choice<RowsBy>{"district", RowsBy::kDistrict},
    Choice<RowsBy>{"pot", RowsBy::kPot},
    Choice<RowsBy>{"group", RowsBy::kGroup},
    Choice<RowsBy>{"contributor", RowsBy::kContributor},
    Choice<RowsBy>{"year", RowsBy::kYear},
};

constexpr std::array kSortBy{
    Choice<SortBy>{"id", SortBy::kId},           Choice<SortBy>{"name", SortBy::kName},
    Choice<SortBy>{"budget", SortBy::kBudget},   Choice<SortBy>{"shift", SortBy::kShift},
    Choice<SortBy>{"percent", SortBy::kPercent}, Choice<SortBy>{"input", SortBy::kInput},
};

template <class Value, std::size_t count>
std::optional<Value> find_choice(const std::array<Choice<Value>, count>& choices,
                                 std::string_view name) {
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [&](const Choice<Value>& choice) { return choice.name == name; });
  return found == choices.end() ? std::nullopt : std::optional{found->value};
}

const Format* find_row(auto&& matches) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(), matches);
  return found == kFormats.end() ? nullptr : &*found;
}

}  // namespace

void write_as_json(const Report& report, const RunOptions&, Writer& out) { report.facts(out); }

std::span<const Format> formats() { return kFormats; }

const Format* find_format(std::string_view name) {
  return find_row([&](const Format& format) { return format.name == name; });
}

const Format* format_of_suffix(std::string_view path) {
  std::string lower{path};
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return find_row([&](const Format& format) {
    return !format.suffix.empty() && lower.ends_with(format.suffix);
  });
}

std::optional<NumberStyle> number_style(std::string_view name) {
  return find_choice(kNumberStyles, name);
}

std::optional<RowsBy> rows_by(std::string_view name) { return find_choice(kRowsBy, name); }

std::optional<SortBy> sort_by(std::string_view name) { return find_choice(kSortBy, name); }

}  // namespace allot::report
