#include "report/formats/workbook/names.hpp"

#include <algorithm>

#include "allot/core/text.hpp"

namespace allot::report::workbook {
namespace {

constexpr std::size_t kLongestName = 31;  ///< in units of UTF-16

std::size_t units_of(char32_t code_point) { return code_point > 0xFFFF ? 2 : 1; }

/// The longest beginning of so many units.
std::string cut(std::string_view text, std::size_t most) {
  std::size_t units = 0, end = 0;
  while (end < text.size()) {
    const auto [code_point, size] = first_character(text.substr(end));
    units += units_of(code_point);
    if (units > most) {
      break;
    }
    end += size;
  }
  return std::string{text.substr(0, end)};
}

/// An apostrophe must not begin or end a name; blanks at its ends are not seen.
void trim(std::string& name) {
  const auto is_edge = [](char c) { return c == '\'' || c == ' '; };
  while (!name.empty() && is_edge(name.back())) {
    name.pop_back();
  }
  name.erase(name.begin(), std::ranges::find_if_not(name, is_edge));
}

std::string allowed(std::string_view wanted) {
  constexpr std::string_view kForbidden = "[]:*?/\\";
  std::string name = without_controls(wanted);
  std::ranges::replace_if(
      name, [&](char c) { return kForbidden.find(c) != std::string_view::npos; }, '-');
  trim(name);
  return name;
}

/// Excel tells names apart without regard to case: of Latin letters here.
std::string without_capitals(std::string_view name) {
  std::string lower;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool latin = !lower.empty() && lower.back() == '\xC3' && byte >= 0x80 && byte <= 0x9E;
    lower += (c >= 'A' && c <= 'Z') || latin ? static_cast<char>(byte + 0x20) : c;
  }
  return lower;
}

}  // namespace

std::string SheetNames::next(std::string_view wanted) {
  const std::string whole = allowed(wanted);
  for (std::size_t number = 1;; ++number) {
    const std::string behind = number == 1 ? "" : " (" + std::to_string(number) + ")";
    std::string name = cut(whole, kLongestName - behind.size());
    trim(name);
    name += behind;
    trim(name);
    const std::string lower = without_capitals(name);
    // Excel keeps this name for itself.
    if (!name.empty() && lower != "history" && std::ranges::find(taken_, lower) == taken_.end()) {
      taken_.push_back(lower);
      return name;
    }
  }
}

std::string in_formula(std::string_view sheet) {
  std::string quoted = "'";
  for (const char c : sheet) {
    quoted += c;
    if (c == '\'') {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace allot::report::workbook
