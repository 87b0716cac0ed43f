#pragma once

#include <span>
#include <string>

#include "allot/engine/keys/key_kinds.hpp"
#include "load/fields/fields.hpp"

namespace allot::load {

/// The sections of a key and of the parts that have fields, as the engine's table of kinds has
/// them. `of_all`: the fields of every key. To be called once.
std::span<const Section> key_sections(std::span<const Field> of_all);

/// "keys.NAME.blend[]": the section of a part.
std::string parts_path(const engine::KeyKind& kind);

/// "keys.NAME.gap": the section of the map that a key is made of.
std::string map_path(const engine::KeyKind& kind);

/// The key that a part is.
inline constexpr std::string_view kPartOf = "of";

/// Whether a part may be the bare name of a key.
bool may_be_bare(const engine::KeyKind& kind);

}  // namespace allot::load
