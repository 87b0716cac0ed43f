#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

std::optional<Fraction> read_threshold(const YamlNode::Entry& entry, std::string_view key,
                                       Problems& problems) {
  const ReadNumber read = ReadNumber::from(entry.key);
  const Number* number = read.number();
  if (number != nullptr && !number->percent) {
    return number->value;
  }
  const bool percent = number != nullptr;
  problems.add({.code = Code::kNotANumber,
                .where = entry.key_where,
                .message = percent
                               ? fmt::format("a class of the key {} begins at `{}`, a percentage",
                                             quoted(key), entry.key)
                               : fmt::format("a class of the key {} begins at no number: {}",
                                             quoted(key), read.error().reason),
                .label = percent ? "not a count" : read.error().label,
                .help = percent ? std::vector<std::string>{"write the count at which it begins"}
                                : read.error().readings});
  return std::nullopt;
}

void report_not_from_0(const YamlNode::Entry& first, std::string_view key, Problems& problems) {
  problems.add({.code = Code::kBrackets,
                .where = first.key_where,
                .message = fmt::format("the classes of the key {} begin at {}, not at 0",
                                       quoted(key), first.key),
                .label = "what of those below?",
                .help = {"write the factor of the smallest first: `0: 100 %`"}});
}

void report_order(const YamlNode::Entry& entry, const YamlNode::Entry& before, bool same,
                  std::string_view key, Problems& problems) {
  problems.add(
      {.code = Code::kBrackets,
       .where = entry.key_where,
       .message = same ? fmt::format("two classes of the key {} begin at {}", quoted(key),
                                     number_text(ReadNumber::from(entry.key).number()->value))
                       : fmt::format("the classes of the key {} do not ascend: {} comes after {}",
                                     quoted(key), entry.key, before.key),
       .label = same ? "the second one" : "not in ascending order",
       .help = {same ? "keep one of them" : "write the classes in ascending order"},
       .related = {{before.key_where, "the one before"}}});
}

}  // namespace

std::optional<std::vector<Bracket>> read_brackets(const YamlNode& node, std::string_view key,
                                                  Problems& problems) {
  std::vector<Bracket> brackets;
  const YamlNode::Entry* before = nullptr;
  bool good = true;
  for (const YamlNode::Entry& entry : node.entries) {
    const auto from = read_threshold(entry, key, problems);
    const std::string what = fmt::format("the factor from {} on", entry.key);
    const auto factor = read_percentage(entry.value, what, problems);
    good = good && from && factor && not_negative(*factor, entry.value, what, problems);
    if (!from || (before != nullptr && brackets.empty())) {
      before = &entry;
      continue;  // nobody can tell
    }
    if (before == nullptr && from->sign() != 0) {
      report_not_from_0(entry, key, problems);
      good = false;
    } else if (!brackets.empty() && *from <= brackets.back().from) {
      report_order(entry, *before, *from == brackets.back().from, key, problems);
      good = false;
    }
    before = &entry;
    brackets.push_back({*from, factor.value_or(0)});
  }
  return good ? std::optional{std::move(brackets)} : std::nullopt;
}

}  // namespace allot::load
