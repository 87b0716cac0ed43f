#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "cli/session/session.hpp"

namespace allot::cli {

/// Whether a part of `--map` names one of the roles that the command has; else it is refused.
bool has_role(Session& session, const GivenColumn& given, std::span<const std::string_view> roles);

/// The roles in a published table: ids, names, and what it prints.
std::vector<std::string_view> roles_in_published_tables();

}  // namespace allot::cli
