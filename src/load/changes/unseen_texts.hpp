#pragma once

#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/text.hpp"
#include "allot/load/text/unseen_character.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/problems/first_ten.hpp"

namespace allot::load {

/// Warns of characters that are not seen (see first_unseen), for the first ten texts that have
/// some.
class UnseenTexts {
 public:
  explicit UnseenTexts(Problems& problems) : found_{problems, "more texts with such characters"} {}

  /// `place` gives where it is.
  template <class Place>
  void look_at(std::string_view thing, std::string_view text, TextUse use, Place place) {
    if (first_unseen(text, use)) {
      found_.add([&] { return *unseen_character(thing, text, use, place()); });
    }
  }

  void finish() { found_.finish(); }

 private:
  FirstTen found_;
};

/// Looks at the names of fields, and at all texts but notes and the ids, names and groups of
/// districts and groups, of which `check_districts` tells.
void warn_of_invisible(const YamlNode& root, Problems& problems);
/// At a value of the command line.
void warn_of_invisible_value(const YamlNode& value, Problems& problems);

}  // namespace allot::load
