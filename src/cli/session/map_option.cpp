#include "cli/session/map_option.hpp"

#include <algorithm>
#include <iterator>

#include "allot/core/text.hpp"
#include "allot/model/printed_table.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

bool has_role(Session& session, const GivenColumn& given, std::span<const std::string_view> roles) {
  return std::ranges::find(roles, given.role) != roles.end() ||
         session.refuse(session.line().of_last(given.role + "=" + given.column),
                        in_quotes(given.role) + " is no role of a column",
                        did_you_mean(given.role, roles, "the roles are " + listed(roles)));
}

std::vector<std::string_view> roles_in_published_tables() {
  std::vector<std::string_view> roles{"id", "name"};
  std::ranges::copy(kPrintedRoles, std::back_inserter(roles));
  return roles;
}

}  // namespace allot::cli
