#pragma once

#include <string_view>

#include "allot/model/field.hpp"

namespace allot::load {

// Fields that several sections have.

inline constexpr Field kStatus{
    .name = "status",
    .type = FieldType::kChoice,
    .choices = "final, preliminary, planned, estimated, invented",
    .summary = "how far it can be trusted; reports print the weakest in use"};
inline constexpr Field kSource{
    .name = "source", .type = FieldType::kId, .summary = "an id of `sources`"};
inline constexpr Field kNote{.name = "note", .summary = "a remark"};

}  // namespace allot::load
