#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/yaml/yaml_tree.hpp"

namespace allot::load {

/// The text of a YAML file, and where its offsets are: many of them, each in logarithmic time.
class YamlPlaces {
 public:
  YamlPlaces(FileId file, std::string_view text);

  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// `offset` may be the end of the text, `length` is at least 1 in the result.
  [[nodiscard]] Location at(std::size_t offset, std::size_t length = 1) const;
  /// The scalar of value `value` as it is written at `offset`, quotes included, no further than the
  /// end of its first line.
  [[nodiscard]] Location of_scalar(std::size_t offset, std::string_view value) const;
  /// At `offset` a quoted scalar begins that never ends.
  [[nodiscard]] bool is_open_quote(std::size_t offset) const;
  /// The byte at `offset`; 0 beyond the end.
  [[nodiscard]] char byte(std::size_t offset) const;
  /// From `offset` to the end of its line, without blanks and line end.
  [[nodiscard]] std::string_view rest_of_line(std::size_t offset) const;
  /// From `offset` up to a blank, a line end or a character of a flow list or map.
  [[nodiscard]] std::string_view word(std::size_t offset) const;
  /// The beginning of the line that holds `offset`, up to there.
  [[nodiscard]] std::string_view line_before(std::size_t offset) const;

 private:
  FileId file_;
  std::string_view text_;
  std::vector<std::size_t> line_starts_;
};

/// What the parser saw, in file order. `kNull` is an absent value and also the words `~` and
/// `null`: the parser does not tell them apart, and the place of an absent value is that of
/// whatever stands next.
struct YamlEvent {
  enum class Kind { kNull, kScalar, kAlias, kListStart, kListEnd, kMapStart, kMapEnd };

  Kind kind = Kind::kNull;
  std::size_t offset = 0;
  bool quoted = false;    ///< of a scalar
  bool in_flow = false;   ///< of a list or map: written as `[…]` or `{…}`
  std::string text = {};  ///< of a scalar

  [[nodiscard]] bool is_end() const { return kind == Kind::kListEnd || kind == Kind::kMapEnd; }
};

/// The tree that complete events describe. Nullopt if a part of it cannot be represented; that has
/// then been reported.
std::optional<YamlNode> build_tree(const YamlPlaces& places, const std::vector<YamlEvent>& events,
                                   Problems& problems);

/// A way in which a text is not YAML.
enum class YamlFault {
  kColon,
  kQuestionMark,
  kDash,
  kNoField,
  kNoItem,
  kFlowMapGoesOn,
  kFlowListGoesOn,
  kBracket,
  kTextGoesOn,
  kMarkerInText,
  kCharacter,
  kEscape,
  kTab,
  kBlockText,
  kNodeProperty,
  kDirective,
  kTooDeep,
  kOther,
};

struct SyntaxError {
  YamlFault fault = YamlFault::kOther;
  std::size_t offset = 0;
  std::size_t value_at = 0;                   ///< the last thing that was understood
  std::size_t read_to = 0;                    ///< the end of it, or a place within it
  std::optional<std::size_t> opened_at = {};  ///< the innermost bracket that is still open
};

/// The parser's error in plain words, with a way out.
Diagnostic syntax_problem(const YamlPlaces& places, const SyntaxError& error);

/// What stands at `offset` is YAML, but no part of a scenario: `&anchor`, `*alias`, `!tag`,
/// `<<`, `%DIRECTIVE` or `---`.
Diagnostic feature_problem(const YamlPlaces& places, std::size_t offset);

/// `name` stands where a field is expected, without its `: `.
Diagnostic no_colon_problem(const Location& where, std::string_view name);

Diagnostic too_deep_problem(const YamlPlaces& places, std::size_t offset);
Diagnostic too_large_problem(const YamlPlaces& places, std::size_t offset);

/// Adds the problem, unless there are so many that nobody reads them: a hostile file could have a
/// million. `problems` are those of this file.
void report(Problems& problems, Diagnostic problem);

/// User text for a message: no controls, not too long.
std::string excerpt(std::string_view text);

inline constexpr std::size_t kMaxYamlDepth = 32;
inline constexpr std::size_t kMaxYamlNodes = 1'000'000;

}  // namespace allot::load
