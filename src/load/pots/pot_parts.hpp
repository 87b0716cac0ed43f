#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "load/draft/draft.hpp"

namespace allot::load {

// The fields of a pot and of its steps that have parts of their own.

/// An amount, or a map such as `{percent_of_prior: 90 %}`.
std::optional<Bound> read_bound(Draft& draft, const YamlNode& node, std::string_view what);
/// A percentage of the prior year, or `{column: NAME}`.
std::optional<std::variant<Fraction, ColumnId>> read_prior_part(Draft& draft, const YamlNode& node,
                                                                std::string_view what);
/// `ratable`, `scale_above_floor`, `scale_gains` or `{top_up: NAME}`.
std::optional<Payer> read_payer(Draft& draft, const YamlNode& node, std::string_view what);
/// `to_others`, `keep` or `{reserve: NAME}`.
std::optional<Released> read_released(Draft& draft, const YamlNode& node, std::string_view what);
std::optional<Prorate> read_prorate(Draft& draft, const YamlNode& node);

/// Reports that the scenario has no `period`, where it has none: it says what `field` means.
void need_period(const Draft& draft, std::string_view field, std::string_view label,
                 const Location& where, Problems& problems);

/// `amount` of a pot, in any of its forms; sets `amount_where`. Where it is wrong, 0.
void read_pot_amount(Draft& draft, const FieldReader& fields, Pot& pot);
/// Finds the pots that others are a part of, when all have been read.
void resolve_parts(Draft& draft);

/// `contributors`, which go with `amount: contributors`.
void read_contributors(Draft& draft, const FieldReader& fields, Pot& pot);
/// `tranches` and `split_order` of a pot whose amount, contributors and rounding have been read.
void read_tranches(Draft& draft, const FieldReader& fields, Pot& pot);

/// Whether part-year factors change what the pot's step does.
bool is_prorated(const Pot& pot, const Step& step);

}  // namespace allot::load
