#include "report/words/language.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/model/languages.hpp"
#include "allot/report/run_report.hpp"
#include "report/document/document.hpp"
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

TEST_CASE("the languages of reports are those that a scenario may name") {
  std::string names;
  for (const Language* language : languages()) {
    names += (names.empty() ? "" : ", ") + std::string{language->name};
    CHECK(find_language(language->name) == language);
  }
  CHECK(names == kLanguages);
  CHECK(find_language("it") == nullptr);
  CHECK(find_language("") == nullptr);
}

TEST_CASE("each language has the names of the others, each once") {
  for (const Language* language : languages()) {
    CAPTURE(language->name);
    CHECK(language->names.size() == kEnglish.names.size());
    for (const NameRow& of_english : kEnglish.names) {
      CAPTURE(of_english.name);
      CHECK(std::ranges::count_if(language->names, [&](const NameRow& row) {
              return row.of == of_english.of && row.name == of_english.name;
            }) == 1);
    }
  }
}

TEST_CASE("each text of a language is told the same arguments as in English") {
  // {1?the prior year} and {1} are the same argument; {1:unit|units} needs it as a count.
  const auto told = [](std::string_view words) {
    std::string arguments(10, ' ');
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      if (words[i] == '{' && words[i + 2] != ':') {
        arguments.at(static_cast<std::size_t>(words[i + 1] - '0')) = words[i + 1];
      }
    }
    return arguments;
  };
  for (const Language* language : languages()) {
    CAPTURE(language->name);
    for (std::size_t i = 0; i < language->texts.size(); ++i) {
      CAPTURE(language->texts[i].words);
      CHECK(told(language->texts[i].words) == told(kEnglish.texts[i].words));
    }
  }
}

TEST_CASE("a report has the numbers of its language unless others are asked for") {
  const auto said = [](std::string_view language, std::optional<NumberStyle> numbers) {
    RunOptions options;
    options.language = find_language(language);
    options.numbers = numbers;
    return amount_text(Money::from_minor(123450), 2, words_for_people(options).numbers);
  };
  CHECK(said("en", std::nullopt) == "1\u202F234.50");
  CHECK(said("de", std::nullopt) == "1.234,50");
  CHECK(said("fr", std::nullopt) == "1\u202F234,50");
  CHECK(said("de", NumberStyle::kFrench) == "1\u202F234,50");
  CHECK(said("fr", NumberStyle::kPlain) == "1\u202F234.50");
  const Words german{*find_language("de")};
  CHECK(german(Text::kLabelInUnitsOf, {german.count(1000)}).find("1.000") != std::string::npos);
}

TEST_CASE("a rounding method has its words in the language") {
  for (const engine::RoundingMethod& method : engine::rounding_methods()) {
    CAPTURE(method.name);
    CHECK(std::ranges::any_of(kEnglish.names, [&](const NameRow& row) {
      return row.of == NamesOf::kMethod && row.name == method.name;
    }));
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
