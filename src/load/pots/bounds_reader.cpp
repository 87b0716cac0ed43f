#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "allot/core/text.hpp"
#include "load/districts/columns.hpp"
#include "load/draft/readers.hpp"
#include "load/fields/values.hpp"
#include "load/pots/pot_parts.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// A bare percentage does not say of what; a bare name is no amount.
bool is_plain_amount(const Draft& draft, const YamlNode& node, std::string_view what,
                     Problems& problems) {
  const ReadNumber read = ReadNumber::from(node.text);
  const Number* number = read.number();
  if (number != nullptr && number->percent) {
    problems.add(
        {.code = Code::kAmbiguousPercentage,
         .where = node.where,
         .message = fmt::format("{} is `{}`, and does not say of what", what, node.text),
         .label = "of the prior year, or of the pot?",
         .help = {fmt::format("write `{{percent_of_prior: {0}}}` or `{{percent_of_pot: {0}}}`",
                              node.text)}});
    return false;
  }
  const auto columns = draft.columns.names();
  if (number == nullptr && std::ranges::find(columns, node.text) != columns.end()) {
    problems.add({.code = Code::kWrongKind,
                  .where = node.where,
                  .message = fmt::format("{} is {}, the name of a column", what, quoted(node.text)),
                  .label = "not an amount",
                  .help = {fmt::format("write `{{column: {}}}`", node.text)}});
    return false;
  }
  return true;
}

template <class B, class Value>
std::optional<Bound> as_bound(const std::optional<Value>& value) {
  return value ? std::optional<Bound>{B{*value}} : std::nullopt;
}

std::optional<Bound> read_rate_bound(Draft& draft, const FieldReader& fields) {
  if (!fields.has("amount") || !fields.has("per")) {
    return std::nullopt;
  }
  const auto rate = fields.value("amount", &read_rate);
  const YamlNode& per = *fields.find("per");
  const auto key = use_counts(draft, per.text, per.where);
  return key && rate ? std::optional<Bound>{RateBound{*key, *rate}} : std::nullopt;
}

/// `{column: floor, percent: 98 %}` and `{percent: 98 %}`: a percentage is of the prior year or of
/// the pot, and a column is taken as it is.
bool report_percent_of_column(const YamlNode& node, std::string_view what, Problems& problems) {
  constexpr std::array<std::string_view, 4> kPartOf{"percent", "percentage", "times", "factor"};
  const auto part = std::ranges::find_if(node.entries, [&](const YamlNode::Entry& entry) {
    return std::ranges::find(kPartOf, entry.key) != kPartOf.end();
  });
  if (part == node.entries.end()) {
    return false;
  }
  const YamlNode* column = node.find("column");
  const ReadNumber read = ReadNumber::from(part->value.text);
  const std::string percent =
      read.number() == nullptr ? "98 %" : number_text(read.number()->value * Fraction{100}) + " %";
  std::vector<std::string> help{
      column == nullptr
          ? fmt::format("write `{{percent_of_prior: {0}}}` or `{{percent_of_pot: {0}}}`", percent)
          : fmt::format("of the prior year write `{{percent_of_prior: {}}}`", percent)};
  if (column != nullptr) {
    help.emplace_back(
        "of another column put these amounts in a column of their own: `{column: NAME}`");
  }
  problems.add(
      {.code = Code::kUnknownField,
       .where = part->key_where,
       .message = column == nullptr
                      ? fmt::format("{} does not say of what it is a part", what)
                      : fmt::format("{} is a part of the column {}, and columns are taken "
                                    "as they are",
                                    what, quoted(column->text)),
       .label = column == nullptr ? "of the prior year, or of the pot?" : "not a field of a bound",
       .help = std::move(help)});
  return true;
}

std::optional<Bound> read_several(Draft& draft, const YamlNode& list, std::string_view name) {
  const auto which = name == which_word(SeveralBounds::Which::kGreatest)
                         ? SeveralBounds::Which::kGreatest
                         : SeveralBounds::Which::kLeast;
  const std::string what = fmt::format("a bound in {}", quoted(name));
  auto members = read_all(list.items, [&](const YamlNode& item) {
    auto bound = read_bound(draft, item, what);
    return bound ? std::optional{BoundMember{*std::move(bound)}} : std::nullopt;
  });
  return members ? std::optional<Bound>{SeveralBounds{which, *std::move(members)}} : std::nullopt;
}

std::optional<Bound> read_prior_bound(Draft& draft, const YamlNode& node) {
  const auto part = read_prior_part(draft, node, quoted("percent_of_prior"));
  if (!part) {
    return std::nullopt;
  }
  if (const auto* column = std::get_if<ColumnId>(&*part)) {
    return PriorColumnBound{*column};
  }
  const auto& share = std::get<Fraction>(*part);
  return not_negative(share, node, quoted("percent_of_prior"), draft.problems)
             ? std::optional<Bound>{PriorBound{share}}
             : std::nullopt;
}

