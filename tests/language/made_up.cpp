// allot in a language that is English with each text in ⟦brackets⟧: what stands outside of them in
// a report was not said by a language.

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

}  // namespace

int main(int count, char** values) {
  std::vector<std::string> kept;
  kept.reserve(report::kEnglish.texts.size() + report::kEnglish.names.size());
  std::vector<report::TextRow> texts;
  for (const report::TextRow& row : report::kEnglish.texts) {
    const std::string place = std::to_string(static_cast<int>(row.text));
    texts.push_back({row.text, kept.emplace_back(in_brackets(row.words, place + "§"))});
  }
  std::vector<report::NameRow> names;
  for (const report::NameRow& row : report::kEnglish.names) {
    names.push_back({row.of, row.name, kept.emplace_back(in_brackets(row.words))});
  }
  const report::Language made_up{.name = "made-up", .texts = texts, .names = names};
  const std::vector<std::string_view> arguments(values + 1, values + count);
  return cli::run_program(arguments, {.language = &made_up});
}
