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

constexpr std::string_view kBoundForms =
    "write an amount, or one of `{percent_of_prior: 90 %}`, `{percent_of_pot: 5 %}`, `{per: "
    "COLUMN, "
    "amount: 12}` and `{column: NAME}`";

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

void report_bound_form(const FieldReader& fields, std::string_view what, Problems& problems) {
  problems.add({.code = fields.node().entries.size() > 1 ? Code::kFieldsClash : Code::kMissingField,
                .where = fields.where(),
                .message = fmt::format("{} is not one bound", what),
                .label = fields.node().entries.size() > 1 ? "which of them?" : "half of a rate",
                .help = {std::string{kBoundForms}}});
}

std::optional<Fraction> read_share_of(const FieldReader& fields, std::string_view name,
                                      Problems& problems) {
  const YamlNode* node = fields.find(name);
  const auto share =
      node == nullptr ? std::nullopt : read_percentage(*node, quoted(name), problems);
  return share && not_negative(*share, *node, quoted(name), problems) ? share : std::nullopt;
}

std::optional<Bound> read_rate_bound(Draft& draft, const FieldReader& fields) {
  const YamlNode* per = fields.find("per");
  const auto amount = read_rate(*fields.find("amount"), "`amount`", draft.problems);
  const auto column =
      per == nullptr ? std::nullopt : use_column(draft, per->text, per->where, ColumnUse::kWeight);
  return column && amount ? std::optional<Bound>{RateBound{*column, *amount}} : std::nullopt;
}

std::optional<Bound> read_bound_map(Draft& draft, const YamlNode& node, std::string_view what) {
  Problems own;
  const FieldReader fields{section("bound"), node, own};
  draft.problems.append(own);
  const auto has = [&](std::string_view name) { return node.find(name) != nullptr; };
  const bool rate = has("per") || has("amount");
  const int forms = (has("percent_of_prior") ? 1 : 0) + (has("percent_of_pot") ? 1 : 0) +
                    (has("column") ? 1 : 0) + (rate ? 1 : 0);
  if (own.has_errors()) {
    return std::nullopt;
  }
  if (forms != 1 || (rate && has("per") != has("amount"))) {
    report_bound_form(fields, what, draft.problems);
    return std::nullopt;
  }
  if (rate) {
    return read_rate_bound(draft, fields);
  }
  if (const YamlNode* name = fields.find("column")) {
    const auto column = use_column(draft, name->text, name->where, ColumnUse::kAmount);
    return column ? std::optional<Bound>{ColumnBound{*column}} : std::nullopt;
  }
  if (has("percent_of_prior")) {
    const auto share = read_share_of(fields, "percent_of_prior", draft.problems);
    return share ? std::optional<Bound>{PriorBound{*share}} : std::nullopt;
  }
  const auto share = read_share_of(fields, "percent_of_pot", draft.problems);
  return share ? std::optional<Bound>{PotBound{*share}} : std::nullopt;
}

/// Those that are a word; a top-up says who pays, too.
constexpr std::array kPayers{Payer::How::kRatable, Payer::How::kScaleAboveFloor,
                             Payer::How::kScaleGains};
constexpr std::string_view kTopUp = payer_word(Payer::How::kTopUp);

void report_nameless_payer(const YamlNode& node, std::string_view what, Problems& problems) {
  problems.add({.code = Code::kWrongKind,
                .where = node.where,
                .message = fmt::format("{} is `top_up`, and does not say who pays", what),
                .label = "whose money?",
                .help = {"write `{top_up: NAME}`: NAME pays, on top of the pot"}});
}

void report_unknown_payer(const YamlNode& node, std::string_view what, Problems& problems) {
  std::vector<std::string_view> words{kTopUp};
  std::ranges::transform(kPayers, std::back_inserter(words), payer_word);
  std::vector<std::string> help;
  if (const auto near = nearest(node.text, words)) {
    help.push_back(fmt::format("did you mean {}?", quoted(*near)));
  }
  help.emplace_back(kPayerForms);
  problems.add({.code = Code::kUnknownChoice,
                .where = node.where,
                .message = fmt::format("{} cannot be {}", what, quoted(node.text)),
                .label = "not one of the choices",
                .help = std::move(help)});
}

}  // namespace

std::optional<Bound> read_bound(Draft& draft, const YamlNode& node, std::string_view what) {
  if (node.is_map()) {
    return read_bound_map(draft, node, what);
  }
  if (!is_plain_amount(draft, node, what, draft.problems)) {
    return std::nullopt;
  }
  const auto amount = read_money(draft, node, what);
  return amount ? std::optional<Bound>{FixedBound{*amount}} : std::nullopt;
}

std::optional<Payer> read_payer(Draft& draft, const YamlNode& node, std::string_view what) {
  if (node.is_map()) {
    const FieldReader fields{section("paid_by"), node, draft.problems};
    std::string name = fields.text(kTopUp);
    return name.empty() || node.entries.size() > 1
               ? std::nullopt
               : std::optional{Payer{.how = Payer::How::kTopUp, .name = std::move(name)}};
  }
  const auto* const at = std::ranges::find(kPayers, node.text, payer_word);
  if (at != kPayers.end()) {
    return Payer{.how = *at, .name = {}};
  }
  if (node.text == kTopUp) {
    report_nameless_payer(node, what, draft.problems);
  } else {
    report_unknown_payer(node, what, draft.problems);
  }
  return std::nullopt;
}

}  // namespace allot::load
