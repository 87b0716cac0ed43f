#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace allot::load {

/// A number that a wrong text may have meant.
struct Meaning {
  std::string number;     ///< as ReadNumber takes it: `1234.50`, `12.5 %`
  std::string note = {};  ///< how the text was read, where it can be doubted: "`,` groups by three"

  friend bool operator==(const Meaning&, const Meaning&) = default;
};

/// What is wrong with a text that is not a number.
struct NumberFault {
  std::string label;                   ///< "has no digit before the point"
  std::vector<Meaning> meanings = {};  ///< empty where nobody can tell
};

/// For a text that ReadNumber does not take.
NumberFault find_number_fault(std::string_view text);

/// "write 1234", or "1234 (`,` groups by three): write 1234".
std::string reading_text(const Meaning& meaning);

/// The text in backquotes for a message: shortened, without line breaks and other controls.
std::string quoted_value(std::string_view text);

}  // namespace allot::load
