#include "load/adjust.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "allot/load/number.hpp"
#include "load/messages.hpp"
#include "load/values.hpp"

namespace allot::load {

namespace {

std::optional<Number> read_text(std::string_view text, std::string_view what, const Location& where,
                                Problems& problems) {
  YamlNode node;
  node.kind = YamlNode::Kind::kScalar;
  node.text = text;
  node.where = where;
  return read_number(node, what, problems);
}

void report_usage(const Assignment& assignment, std::string message, std::string help,
                  Problems& problems) {
  problems.add({.code = Code::kUsage,
                .where = assignment.value_where,
                .message = std::move(message),
                .label = "cannot be adjusted by this",
                .help = {std::move(help)}});
}

std::optional<Number> read_adjustment(const Assignment& assignment, Problems& problems) {
  std::string_view text = assignment.value;
  constexpr std::string_view kMinus = "\u2212";
  if (text.starts_with(kMinus)) {
    report_usage(
        assignment,
        fmt::format("the adjustment {} begins with a typographic minus", quoted(assignment.value)),
        fmt::format("write `-{}`", text.substr(kMinus.size())), problems);
    return std::nullopt;
  }
  if (!text.starts_with('+') && !text.starts_with('-')) {
    report_usage(assignment, fmt::format("the adjustment {} has no sign", quoted(assignment.value)),
                 fmt::format("write `+{0}` or `-{0}`, or use --set", assignment.value), problems);
    return std::nullopt;
  }
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) {
      report_usage(assignment,
                   fmt::format("the adjustment {} has two signs", quoted(assignment.value)),
                   "write one of them", problems);
      return std::nullopt;
    }
  }
  return read_text(text, "the adjustment", assignment.value_where, problems);
}

WrittenNumber written(Fraction value, bool percent) {
  const std::string text = percent ? number_text(value * Fraction{100}) + " %" : number_text(value);
  const int decimals = value.decimals().value_or(0);
  return {.value = std::move(value), .text = text, .decimals = decimals};
}

std::optional<WrittenNumber> adjusted_number(const Assignment& assignment,
                                             std::string_view old_text, Problems& problems) {
  const auto by = read_adjustment(assignment, problems);
  if (!by) {
    return std::nullopt;
  }
  const ReadNumber old = ReadNumber::from(old_text);
  if (old.number() == nullptr) {
    report_usage(assignment,
                 fmt::format("{} is {}, not a number", quoted(assignment.path),
                             old_text.empty() ? "not set" : quoted(old_text)),
                 "use --set to give it a value", problems);
    return std::nullopt;
  }
  if (by->percent) {
    return written(old.number()->value * (Fraction{1} + by->value), old.number()->percent);
  }
  if (old.number()->percent) {
    report_usage(assignment,
                 fmt::format("{} is a percentage ({}), and {} is not one", quoted(assignment.path),
                             old_text, quoted(assignment.value)),
                 "use --set, or adjust by a percentage of the percentage", problems);
    return std::nullopt;
  }
  return written(old.number()->value + by->value, false);
}

}  // namespace

std::string number_text(const Fraction& number) {
  const auto decimals = number.decimals();
  return decimals ? number.to_decimal(*decimals) : number.to_string();
}

std::optional<WrittenNumber> changed_number(const Assignment& assignment, std::string_view old_text,
                                            Problems& problems) {
  if (assignment.kind == Assignment::Kind::kAdjust) {
    return adjusted_number(assignment, old_text, problems);
  }
  const auto number =
      read_text(assignment.value, quoted(assignment.path), assignment.value_where, problems);
  return number
             ? std::optional{WrittenNumber{
                   .value = number->value, .text = assignment.value, .decimals = number->decimals}}
             : std::nullopt;
}

void record_change(Draft& draft, std::size_t change, const Assignment& assignment,
                   std::string old_value, std::string new_value) {
  const ReadNumber old_number = ReadNumber::from(old_value);
  const ReadNumber new_number = ReadNumber::from(new_value);
  const bool same_number = old_number.number() != nullptr && new_number.number() != nullptr &&
                           old_number.number()->value == new_number.number()->value;
  if (same_number || old_value == new_value) {
    draft.problems.add(
        {.code = Code::kChangeWithoutEffect,
         .where = assignment.where,
         .message = fmt::format("{} is {} already", quoted(assignment.path), quoted(old_value)),
         .label = "changes nothing"});
  }
  Change& row = draft.scenario.changes[change];
  row.old_value = std::move(old_value);
  row.new_value = std::move(new_value);
}

}  // namespace allot::load
