#include "report/words/language.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "allot/engine/rounding/rounding.hpp"
#include "report/words/words.hpp"

namespace allot::report {
namespace {

constexpr std::size_t kAll = static_cast<std::size_t>(Text::kEnd);

/// A language that says `words` for each text, but for `missing` of them.
consteval bool is_complete_with(std::string_view words, std::size_t missing = 0) {
  std::array<TextRow, kAll> rows{};
  for (std::size_t i = 0; i < kAll; ++i) {
    rows[i] = {static_cast<Text>(i), words};
  }
  return is_complete(std::span{rows}.first(kAll - missing));
}

static_assert(is_complete_with("{0#} held at {1} of {2?nothing};|{0:is|are} {3}"));
static_assert(!is_complete_with("words", 1), "a text is missing");
static_assert(!is_complete_with("{0"), "the brace is not closed");
static_assert(!is_complete_with("0}"), "the brace is not opened");
static_assert(!is_complete_with("{name}"), "arguments have numbers");
static_assert(!is_complete_with("{0!}"), "there is no such form");

TEST_CASE("a rounding method has its words in the language, and one row only") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    CAPTURE(method.name);
    CHECK(std::ranges::count_if(kEnglish.names, [&](const NameRow& row) {
            return row.of == NamesOf::kMethod && row.name == method.name;
          }) == 1);
  }
}

TEST_CASE("a text chooses by counts, by who is counted and by what it is not told") {
  static constexpr auto kTexts = [] {
    std::array<TextRow, kAll> rows{};
    for (std::size_t i = 0; i < kAll; ++i) {
      rows[i] = {static_cast<Text>(i), ""};
    }
    rows[static_cast<std::size_t>(Text::kDistricts)].words = "{0} {0:Kreis|Kreise|Träger|Träger}";
    rows[static_cast<std::size_t>(Text::kHeldAtFloor)].words = "{1?Vorjahr}: {0#},|{0:hat|haben}";
    return rows;
  }();
  const Language language{.name = "x", .texts = kTexts, .names = {}, .zero_is_singular = true};
  const Words words{language, kMachineNumbers};
  Districts districts;
  const auto said = [&](std::size_t count, const char* year) {
    return words(Text::kHeldAtFloor, {words.districts(districts, count), year});
  };
  CHECK(said(0, "") == "Vorjahr: 0 Kreis, hat");
  CHECK(said(1, "2024") == "2024: 1 Kreis, hat");
  CHECK(said(2, "2024") == "2024: 2 Kreise, haben");
  districts.called_recipients = true;
  CHECK(said(2, "") == "Vorjahr: 2 Träger, haben");
  CHECK(words.sentence(Text::kHeldAtFloor, {words.count(1), "2024"}).size() == 2);
}

}  // namespace
}  // namespace allot::report
