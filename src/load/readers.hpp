#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "load/draft.hpp"

namespace allot::load {

// The readers of the sections of a scenario. Each fills its part of the draft and reports what is
// wrong; load_scenario calls them in the order in which one needs the other.

void read_sources(Draft& draft, const YamlNode& node);

/// Districts from a list.
void read_district_list(Draft& draft, const YamlNode& node);
/// Districts from tables.
void read_district_tables(Draft& draft, const YamlNode& node);

/// Reads all declared keys, used or not.
void read_keys(Draft& draft, const YamlNode* node);
/// One declared key; its parts are read first.
std::optional<Key> read_key(Draft& draft, const YamlNode::Entry& entry);
/// The key, or the column, of that name.
std::optional<KeyId> use_key(Draft& draft, std::string_view name, const Location& where,
                             ColumnUse use = ColumnUse::kWeight);

void read_pots(Draft& draft, const YamlNode& node);
/// `amount`, `steps` and `rounding`, which a pot and a prior rule have.
void read_pot_body(Draft& draft, const FieldReader& fields, Pot& pot);
std::vector<Step> read_steps(Draft& draft, const YamlNode& node, bool open);

/// `rounding` of a pot whose amount and steps have been read; `node` is null where it has none.
RoundingRule read_rounding(Draft& draft, const YamlNode* node, const Pot& pot);
RoundingRule read_key_rounding(Draft& draft, const YamlNode& node);

std::optional<Prior> read_prior(Draft& draft, const YamlNode& node);
void read_expectations(Draft& draft, const YamlNode& node);

/// What can only be said when all is read: the decimals of the scenario and the range of amounts.
void finish_amounts(Draft& draft);

/// Reads the scenario in `file` within a session: of the command line, or of a prior year.
Loaded load_in_session(Session& session, FileId file, const Options& options);

}  // namespace allot::load
