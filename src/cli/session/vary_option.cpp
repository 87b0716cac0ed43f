#include "cli/session/vary_option.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "cli/words/words.hpp"

namespace allot::cli {

using what_if::Grid;
using what_if::Variation;
using what_if::WrongVariation;

std::optional<Grid> grid_of(Session& session, std::size_t most) {
  std::vector<Variation> variations;
  for (const std::string& argument : session.settings().vary) {
    const Location where = session.line().beginning_of(argument);
    WrongVariation wrong;
    auto variation = what_if::read_variation(argument, wrong);
    if (!variation) {
      session.refuse(Variation{.where = where}.place(wrong.where),
                     "`--vary` cannot be read: " + wrong.why, wrong.help);
      return std::nullopt;
    }
    variation->where = where;
    const bool again = std::any_of(variations.begin(), variations.end(), [&](const auto& other) {
      return other.path == variation->path;
    });
    if (again) {
      session.refuse(argument, in_quotes(variation->path) + " is varied twice",
                     {"give all its values in one `--vary`"});
      return std::nullopt;
    }
    variations.push_back(std::move(*variation));
  }
  Grid grid{std::move(variations)};
  if (grid.size() > most) {
    std::vector<std::string> help{"take larger steps, or vary less at a time"};
    if (most < what_if::kMostPoints) {
      help.emplace_back("`allot sweep` tries up to a million");
    }
    session.refuse(session.settings().vary.back(),
                   "these are more than " + std::to_string(most) + " combinations",
                   std::move(help));
    return std::nullopt;
  }
  return grid;
}

}  // namespace allot::cli
