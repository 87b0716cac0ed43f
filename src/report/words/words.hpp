#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "allot/model/scenario.hpp"
#include "report/words/language.hpp"
#include "report/words/numbers.hpp"
#include "report/words/sentences.hpp"

namespace allot::report {

/// What a text is told: words as they are to stand there (a name, an amount), or a count.
class TextArgument {
 public:
  // NOLINTBEGIN(google-explicit-constructor)
  TextArgument(std::string text) : text_{std::move(text)} {}
  TextArgument(std::string_view text) : text_{text} {}
  TextArgument(const char* text) : text_{text} {}
  // NOLINTEND(google-explicit-constructor)

 private:
  friend class Words;
  TextArgument(std::string text, std::size_t count, bool of_recipients)
      : text_{std::move(text)}, count_{count}, of_recipients_{of_recipients} {}

  std::string text_;
  std::size_t count_ = 1;
  bool of_recipients_ = false;
};

/// Its label; empty where the file gives it none: then a text says "the prior year".
std::string prior_year(const std::string& label);
/// Of a pot.
std::string prior_year(const Scenario& scenario, const Pot& pot);

/// A name in backticks as Markdown writes code: in more of them, where it holds some itself.
std::string in_code(std::string_view name);

/// How a report speaks: its language, and how it writes numbers.
class Words {
 public:
  Words(const Language& language, const NumberFormat& format)
      : numbers{format}, language_{&language} {}
  /// With the numbers of the language.
  explicit Words(const Language& language) : Words{language, number_format(language.numbers)} {}

  const NumberFormat numbers;

  /// In one piece.
  [[nodiscard]] std::string operator()(Text text,
                                       std::initializer_list<TextArgument> arguments = {}) const;
  [[nodiscard]] std::string operator()(Text text, std::span<const TextArgument> arguments) const;
  /// In the phrases of the text.
  [[nodiscard]] Sentence sentence(Text text,
                                  std::initializer_list<TextArgument> arguments = {}) const;
  [[nodiscard]] Sentence sentence(Text text, std::span<const TextArgument> arguments) const;
  /// As it is where the language has no word for it: of columns that only programs read.
  [[nodiscard]] std::string_view named(NamesOf of, std::string_view name) const;
  /// "by largest remainder"; empty for a method that has nothing to round.
  [[nodiscard]] std::string_view method(std::string_view name) const {
    return named(NamesOf::kMethod, name);
  }

  /// Of `2026-01-31`; what is no such date stays as it is.
  [[nodiscard]] std::string date(std::string_view iso) const;

  /// "a, b, c", at most ten of them, then "and 7 more" of `count` in all.
  [[nodiscard]] std::string list(std::span<const std::string_view> items, std::size_t count) const;

  [[nodiscard]] TextArgument count(std::size_t count) const;
  [[nodiscard]] TextArgument districts(bool called_recipients, std::size_t count) const;
  [[nodiscard]] TextArgument districts(const Districts& of, std::size_t count) const;

 private:
  const Language* language_;
};

}  // namespace allot::report
