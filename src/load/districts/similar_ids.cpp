#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "allot/core/text.hpp"
#include "load/districts/text_cells.hpp"
#include "load/districts/text_checks.hpp"
#include "load/problems/first_ten.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

/// Texts of one kind that are told apart byte by byte.
struct SimilarTexts {
  std::span<const std::string_view> all;
  std::function<Location(std::size_t)> place;
  std::string_view plural;  ///< "the ids"
  std::string_view thing;   ///< "district"
};

enum Kind : std::uint8_t { kSmall = 1, kCapital = 2, kOther = 4 };

constexpr std::array<std::uint8_t, 256> kKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (std::size_t letter = 0; letter < 26; ++letter) {
    kinds[std::size_t{'a'} + letter] = kSmall;
    kinds[std::size_t{'A'} + letter] = kCapital;
  }
  std::fill(kinds.begin() + 0x80, kinds.end(), kOther);
  return kinds;
}();

/// Whether no two of them can be alike: they are ASCII, and have letters of one case at most.
bool are_plain(std::span<const std::string_view> ids) {
  unsigned found = 0;
  for (const std::string_view id : ids) {
    for (const char c : id) {
      found |= kKinds[static_cast<unsigned char>(c)];
    }
  }
  return (found & kOther) == 0 && found != (kSmall | kCapital);
}

std::size_t hash_of(std::string_view id) { return std::hash<std::u32string>{}(skeleton(id)); }

/// Hashes of skeletons that several ids have. The skeletons themselves would need many times the
/// memory of the ids.
std::unordered_set<std::size_t> shared_hashes(std::span<const std::string_view> ids) {
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

Diagnostic similar(const SimilarTexts& texts, std::size_t first, std::size_t again) {
  const std::string_view a = texts.all[first];
  const std::string_view b = texts.all[again];
  return {.code = Code::kSimilarIds,
          .where = texts.place(again),
          .message = fmt::format("{} {} and {} differ {}", texts.plural, told_apart(a, b),
                                 told_apart(b, a), words_of(likeness(a, b))),
          .label = fmt::format("another {}?", texts.thing),
          .help = {fmt::format("if they are one {}, write it in one way everywhere; if they are "
                               "two, rename one of them",
                               texts.thing)},
          .related = {{texts.place(first), "the other one"}}};
}

/// Of many that are the same, such as the groups of districts, the first.
void warn_of_similar(const SimilarTexts& texts, Problems& problems) {
  if (are_plain(texts.all)) {
    return;
  }
  const std::unordered_set<std::size_t> shared = shared_hashes(texts.all);
  FirstTen found{problems, fmt::format("more {} that are like others", texts.plural.substr(4))};
  std::unordered_map<std::u32string, std::vector<std::size_t>> seen;
  for (std::size_t i = 0; i < texts.all.size() && !shared.empty(); ++i) {
    if (!shared.contains(hash_of(texts.all[i]))) {
      continue;
    }
    std::vector<std::size_t>& alike = seen[skeleton(texts.all[i])];
    const bool known = std::ranges::any_of(
        alike, [&](std::size_t other) { return texts.all[other] == texts.all[i]; });
    if (known) {
      continue;
    }
    if (!alike.empty()) {
      found.add([&] { return similar(texts, alike.front(), i); });
    }
    alike.push_back(i);
  }
  found.finish();
}

}  // namespace

void warn_of_similar_districts(const Draft& draft) {
  const Districts& districts = draft.scenario.districts;
  warn_of_similar({.all = districts.ids,
                   .place = [&](std::size_t i) { return districts.places[i]; },
                   .plural = "the ids",
                   .thing = draft.is_groups ? "group" : "district"},
                  draft.problems);
}

void warn_of_similar_groups(const Draft& draft) {
  warn_of_similar(
      {.all = draft.scenario.districts.groups,
       .place = [&](std::size_t i) { return place_of_cell(draft, draft.group_column, i); },
       .plural = "the groups",
       .thing = "group"},
      draft.problems);
}

void warn_of_similar_columns(const Draft& draft) {
  const auto& columns = draft.columns.available;
  const std::vector<std::string_view> names = draft.columns.names();
  warn_of_similar({.all = names,
                   .place = [&](std::size_t i) { return columns[i].where; },
                   .plural = "the columns",
                   .thing = "column"},
                  draft.problems);
}

void warn_of_similar_pots(const Draft& draft) {
  const auto& pots = draft.scenario.pots;
  const auto ids = texts_of(pots, &Pot::id);
  warn_of_similar({.all = ids,
                   .place = [&](std::size_t i) { return pots[i].where; },
                   .plural = "the pots",
                   .thing = "pot"},
                  draft.problems);
}

void warn_of_similar_keys(const YamlNode& keys, Problems& problems) {
  const auto names = texts_of(keys.entries, &YamlNode::Entry::key);
  warn_of_similar({.all = names,
                   .place = [&](std::size_t i) { return keys.entries[i].key_where; },
                   .plural = "the keys",
                   .thing = "key"},
                  problems);
}

}  // namespace allot::load
