#pragma once

#include <optional>
#include <string_view>

namespace allot::report {

/// `1 234.50`, `1.234,50`, `1'234.50` or `1 234,50`: how a report writes numbers (`--numbers`).
enum class NumberStyle { kPlain, kGerman, kSwiss, kFrench };

std::optional<NumberStyle> number_style(std::string_view name);

}  // namespace allot::report
