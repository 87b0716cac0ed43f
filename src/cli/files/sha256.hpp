#pragma once

#include <string>
#include <string_view>

namespace allot::cli {

/// FIPS 180-4, in 64 hexadecimal digits: what `sha256sum` prints of a file with these bytes.
std::string sha256(std::string_view bytes);

}  // namespace allot::cli
