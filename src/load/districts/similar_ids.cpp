#include "load/districts/similar_ids.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "allot/core/text.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Whether no two of them can be alike: they are ASCII, and have letters of one case at most.
bool are_plain(const std::vector<std::string_view>& ids) {
  bool any_small = false;
  bool any_capital = false;
  bool any_other = false;
  for (const std::string_view id : ids) {
    for (const char c : id) {
      any_small = any_small || (c >= 'a' && c <= 'z');
      any_capital = any_capital || (c >= 'A' && c <= 'Z');
      any_other = any_other || static_cast<unsigned char>(c) >= 0x80;
    }
  }
  return !any_other && !(any_small && any_capital);
}

std::size_t hash_of(std::string_view id) { return std::hash<std::u32string>{}(skeleton(id)); }

/// Hashes of skeletons that several ids have. The skeletons themselves would need many times the
/// memory of the ids.
std::unordered_set<std::size_t> shared_hashes(const std::vector<std::string_view>& ids) {
  std::vector<std::size_t> hashes;
  hashes.reserve(ids.size());
  for (const std::string_view id : ids) {
    hashes.push_back(hash_of(id));
  }
  std::ranges::sort(hashes);
  std::unordered_set<std::size_t> shared;
  for (auto at = std::ranges::adjacent_find(hashes); at != hashes.end();
       at = std::adjacent_find(at + 1, hashes.end())) {
    shared.insert(*at);
  }
  return shared;
}

std::string_view words_of(Likeness likeness) {
  switch (likeness) {
    case Likeness::kAccents:
      return "only by how an accent is stored, as one character or as two";
    case Likeness::kCase:
      return "only by small and capital letters";
    case Likeness::kLetters:
    case Likeness::kNone:
      break;
  }
  return "only by letters that look the same, of two alphabets";
}

/// With the code points where they are needed to tell it from the other one.
std::string shown(std::string_view id, Likeness likeness) {
  const std::string plain = quoted(id);
  const std::string code_points = quoted(with_code_points(id));
  return likeness == Likeness::kCase || plain == code_points
             ? plain
             : fmt::format("{} ({})", plain, code_points);
}

Diagnostic similar(const Districts& districts, std::size_t first, std::size_t again) {
  const Likeness how = likeness(districts.ids[first], districts.ids[again]);
  return {.code = Code::kSimilarIds,
          .where = districts.places[again],
          .message = fmt::format("the ids {} and {} differ {}", shown(districts.ids[first], how),
                                 shown(districts.ids[again], how), words_of(how)),
          .label = "another district?",
          .help = {"if they are one district, write its id in one way everywhere; if they are two, "
                   "rename one of them"},
          .related = {{districts.places[first], "the other one"}}};
}

}  // namespace

void warn_of_similar_ids(const Districts& districts, Problems& problems) {
  if (are_plain(districts.ids)) {
    return;
  }
  const std::unordered_set<std::size_t> shared = shared_hashes(districts.ids);
  FirstTen found{problems, "more ids that are like others"};
  std::unordered_map<std::u32string, std::size_t> first_of;
  for (std::size_t i = 0; i < districts.size() && !shared.empty(); ++i) {
    if (!shared.contains(hash_of(districts.ids[i]))) {
      continue;
    }
    const auto seen = first_of.try_emplace(skeleton(districts.ids[i]), i);
    if (!seen.second) {
      found.add([&] { return similar(districts, seen.first->second, i); });
    }
  }
  found.finish();
}

}  // namespace allot::load