std::optional<Bound> read_bound_map(Draft& draft, const YamlNode& node, std::string_view what) {
  if (report_percent_of_column(node, what, draft.problems)) {
    return std::nullopt;
  }
  const FieldReader fields{section("bound"), node, draft.problems};
  const auto form = fields.wrong() ? std::nullopt : fields.form(what, node.where);
  if (form == "per") {
    return read_rate_bound(draft, fields);
  }
  if (form == "column") {
    return as_bound<ColumnBound>(use_column(draft, fields, *form, ColumnUse::kAmount));
  }
  if (form == "percent_of_prior") {
    return read_prior_bound(draft, *fields.find(*form));
  }
  if (form == "greatest_of" || form == "least_of") {
    return read_several(draft, *fields.find(*form), *form);
  }
  return form ? as_bound<PotBound>(fields.percentage(*form)) : std::nullopt;
}

// The first of these is no word alone, but has a name: `{top_up: NAME}`.
constexpr std::array kPayers{Payer::How::kTopUp, Payer::How::kRatable, Payer::How::kScaleAboveFloor,
                             Payer::How::kScaleGains};
constexpr std::array kReleases{Released::To::kReserve, Released::To::kOthers, Released::To::kKeep};

/// What errors say of a choice whose first word needs a name.
struct NamedChoice {
  std::string_view section;        ///< of the map
  std::string_view all;            ///< all that can be written
  std::string_view lacks;          ///< what the first word alone does not say
  std::string_view label, is_for;  ///< of the name
};

template <class Word>
struct WordAndName {
  Word word;
  std::string name;  ///< of the first
};

template <class Word, std::size_t count>
std::optional<WordAndName<Word>> read_word_or_name(Draft& draft, const YamlNode& node,
                                                   std::string_view what,
                                                   const std::array<Word, count>& choices,
                                                   std::string_view (*word_of)(Word),
                                                   const NamedChoice& choice) {
  const std::string_view named = word_of(choices.front());
  if (node.is_map()) {
    const FieldReader fields{section(choice.section), node, draft.problems};
    std::string name = fields.text(named);
    return name.empty() || node.entries.size() > 1
               ? std::nullopt
               : std::optional{WordAndName<Word>{choices.front(), std::move(name)}};
  }
  std::vector<std::string_view> words;
  std::ranges::transform(choices, std::back_inserter(words), word_of);
  const auto at = read_choice(node, what, words, draft.problems, choice.all);
  if (!at || *at > 0) {
    return at ? std::optional{WordAndName<Word>{choices[*at], {}}} : std::nullopt;
  }
  draft.problems.add(
      {.code = Code::kWrongKind,
       .where = node.where,
       .message = fmt::format("{} is `{}`, and does not say {}", what, named, choice.lacks),
       .label = std::string{choice.label},
       .help = {fmt::format("write `{{{}: NAME}}`: {}", named, choice.is_for)}});
  return std::nullopt;
}

}  // namespace

std::optional<Bound> read_bound(Draft& draft, const YamlNode& node, std::string_view what) {
  if (node.is_map() && !is_nothing(node)) {
    return read_bound_map(draft, node, what);
  }
  if (!is_plain_amount(draft, node, what, draft.problems)) {
    return std::nullopt;
  }
  const auto amount = read_money(draft, node, what);
  return amount ? std::optional<Bound>{FixedBound{*amount}} : std::nullopt;
}

std::optional<std::variant<Fraction, ColumnId>> read_prior_part(Draft& draft, const YamlNode& node,
                                                                std::string_view what) {
  if (!node.is_map()) {
    return read_percentage(node, what, draft.problems);
  }
  const FieldReader fields{section("bound.percent_of_prior"), node, draft.problems};
  const auto column =
      fields.wrong() ? std::nullopt : use_column(draft, fields, "column", ColumnUse::kPercentage);
  if (column) {
    expect_percentages(draft, fields.text("column"), 100);
  }
  return column;
}

std::optional<Payer> read_payer(Draft& draft, const YamlNode& node, std::string_view what) {
  const auto read = read_word_or_name(draft, node, what, kPayers, payer_word,
                                      {.section = "paid_by",
                                       .all = kPayerForms,
                                       .lacks = "who pays",
                                       .label = "whose money?",
                                       .is_for = "NAME pays, on top of the pot"});
  return read ? std::optional{Payer{.how = read->word, .name = read->name}} : std::nullopt;
}

std::optional<Released> read_released(Draft& draft, const YamlNode& node, std::string_view what) {
  const auto read = read_word_or_name(draft, node, what, kReleases, released_word,
                                      {.section = "released",
                                       .all = kReleasedForms,
                                       .lacks = "which",
                                       .label = "what is it called?",
                                       .is_for = "reports show the money under that name"});
  return read ? std::optional{Released{.to = read->word, .reserve = read->name}} : std::nullopt;
}

}  // namespace allot::load
