#pragma once

#include <cstddef>
#include <optional>
#include <streambuf>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "load/yaml/yaml_places.hpp"

namespace allot::load {

/// Feeds the YAML parser, and ends the text early when the parser is fed on and on and says
/// nothing. It keeps every token of a flow list that might yet turn out to be a key, some 240 bytes
/// for each bracket: 8 MiB of `[` would take 2 GB before the first event came to be counted.
class GuardedText final : public std::streambuf {
 public:
  explicit GuardedText(std::string_view text) : text_{text} {}

  /// An event came: what was fed so far is explained.
  void note_progress() { open_ = marks_ = 0; }
  /// Why the text was ended early, if it was.
  [[nodiscard]] std::optional<Diagnostic> refusal(const YamlPlaces& places) const;

 protected:
  int_type underflow() override;

 private:
  enum class State { kFeeding, kTooDeep, kTooLarge };

  void count(std::string_view piece);

  std::string_view text_;
  State state_ = State::kFeeding;
  std::size_t fed_ = 0;
  std::size_t open_ = 0;   // brackets since the last event
  std::size_t marks_ = 0;  // brackets and commas since the last event
  std::size_t deep_offset_ = 0;
};

}  // namespace allot::load
