#pragma once

#include <optional>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "load/draft/draft.hpp"

namespace allot::load {

// The readers of the sections of a scenario. Each fills its part of the draft and reports what is
// wrong; load_scenario calls them in the order in which one needs the other.

void read_sources(Draft& draft, const YamlNode& node);

/// The districts, or the groups, from a list or from tables; `field` holds them.
void read_districts(Draft& draft, const YamlNode& node, const std::string& field);

/// Reads all declared keys, used or not.
void read_keys(Draft& draft, const YamlNode* node);
/// A key that can be used from now on.
void declare_key(Draft& draft, const YamlNode::Entry& entry);
/// What a key is made of, by the texts of the file.
std::vector<std::string_view> names_in_key(const YamlNode& key);
/// The key, or the column, of that name.
std::optional<KeyId> use_key(Draft& draft, std::string_view name, const Location& where,
                             ColumnUse use = ColumnUse::kWeight);
/// The same where it has to be one of counts; reports one of shares.
std::optional<KeyId> use_counts(Draft& draft, std::string_view name, const Location& where);
/// Reports columns that have the name of the key that is always there.
void check_columns(Draft& draft);
/// Classes of counts and their factors, of the key of that name.
std::optional<std::vector<Bracket>> read_brackets(const YamlNode& node, std::string_view key,
                                                  Problems& problems);
std::optional<FactorRounding> read_factor_rounding(const YamlNode& node, Problems& problems);
/// The same of what each district has after a step: `{unit: 1, method: half_up}`.
std::optional<FactorRounding> read_step_rounding(const YamlNode& node, Problems& problems);
/// The same of the rate of a step: `{unit: 0.01, method: down}`.
std::optional<FactorRounding> read_rate_rounding(const YamlNode& node, Problems& problems);

/// The upper tier, from a list or a table.
void read_groups(Draft& draft, const YamlNode& node);
/// Declares those keys of the file to the groups that are made of their columns; returns those that
/// are not the districts' as well, all read.
std::unordered_set<std::string_view> declare_group_keys(Draft& draft, const YamlNode& keys);
/// When all uses of its columns have been noted.
void finish_groups(Draft& draft);
/// Whether the groups have a key, or a column, of that name.
bool is_group_key(const Draft& draft, std::string_view name);
/// The key of the groups of that name, where everything that it is made of is theirs.
std::optional<KeyId> use_group_key(Draft& draft, std::string_view name, const Location& where);

void read_period(Draft& draft, const FieldReader& root);
/// `prorated`: every amount of the pot says what a date within the period means.
std::optional<Participation> read_participation(Draft& draft, const YamlNode& node, bool prorated);

void read_pots(Draft& draft, const YamlNode& node);
/// `steps` and `rounding` of a pot, or of the rule for a prior year, whose amount has been read.
/// Steps with a wrong field are among those of the pot; returned are the positions of the others.
std::vector<std::size_t> read_pot_body(Draft& draft, const FieldReader& fields, Pot& pot);
std::vector<std::size_t> read_steps(Draft& draft, const YamlNode& node, Pot& pot);
/// The tiers of a share.
std::optional<std::vector<Tier>> read_tiers(Draft& draft, const YamlNode& list);

/// The districts by the texts of a column, none of which is empty: `why` says what that would mean.
/// Null: reported.
std::shared_ptr<const Grouping> read_grouping(Draft& draft, const YamlNode& column,
                                              std::string_view why);
/// For whom a step is, or who takes part.
std::optional<Where> read_where(Draft& draft, const YamlNode& map);
std::optional<Within> read_within(Draft& draft, const YamlNode& column);
/// Whether it means nobody, or nobody who takes part in the pot: reported at `place`.
bool report_for_nobody(const Where& where, const std::optional<Participation>& participation,
                       const Location& place, std::string_view pot, Problems& problems);

/// `rounding` of a pot whose amount and steps have been read; `node` is null where it has none.
RoundingRule read_rounding(Draft& draft, const YamlNode* node, const Pot& pot);
RoundingRule read_key_rounding(Draft& draft, const YamlNode& node);

/// `prior` of the file or of a pot, if it has one.
std::optional<Prior> read_prior(Draft& draft, const FieldReader& owner);
/// The form with `table`: its fields are those of `prior`.
std::optional<PriorTable> read_prior_table(Draft& draft, const FieldReader& fields);
void read_expectations(Draft& draft, const YamlNode& node);
/// `expect.table`: a published table, without its numbers held against anything.
std::optional<PrintedTable> read_expected_table(Draft& draft, const YamlNode& node);

/// What the steps at `positions` of a pot, right by themselves, say of each other and of the pot;
/// `number` is that of the pot, none that of a rule for the prior year.
void check_steps(Draft& draft, const Pot& pot, const std::vector<std::size_t>& positions,
                 std::optional<std::size_t> number);
/// Whether the steps that need a prior year have one, when all is read.
void check_prior_needs(Draft& draft);

/// What can only be said when all is read: the decimals of the scenario and the range of amounts.
void finish_amounts(Draft& draft);

/// Reads the scenario in `file` within a session: of the command line, or of a prior year.
Loaded load_in_session(Session& session, FileId file, const Options& options);

}  // namespace allot::load
