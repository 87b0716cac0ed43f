#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "allot/report/words/writer.hpp"
#include "report/document/table.hpp"

namespace allot::report::workbook {

/// What a cell looks like besides its number format.
enum class Look : std::uint8_t { kPlain, kHeader, kTotal, kTitle, kHeading, kWrapped, kGiven };

struct Style {
  Look look = Look::kPlain;
  Align align = Align::kLeft;
  std::string number_format = {};  ///< empty: none

  friend bool operator==(const Style& a, const Style& b) = default;
};

/// Of a number with so many decimals: `#,##0.00`; gains with their sign.
std::string number_format_code(int decimals, Sign sign);
/// Text, whatever it looks like: who types over an id keeps its zeros.
inline const std::string kTextFormat = "@";

/// The styles of a workbook, each once.
class Styles {
 public:
  /// Its number, which cells name.
  std::size_t number_of(const Style& style);
  /// The part `xl/styles.xml`.
  void write(Writer& out) const;

 private:
  std::vector<Style> styles_{{}};  ///< the first is that of cells that name none
};

}  // namespace allot::report::workbook
