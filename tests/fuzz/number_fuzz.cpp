// A number that was read, printed again, is the text that was read.

#include <string>
#include <string_view>

#include "allot/core/text.hpp"
#include "allot/load/numbers/number.hpp"
#include "fuzz.hpp"

namespace allot::fuzz {
namespace {

/// Without what may vary in how a number is written: `_`, blanks, `%`, leading zeros, the sign of
/// 0.
std::string plain(std::string_view text) {
  std::string digits;
  for (const char character : text) {
    if ((character >= '0' && character <= '9') || character == '.') {
      digits.push_back(character);
    }
  }
  const std::size_t first = digits.find_first_not_of('0');
  digits.erase(0, first == std::string::npos ? digits.size() : first);
  const bool negative = text.find('-') != std::string_view::npos &&
                        digits.find_first_of("123456789") != std::string::npos;
  return (negative ? "-" : "") + (digits.empty() || digits[0] == '.' ? "0" + digits : digits);
}

void try_number(std::string_view text) {
  if (first_invalid_utf8(text)) {
    return;  // refused before numbers are read
  }
  const load::ReadNumber read = load::ReadNumber::from(text);
  if (read.number() == nullptr) {
    require(!read.error().reason.empty(), "what is not a number has a reason");
    require(!first_invalid_utf8(read.error().reason), "the reason is valid UTF-8");
    return;
  }
  const load::Number& number = *read.number();
  if (!number.ratio) {
    const Fraction printed = number.percent ? number.value * Fraction{100} : number.value;
    require(plain(printed.to_decimal(number.decimals)) == plain(text),
            "a number is printed as it was read");
  }
}

}  // namespace
}  // namespace allot::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  allot::fuzz::try_number(allot::fuzz::text_of(bytes, size));
  return 0;
}
