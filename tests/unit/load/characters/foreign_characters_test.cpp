#include "load/characters/foreign_characters.hpp"

#include <doctest/doctest.h>

#include <string>

#include "load/problems/messages.hpp"

namespace allot::load {
namespace {

TEST_CASE("quotes of print are taken off where they are at both ends") {
  CHECK(without_foreign_quotes("„a“") == "a");
  CHECK(without_foreign_quotes("»a b«") == "a b");
  CHECK(without_foreign_quotes("`a`") == "a");
  CHECK_FALSE(without_foreign_quotes("a“").has_value());
  CHECK_FALSE(without_foreign_quotes("„“").has_value());
  CHECK_FALSE(without_foreign_quotes("“").has_value());
  CHECK_FALSE(without_foreign_quotes("\"a\"").has_value());
  CHECK_FALSE(without_foreign_quotes("").has_value());
}

TEST_CASE("a dash or bullet begins a list only before a blank") {
  CHECK(foreign_list_mark("– a") == "–");
  CHECK(foreign_list_mark("•\u00A0a") == "•");
  CHECK(foreign_list_mark("–") == "–");
  CHECK(foreign_list_mark("–5").empty());
  CHECK(foreign_list_mark("- a").empty());
  CHECK(foreign_list_mark("").empty());
}

TEST_CASE("a name in quotes of print is told without them") {
  const std::vector<std::string_view> known{"persons", "area"};
  CHECK(way_out("„area“", known, "the columns") ==
        std::vector<std::string>{"`„` (U+201E) and `“` (U+201C) are no quotes of YAML: write "
                                 "`area`"});
  CHECK(way_out("„aera“", known, "the columns") ==
        std::vector<std::string>{"did you mean `area`?",
                                 "`„` (U+201E) and `“` (U+201C) are no quotes of YAML: use `\"` "
                                 "or none"});
  CHECK(way_out("aera", known, "the columns") == std::vector<std::string>{"did you mean `area`?"});
}

}  // namespace
}  // namespace allot::load
