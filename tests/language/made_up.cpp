// allot with each text of its language in ⟦brackets⟧, with its place in the table: what stands
// outside of them in a report was not said by a language. English, or what `--language` names.

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "allot/cli/program.hpp"
#include "report/words/language.hpp"

namespace {

using namespace allot;

std::string in_brackets(std::string_view words, const std::string& before = "") {
  return words.empty() ? std::string{} : "⟦" + before + std::string{words} + "⟧";
}

const report::Language& language_of(const std::vector<std::string_view>& arguments) {
  const auto option = std::ranges::find(arguments, "--language");
  const auto* named = arguments.end() - option > 1 ? report::find_language(*(option + 1)) : nullptr;
  return named == nullptr ? report::kEnglish : *named;
}

}  // namespace

int main(int count, char** values) {
  const std::vector<std::string_view> arguments(values + 1, values + count);
  report::Language language = language_of(arguments);
  std::vector<std::string> kept;
  kept.reserve(language.texts.size() + language.names.size());
  std::vector<report::TextRow> texts;
  for (const report::TextRow& row : language.texts) {
    const std::string place = std::to_string(static_cast<int>(row.text));
    texts.push_back({row.text, kept.emplace_back(in_brackets(row.words, place + "§"))});
  }
  std::vector<report::NameRow> names;
  for (const report::NameRow& row : language.names) {
    names.push_back({row.of, row.name, kept.emplace_back(in_brackets(row.words))});
  }
  language.texts = texts;
  language.names = names;
  return cli::run_program(arguments, {.language = &language});
}
