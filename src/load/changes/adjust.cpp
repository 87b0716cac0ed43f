#include "load/changes/adjust.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/load/numbers/number.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

void report(const Edit& edit, Code code, std::string message, std::vector<std::string> help,
            Problems& problems) {
  problems.add({.code = edit.typed ? Code::kUsage : code,
                .where = edit.value.where,
                .message = std::move(message),
                .label = edit.typed ? "cannot be adjusted by this" : "cannot be changed by this",
                .help = std::move(help)});
}

/// `+3%`, with its sign.
std::optional<Number> read_adjustment(const Edit& edit, Problems& problems) {
  const std::string& written = edit.value.text;
  std::string_view text = written;
  const auto refuse = [&](std::string_view what, std::string help) {
    report(edit, Code::kNotANumber, fmt::format("the adjustment {} {}", quoted(written), what),
           {std::move(help)}, problems);
    return std::nullopt;
  };
  constexpr std::string_view kMinus = "\u2212";
  if (text.starts_with(kMinus)) {
    return refuse("begins with a typographic minus",
                  fmt::format("write `-{}`", text.substr(kMinus.size())));
  }
  if (!text.starts_with('+') && !text.starts_with('-')) {
    return refuse("has no sign", fmt::format("write `+{0}` or `-{0}`, or use --set", written));
  }
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      return refuse("has two signs", "write one of them");
    }
  }
  return read_number(scalar(std::string{text}, edit.value.where), "the adjustment", problems);
}

WrittenNumber written(Fraction value, bool percent) {
  const std::string text = percent ? number_text(value * Fraction{100}) + " %" : number_text(value);
  const int decimals = value.decimals().value_or(0);
  return {.value = std::move(value), .text = text, .decimals = decimals};
}

/// The number that is there; reports where there is none.
std::optional<Number> old_number(const Edit& edit, std::string_view old_text, Problems& problems) {
  const ReadNumber old = ReadNumber::from(old_text);
  if (old.number() != nullptr) {
    return *old.number();
  }
  report(edit, Code::kNotANumber,
         fmt::format("{} is {}, not a number", quoted(edit.path),
                     old_text.empty() ? "not set" : quoted(old_text)),
         {edit.typed ? "use --set to give it a value" : "write the new value itself"}, problems);
  return std::nullopt;
}

void report_not_a_percentage(const Edit& edit, std::string_view old_text, Problems& problems) {
  report(edit, Code::kAmbiguousPercentage,
         fmt::format("{} is a percentage ({}), and {} is not one", quoted(edit.path), old_text,
                     quoted(edit.value.text)),
         {edit.typed ? "use --set, or adjust by a percentage of the percentage"
                     : "write the new percentage, or `{times: …}`"},
         problems);
}

/// 95 % and `plus: 1 %`: 96 %, or 95.95 %?
void report_points_or_percent(const Edit& edit, const Number& old, const Number& by,
                              std::string_view old_text, Problems& problems) {
  report(edit, Code::kAmbiguousPercentage,
         fmt::format("{} is {}, and `plus: {}` may be percentage points or a part of it",
                     quoted(edit.path), quoted(old_text), edit.value.text),
         {fmt::format("percentage points: write {} instead of the map",
                      quoted(written(old.value + by.value, true).text)),
          fmt::format("a part of it: write `{{times: {}}}`", number_text(Fraction{1} + by.value))},
         problems);
}

/// What is added, or multiplied by.
std::optional<Number> operand(const Edit& edit, Problems& problems) {
  return edit.kind == Edit::Kind::kAdjust ? read_adjustment(edit, problems)
         : edit.kind == Edit::Kind::kPlus ? read_number(edit.value, "`plus`", problems)
                                          : read_number(edit.value, "`times`", problems);
}

}  // namespace

YamlNode scalar(std::string text, const Location& where) {
  YamlNode node;
  node.kind = text.empty() ? YamlNode::Kind::kEmpty : YamlNode::Kind::kScalar;
  node.text = std::move(text);
  node.quoted = true;  // the shell has taken the quotes
  node.where = where;
  return node;
}

std::optional<WrittenNumber> changed_number(const Edit& edit, std::string_view old_text,
                                            Problems& problems) {
  const auto by = operand(edit, problems);
  const auto old = by ? old_number(edit, old_text, problems) : std::nullopt;
  if (!old) {
    return std::nullopt;
  }
  if (edit.kind == Edit::Kind::kTimes) {
    return written(old->value * by->value, old->percent);
  }
  if (edit.kind == Edit::Kind::kPlus && by->percent && (old->percent || old->ratio)) {
    report_points_or_percent(edit, *old, *by, old_text, problems);
    return std::nullopt;
  }
  if (by->percent) {
    return written(old->value * (Fraction{1} + by->value), old->percent);
  }
  if (old->percent) {
    report_not_a_percentage(edit, old_text, problems);
    return std::nullopt;
  }
  return written(old->value + by->value, false);
}

void record_change(Layers& layers, std::size_t row, const Edit& edit, LoggedValue old_value,
                   LoggedValue new_value) {
  if (same_value(old_value, new_value)) {
    layers.problems.add(
        {.code = Code::kChangeWithoutEffect,
         .where = edit.where,
         .message = fmt::format("{} is {} already", quoted(edit.path),
                                old_value.text.empty() ? "empty" : quoted(old_value.text)),
         .label = "changes nothing"});
  }
  layers.log.record(row, std::move(old_value), std::move(new_value),
                    edit.typed ? std::optional{edit.where} : std::nullopt);
}

}  // namespace allot::load
