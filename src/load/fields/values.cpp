#include "load/fields/values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "load/characters/foreign_characters.hpp"
#include "load/numbers/date_hints.hpp"
#include "load/numbers/decimal_text.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

bool is_nothing(const YamlNode& value) {
  return value.is_empty() || (value.is_scalar() && value.text.empty()) ||
         (value.is_map() && value.entries.empty()) || (value.is_list() && value.items.empty());
}

bool is_value(const YamlNode& node, std::string_view what, Problems& problems) {
  if (node.is_scalar() && !node.text.empty()) {
    return true;
  }
  const bool empty = is_nothing(node);
  const std::string_view kind = node.is_list() ? "a list" : "a map";
  problems.add({.code = empty ? Code::kEmptyValue : Code::kWrongKind,
                .where = node.where,
                .message = empty ? fmt::format("{} is empty", what)
                                 : fmt::format("{} is {}, not a single value", what, kind),
                .label = std::string{empty ? "no value" : kind},
                .help = {empty ? "write a value, or leave the field out" : "write one value"}});
  return false;
}

std::span<const YamlNode> one_or_several(const YamlNode& node, std::string_view what,
                                         Problems& problems) {
  if (!node.is_list()) {
    return {&node, 1};
  }
  if (node.items.empty()) {
    problems.add({.code = Code::kEmptyValue,
                  .where = node.where,
                  .message = fmt::format("{} is empty", what),
                  .label = "no value",
                  .help = {"write a value, or leave the field out"}});
  }
  return node.items;
}

std::optional<Number> read_number(const YamlNode& node, std::string_view what, Problems& problems) {
  if (!is_value(node, what, problems)) {
    return std::nullopt;
  }
  const ReadNumber read = ReadNumber::from(node.text);
  if (read.number() == nullptr) {
    const NotANumber& error = read.error();
    problems.add({.code = error.out_of_range ? Code::kNumberOutOfRange : Code::kNotANumber,
                  .where = node.where,
                  .message = fmt::format("{} is not a number: {}", what, error.reason),
                  .label = error.label,
                  .help = error.readings});
    return std::nullopt;
  }
  return *read.number();
}

std::optional<Fraction> read_rate(const YamlNode& node, std::string_view what, Problems& problems) {
  const auto number = read_number(node, what, problems);
  if (number && number->percent) {
    problems.add({.code = Code::kWrongKind,
                  .where = node.where,
                  .message = fmt::format("{} is an amount, and `{}` a percentage", what, node.text),
                  .label = "a percentage",
                  .help = {"write the amount as a number"}});
    return std::nullopt;
  }
  return number && not_negative(number->value, node, what, problems) ? std::optional{number->value}
                                                                     : std::nullopt;
}

std::optional<Fraction> read_amount(const YamlNode& node, std::string_view what,
                                    Problems& problems) {
  auto amount = read_rate(node, what, problems);
  if (amount && !amount->decimals()) {
    problems.add(
        {.code = Code::kNotANumber,
         .where = node.where,
         .message = fmt::format("{} is `{}`, which no amount of money is exactly", what, node.text),
         .label = "its decimals do not end",
         .help = {"write the amount as it is paid, such as 0.33"}});
    return std::nullopt;
  }
  return amount;
}

std::optional<Fraction> read_percentage(const YamlNode& node, std::string_view what,
                                        Problems& problems) {
  const auto number = read_number(node, what, problems);
  if (!number) {
    return std::nullopt;
  }
  if (number->percent || number->ratio || number->value.sign() == 0) {
    return number->value;
  }
  const std::string hundredfold =
      (number->value * Fraction{100}).to_decimal(std::max(number->decimals - 2, 0));
  problems.add({.code = Code::kAmbiguousPercentage,
                .where = node.where,
                .message = fmt::format("{} is `{}`, which may mean {} % or {} %", what, node.text,
                                       node.text, hundredfold),
                .label = "a percentage carries `%` or is a fraction",
                .help = {fmt::format("write `{} %` or `{} %`", node.text, hundredfold)}});
  return std::nullopt;
}

