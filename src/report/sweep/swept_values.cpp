#include <algorithm>

#include "report/sweep/sweep_charts.hpp"

namespace allot::report {

int128 PlainNumber::with_decimals(int more) const {
  int128 scaled = digits;
  for (int i = decimals; i < more; ++i) {
    scaled *= 10;
  }
  return scaled;
}

std::optional<PlainNumber> plain_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 18;  // twice as many are below 2^127
  const bool negative = text.starts_with('-');
  text.remove_prefix(negative ? 1 : 0);
  if (text.empty() || text.size() > kMostDigits) {
    return std::nullopt;
  }
  PlainNumber number;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.' && !fraction) {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      number.digits = number.digits * 10 + (c - '0');
      number.decimals += fraction ? 1 : 0;
    } else {
      return std::nullopt;
    }
  }
  number.digits = negative ? -number.digits : number.digits;
  return number;
}

std::optional<int> common_decimals(const std::vector<std::string>& values) {
  int decimals = 0;
  for (const std::string& value : values) {
    const auto number = plain_number(value);
    if (!number) {
      return std::nullopt;
    }
    decimals = std::max(decimals, number->decimals);
  }
  return decimals;
}

std::string short_path(const std::vector<std::string>& paths, std::size_t index) {
  const std::string& path = paths[index];
  for (std::size_t dot = path.rfind('.'); dot != std::string::npos && dot > 0;
       dot = path.rfind('.', dot - 1)) {
    const std::string end = path.substr(dot);
    const auto ends_so = [&](const std::string& other) { return other.ends_with(end); };
    if (std::count_if(paths.begin(), paths.end(), ends_so) == 1) {
      return end.substr(1);
    }
  }
  return path;
}

}  // namespace allot::report
