#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "allot/core/fraction.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

/// A figure of `expect` that is to be another.
struct NewFigure {
  Location where;  ///< of its value, in the file that is rewritten
  Fraction old, value;
  std::optional<int> decimals = {};  ///< of an amount of money; none: it is a share
};

/// A figure as it stands in the new text.
struct RewrittenFigure {
  std::string path;           ///< `expect.budgets.06433`
  std::string before, after;  ///< as they are written, without quotes
  Location where;             ///< in the new text
};

enum class NotRewritten {
  kOtherForm,  ///< its value is not written there as a number on one line
  kNoText,     ///< no number of a file is exactly the new value
};

struct Rewritten {
  FileId file = 0;  ///< that has the new text
  std::vector<std::variant<RewrittenFigure, NotRewritten>> figures =
      {};  ///< in the order asked for
};

/// Writes figures of a scenario anew in its text, which has been read: each in the form of the old
/// one, and every other byte stays. The new text is a file of its own in `files`. It has been
/// parsed, too: its tree is the old one but for these figures, or else nothing is rewritten.
Rewritten rewrite_figures(SourceFiles& files, FileId file, std::span<const NewFigure> figures);

}  // namespace allot::load
