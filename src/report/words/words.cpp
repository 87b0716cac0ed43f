#include "report/words/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "allot/core/error.hpp"

namespace allot::report {
namespace {

/// One of "a|b", or of "a|b|c|d", where the last two are of recipients.
std::string_view choice(std::string_view choices, bool one, bool of_recipients) {
  const bool has_recipients = std::ranges::count(choices, '|') == 3;
  for (int skipped = (one ? 0 : 1) + (has_recipients && of_recipients ? 2 : 0); skipped > 0;
       --skipped) {
    choices.remove_prefix(choices.find('|') + 1);
  }
  return choices.substr(0, choices.find('|'));
}

std::string count_text(std::size_t count, const NumberFormat& numbers) {
  return NumberText{static_cast<int128>(count), 0, numbers, Sign::kMinusOnly}.text();
}

}  // namespace

std::string in_code(std::string_view name) {
  std::string ticks = "`";
  while (name.find(ticks) != std::string_view::npos) {
    ticks += '`';
  }
  const bool apart = name.starts_with('`') || name.ends_with('`');
  const std::string_view blank = apart ? " " : "";
  return fmt::format("{0}{1}{2}{1}{0}", ticks, blank, name);
}

std::string prior_year(const std::string& label) { return label == "prior" ? "" : label; }

std::string prior_year(const Scenario& scenario, const Pot& pot) {
  const std::optional<Prior>& prior = pot.prior ? pot.prior : scenario.prior;
  return prior ? prior_year(prior->label) : "";
}

Sentence Words::sentence(Text text, std::initializer_list<TextArgument> arguments) const {
  return sentence(text, std::span{arguments.begin(), arguments.size()});
}

Sentence Words::sentence(Text text, std::span<const TextArgument> arguments) const {
  const std::string_view words = language_->texts[static_cast<std::size_t>(text)].words;
  Sentence sentence{""};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == '|') {
      sentence.emplace_back();
    } else if (words[i] != '{') {
      sentence.back() += words[i];
    } else {
      std::size_t end = words.find('}', i);
      const auto which = static_cast<std::size_t>(words[i + 1] - '0');
      invariant(which < arguments.size(), "a text is told all that it says");
      const TextArgument& argument = arguments[which];
      const std::string_view rest = end == i + 2 ? "" : words.substr(i + 3, end - i - 3);
      if (words[i + 2] == '#') {
        sentence.back() += (*this)(Text::kDistricts, {argument});
      } else if (words[i + 2] == ':') {
        const bool one =
            argument.count_ == 1 || (argument.count_ == 0 && language_->zero_is_singular);
        sentence.back() += choice(rest, one, argument.of_recipients_);
      } else {
        const std::string_view said =
            argument.text_.empty() ? rest : std::string_view{argument.text_};
        if (sentence.back().ends_with('`') && words.substr(end + 1).starts_with('`') &&
            said.find('`') != std::string_view::npos) {
          sentence.back().pop_back();
          sentence.back() += in_code(said);
          ++end;
        } else {
          sentence.back() += said;
        }
      }
      i = end;
    }
  }
  return sentence;
}

std::string Words::operator()(Text text, std::initializer_list<TextArgument> arguments) const {
  return joined(sentence(text, arguments));
}

std::string Words::operator()(Text text, std::span<const TextArgument> arguments) const {
  return joined(sentence(text, arguments));
}

std::string_view Words::named(NamesOf of, std::string_view name) const {
  const auto found = std::ranges::find_if(
      language_->names, [&](const NameRow& row) { return row.of == of && row.name == name; });
  return found == language_->names.end() ? name : found->words;
}

std::string Words::date(std::string_view iso) const {
  constexpr std::string_view kForm = "0000-00-00";
  const auto fits = [](char c, char form) { return form == '-' ? c == '-' : c >= '0' && c <= '9'; };
  return iso.size() == kForm.size() && std::ranges::equal(iso, kForm, fits)
             ? (*this)(Text::kDate, {iso.substr(0, 4), iso.substr(5, 2), iso.substr(8)})
             : std::string{iso};
}

std::string Words::list(std::span<const std::string_view> items, std::size_t count) const {
  constexpr std::size_t kMostListed = 10;
  const auto shown = items.first(std::min(items.size(), kMostListed));
  const std::string text = fmt::format("{}", fmt::join(shown, ", "));
  return count == shown.size() ? text
                               : (*this)(Text::kAndMore, {text, this->count(count - shown.size())});
}

TextArgument Words::count(std::size_t count) const {
  return {count_text(count, numbers), count, false};
}

TextArgument Words::districts(bool called_recipients, std::size_t count) const {
  return {count_text(count, numbers), count, called_recipients};
}

TextArgument Words::districts(const Districts& of, std::size_t count) const {
  return districts(of.called_recipients, count);
}

}  // namespace allot::report
