#pragma once

#include <string_view>

#include "load/draft/draft.hpp"

namespace allot::load {

/// A name that is neither a key nor a column. `counts`: where a key of counts is wanted, as tiers
/// do not.
void report_unknown_key(Draft& draft, std::string_view name, const Location& where, bool counts);

/// A key of shares, or of what is made of shares, where counts are wanted.
void report_key_of_shares(Draft& draft, const Key& key, const Location& where);

/// Reports the name of a key that a column has, too, or the key that is always there.
void check_key_name(Draft& draft, const YamlNode::Entry& entry);

}  // namespace allot::load
