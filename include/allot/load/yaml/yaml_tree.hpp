#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

/// A node of a scenario file: text with its place. Values are *not* typed here: `01001` stays the
/// text `01001`, and an empty value is empty, not the text "null".
struct YamlNode {
  enum class Kind { kScalar, kList, kMap, kEmpty };

  struct Entry;

  Kind kind = Kind::kEmpty;
  std::string text = {};  ///< of a scalar
  bool quoted = false;    ///< a scalar in quotes, or a block scalar
  bool computed = false;  ///< a number that nobody wrote: what `times` made of another
  Location where = {};    ///< of an empty value the place of its key, or of its `-` in a list
  std::vector<YamlNode> items = {};  ///< of a list
  /// Of a map: in file order, keys unique. Without `= {}`, for which `Entry` would have to be
  /// complete here.
  std::vector<Entry> entries;

  [[nodiscard]] bool is_scalar() const { return kind == Kind::kScalar; }
  [[nodiscard]] bool is_list() const { return kind == Kind::kList; }
  [[nodiscard]] bool is_map() const { return kind == Kind::kMap; }
  [[nodiscard]] bool is_empty() const { return kind == Kind::kEmpty; }
  /// The value under `key` of a map, or nullptr.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  [[nodiscard]] YamlNode* find(std::string_view key);
};

struct YamlNode::Entry {
  std::string key;
  bool key_quoted = false;
  Location key_where = {};
  YamlNode value = {};
};

/// The single document in a file whose text is prepared (see bytes.hpp). Reports, each at its
/// place, what a scenario must not contain: anchors, aliases, `<<`, tags, a second document,
/// duplicate keys (both places), keys that are not scalars, nesting beyond 32, more than a million
/// nodes, and yaml-cpp's own errors reworded. After a report there may still be a tree, so that the
/// rest of the file can be checked; there is none after a syntax error, an alias or a merge key.
std::optional<YamlNode> parse_yaml(const SourceFiles& files, FileId file, Problems& problems);

}  // namespace allot::load
