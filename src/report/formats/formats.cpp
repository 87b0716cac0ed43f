#include <algorithm>
#include <array>

#include "report/document/document.hpp"

namespace allot::report {

// Each is the end of its file.
extern const Format kTableFormat, kCsvFormat, kExcelCsvFormat, kJsonFormat, kMarkdownFormat,
    kHtmlFormat, kWorkbookFormat, kJunitFormat, kSarifFormat;

std::span<const Format> formats() {
  static const Format rows[] = {kTableFormat,    kCsvFormat,      kExcelCsvFormat,
                                kJsonFormat,     kMarkdownFormat, kHtmlFormat,
                                kWorkbookFormat, kJunitFormat,    kSarifFormat};
  return rows;
}

namespace {

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
    Choice<NumberStyle>{"fr", NumberStyle::kFrench},
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
    Choice<SortBy>{"percent", SortBy::kPercent}, Choice<SortBy>{"change", SortBy::kChange},
    Choice<SortBy>{"input", SortBy::kInput},
};

template <class Value, std::size_t count>
std::optional<Value> find_choice(const std::array<Choice<Value>, count>& choices,
                                 std::string_view name) {
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [&](const Choice<Value>& choice) { return choice.name == name; });
  return found == choices.end() ? std::nullopt : std::optional{found->value};
}

const Format* find_row(auto&& matches) {
  const auto found = std::ranges::find_if(formats(), matches);
  return found == formats().end() ? nullptr : &*found;
}

bool can_write(const Format& format, const Report& report) {
  switch (format.writes) {
    case Writes::kOneTable:
      return report.table != nullptr;
    case Writes::kVerdicts:
      return report.verdicts != nullptr;
    case Writes::kDocument:
    case Writes::kFacts:
    case Writes::kWorkbook:
      break;
  }
  return true;
}

}  // namespace

void write_report(const Report& report, const Format& format, const RunOptions& options,
                  Writer& out) {
  (can_write(format, report) ? format : kTableFormat).write(report, options, out);
}

Words words_for_people(const RunOptions& options) {
  return {*options.language, number_format(options.numbers.value_or(options.language->numbers))};
}

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

std::string_view name_of(RowsBy by) {
  return std::ranges::find(kRowsBy, by, &Choice<RowsBy>::value)->name;
}

std::optional<SortBy> sort_by(std::string_view name) { return find_choice(kSortBy, name); }

}  // namespace allot::report