std::optional<std::int64_t> read_integer(const YamlNode& node, std::string_view what,
                                         std::int64_t low, std::int64_t high, Problems& problems) {
  const auto number = read_number(node, what, problems);
  if (!number) {
    return std::nullopt;
  }
  const bool plain = !number->percent && !number->ratio && number->value.is_whole();
  const auto value = plain ? number->value.numerator().as_int64() : std::nullopt;
  if (!value || *value < low || *value > high) {
    problems.add({.code = plain ? Code::kNumberOutOfRange : Code::kNotANumber,
                  .where = node.where,
                  .message = fmt::format("{} is {}, not a whole number from {} to {}", what,
                                         node.text, low, high),
                  .label = fmt::format("write {} to {}", low, high)});
    return std::nullopt;
  }
  return value;
}

std::optional<std::size_t> read_choice(const YamlNode& node, std::string_view what,
                                       const std::vector<std::string_view>& choices,
                                       Problems& problems, std::string_view forms) {
  if (!is_value(node, what, problems)) {
    return std::nullopt;
  }
  const auto at = std::ranges::find(choices, node.text);
  if (at == choices.end()) {
    auto help = way_out(node.text, choices, "the choices");
    const bool near = help.front().starts_with("did");
    if (!forms.empty()) {
      help.resize(near ? 1 : 0);
      help.emplace_back(forms);
    } else if (near) {
      help.push_back("the choices: " + listed_words(choices));
    }
    problems.add({.code = Code::kUnknownChoice,
                  .where = node.where,
                  .message = fmt::format("{} cannot be {}", what, quoted(node.text)),
                  .label = "not one of the choices",
                  .help = std::move(help)});
    return std::nullopt;
  }
  return static_cast<std::size_t>(at - choices.begin());
}

std::optional<Date> read_date(std::string_view text, const Location& where, std::string_view what,
                              Problems& problems) {
  const auto date = parse_date(text);
  if (!date) {
    DateFault fault = find_date_fault(text);
    problems.add(
        {.code = Code::kNotADate,
         .where = where,
         .message = fmt::format("{} is {}, which is not {}", what, quoted(text), fault.is_not),
         .label = "not a date",
         .help = {std::move(fault.way_out)}});
  }
  return date;
}

std::optional<Date> read_date(const YamlNode& node, std::string_view what, Problems& problems) {
  return is_value(node, what, problems) ? read_date(node.text, node.where, what, problems)
                                        : std::nullopt;
}

bool not_negative(const Fraction& value, const YamlNode& node, std::string_view what,
                  Problems& problems) {
  if (value.sign() >= 0) {
    return true;
  }
  problems.add({.code = Code::kNegativeAmount,
                .where = node.where,
                .message = fmt::format("{} is negative ({})", what, node.text),
                .label = "write 0 or more"});
  return false;
}

void warn_if_unquoted_id(std::string_view id, bool was_quoted, const Location& where,
                         Problems& problems) {
  if (const auto meant = was_quoted ? std::nullopt : without_foreign_quotes(id)) {
    problems.add(
        {.code = Code::kUnquotedId,
         .where = where,
         .message = fmt::format("the id {} has quotes that YAML does not know", quoted(id)),
         .label = "the quotes are a part of the id",
         .help = {fmt::format("write \"{}\"", *meant)}});
    return;
  }
  if (was_quoted || id.size() < 2 || id[0] != '0' || !is_digit(id[1])) {
    return;
  }
  problems.add({.code = Code::kUnquotedId,
                .where = where,
                .message = fmt::format("the id {} has a leading zero and no quotes", quoted(id)),
                .label = "other programs read a number here",
                .help = {fmt::format("write \"{}\"", id)}});
}

std::optional<std::vector<Fraction>> read_weights(
    const YamlNode& list, std::size_t count, std::string_view has, std::string_view part,
    std::string_view of, const std::function<bool(const Fraction&, const YamlNode&)>& right,
    Problems& problems) {
  if (list.items.size() != count) {
    problems.add({.code = Code::kWrongKind,
                  .where = list.where,
                  .message = fmt::format("{}, and weights for {}", has, list.items.size()),
                  .label = fmt::format("one for each {}", part)});
    return std::nullopt;
  }
  auto weights = read_all(list.items, [&](const YamlNode& item) {
    const auto number = read_number(item, "a weight", problems);
    return number && right(number->value, item) ? std::optional{number->value} : std::nullopt;
  });
  if (weights && std::accumulate(weights->begin(), weights->end(), Fraction{}).sign() == 0) {
    problems.add({.code = Code::kZeroWeight,
                  .where = list.where,
                  .message = fmt::format("the weights of {} add to 0", of),
                  .label = "write at least one above 0"});
    return std::nullopt;
  }
  return weights;
}

}  // namespace allot::load
