#include <algorithm>
#include <memory>

#include "allot/core/text.hpp"
#include "report/columns/run_table.hpp"
#include "report/compare/compare_report.hpp"
#include "report/words/name_told_apart.hpp"

namespace allot::report {
namespace {

using enum Text;

/// What all texts, of which there are some, begin with.
std::string_view common_bytes(const std::vector<std::string_view>& texts) {
  std::string_view common = texts.front();
  for (const std::string_view text : texts) {
    const auto [end, _] = std::mismatch(common.begin(), common.end(), text.begin(), text.end());
    common = common.substr(0, static_cast<std::size_t>(end - common.begin()));
  }
  return common;
}

/// What the titles begin with in common, up to a blank; all of it where they are equal.
std::string_view common_beginning(const std::vector<std::string_view>& titles) {
  std::string_view common = common_bytes(titles);
  const auto ends_in_word = [&](std::string_view title) {
    return title.size() > common.size() && title[common.size()] != ' ';
  };
  if (std::ranges::any_of(titles, ends_in_word)) {
    const std::size_t blank = common.rfind(' ');
    common = common.substr(0, blank == std::string_view::npos ? 0 : blank);
  }
  return common;
}

/// Of those that have a letter.
std::vector<std::size_t> lettered_sides(const Comparison& comparison) {
  std::vector<std::size_t> sides;
  for (std::size_t side = comparison.sides.front().is_prior ? 1 : 0; side < comparison.sides.size();
       ++side) {
    sides.push_back(side);
  }
  return sides;
}

std::vector<std::string_view> titles_of(const Comparison& comparison) {
  std::vector<std::string_view> titles;
  for (const std::size_t side : lettered_sides(comparison)) {
    titles.emplace_back(comparison.sides[side].title);
  }
  return titles;
}

/// The year of what is compared, of a tranche its own.
std::string_view year_of(const Compared& side) {
  return side.tranche.empty() ? side.year : side.tranche;
}

bool tells_apart(std::vector<std::string_view> names) {
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) == names.end() &&
         std::ranges::find(names, std::string_view{}) == names.end();
}

/// What is left of the titles behind their common beginning.
std::vector<std::string_view> title_rests(const Comparison& comparison) {
  std::vector<std::string_view> rests = titles_of(comparison);
  const std::size_t common = common_beginning(rests).size();
  for (std::string_view& rest : rests) {
    rest.remove_prefix(common);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  }
  return rests;
}

/// "ratable", "top-up" of `examples/floor-ratable.yaml`, `examples/floor-top-up.yaml`.
std::vector<std::string_view> file_rests(const std::vector<std::string_view>& files) {
  const std::size_t begin = common_bytes(files).find_last_of("/-_ ") + 1;  // 0 where there is none
  const auto ending = [](std::string_view file) {
    return file.substr(std::min(file.rfind('.'), file.size()));
  };
  const bool same_ending = std::ranges::all_of(
      files, [&](std::string_view file) { return ending(file) == ending(files.front()); });
  std::vector<std::string_view> rests;
  for (const std::string_view file : files) {
    rests.push_back(file.substr(begin));
    rests.back().remove_suffix(same_ending ? std::min(ending(file).size(), rests.back().size())
                                           : 0);
  }
  return rests;
}

/// The first that tell all apart and are short: what the titles do not have in common, the years,
/// the files. Else titles, or whole files.
std::vector<std::string_view> names_of_sides(const Comparison& comparison) {
  constexpr std::size_t kWidest = 20;
  std::vector<std::string_view> years, files;
  for (const std::size_t side : lettered_sides(comparison)) {
    years.push_back(year_of(comparison.sides[side]));
    files.emplace_back(comparison.sides[side].file);
  }
  const std::vector<std::string_view> titles = title_rests(comparison);
  for (const std::vector<std::string_view>& names : {titles, years, file_rests(files)}) {
    if (tells_apart(names) && std::ranges::all_of(names, [](std::string_view name) {
          return display_width(name) <= kWidest;
        })) {
      return names;
    }
  }
  return tells_apart(titles) ? titles : files;
}

/// As the table of variants calls them.
std::vector<std::string> names_in_table(const Comparison& comparison, const Words& words) {
  const std::vector<std::string_view> names = names_of_sides(comparison);
  std::vector<std::string> texts;
  std::size_t next = 0;
  for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
    const std::string label = label_of(comparison.sides[side], words);
    const bool lettered = !letter_in(comparison, side).empty();
    const std::string_view name = lettered ? names[next++] : std::string_view{};
    texts.emplace_back(label.empty() ? name : label);
  }
  return texts;
}

/// What the columns of the variants are views into.
struct VariantTexts {
  std::vector<std::string> letters, names, gains_most, loses_most;
};

/// The amount, the id where the name occurs twice, the name.
std::string most_text(const Comparison& comparison, const Movement& movement, const Words& words) {
  if (movement.count == 0) {
    return {};
  }
  return amount_text(movement.largest, comparison.decimals, words.numbers, Sign::kAlways) + " " +
         name_told_apart(comparison.ids, comparison.names, movement.most);
}

std::shared_ptr<const VariantTexts> texts_of(const Comparison& comparison, const Words& words) {
  auto texts = std::make_shared<VariantTexts>();
  texts->names = names_in_table(comparison, words);
  for (std::size_t side = 0; side < comparison.sides.size(); ++side) {
    texts->letters.push_back(letter_in(comparison, side));
    const bool is_first = side == 0;
    texts->gains_most.push_back(
        is_first ? "" : most_text(comparison, comparison.against[side - 1].winners, words));
    texts->loses_most.push_back(
        is_first ? "" : most_text(comparison, comparison.against[side - 1].losers, words));
  }
  return texts;
}

class VariantColumns {
 public:
  VariantColumns(const Comparison& comparison, const Words& words)
      : comparison_{comparison}, words_{words}, texts_{texts_of(comparison, words)} {}

  Table table() {
    add_texts("letter", {}, texts_->letters);
    table_.columns.back().stub = true;
    add_texts("title", words_(kColumnVariant), texts_->names);
    table_.columns.back().shrinks = table_.columns.back().stub = true;
    table_.columns.push_back({.name = "total",
                              .header = std::string{words_.named(NamesOf::kColumn, "total")},
                              .cell = [&totals = comparison_.totals](
                                          std::size_t side) { return Cell::of(totals[side]); },
                              .decimals = comparison_.decimals});
    add_count("gain", kColumnGain, [](const Against& one) { return one.winners.count; });
    add_count("lose", kColumnLose, [](const Against& one) { return one.losers.count; });
    const auto any = [&](auto is_so) { return std::ranges::any_of(comparison_.against, is_so); };
    if (any([](const Against& one) { return one.is_new > 0; })) {
      add_count("new", kColumnNew, [](const Against& one) { return one.is_new; });
    }
    if (any([](const Against& one) { return moved_money(one).value_or(Money{}) != Money{}; })) {
      add_against("moved", kColumnMoved, comparison_.decimals,
                  [](const Against& one) { return Cell::of(moved_money(one)); });
    }
    add_most("gains_most", kColumnGainsMost, texts_->gains_most);
    add_most("loses_most", kColumnLosesMost, texts_->loses_most);
    for (std::size_t side = 0; side < comparison_.sides.size(); ++side) {
      table_.rows.push_back(static_cast<std::uint32_t>(side));
    }
    table_.rows_in_all = table_.rows.size();
    table_.totals = false;
    table_.caption = caption_text(kCaptionVariants, currency_of(comparison_), words_);
    table_.kept = texts_;
    return std::move(table_);
  }

 private:
  void add_texts(std::string name, std::string header, const std::vector<std::string>& texts) {
    table_.columns.push_back(
        {.name = std::move(name),
         .header = std::move(header),
         .cell = [&texts](std::size_t side) { return Cell::of(std::string_view{texts[side]}); },
         .align = Align::kLeft});
  }

  void add_most(std::string name, Text header, const std::vector<std::string>& texts) {
    if (std::ranges::any_of(texts, [](const std::string& text) { return !text.empty(); })) {
      add_texts(std::move(name), words_(header), texts);
      table_.columns.back().shrinks = true;
    }
  }

  template <class CellOf>
  void add_against(std::string name, Text header, int decimals, CellOf cell_of) {
    table_.columns.push_back(
        {.name = std::move(name),
         .header = words_(header),
         .cell = [&against = comparison_.against, cell_of](
                     std::size_t side) { return side == 0 ? Cell{} : cell_of(against[side - 1]); },
         .decimals = decimals});
  }

  template <class CountOf>
  void add_count(std::string name, Text header, CountOf count_of) {
    add_against(std::move(name), header, 0, [count_of](const Against& one) {
      return Cell::of(static_cast<int128>(count_of(one)));
    });
  }

  const Comparison& comparison_;
  const Words& words_;
  std::shared_ptr<const VariantTexts> texts_;
  Table table_;
};

}  // namespace

Table variants_table(const Comparison& comparison, const Words& words) {
  return VariantColumns{comparison, words}.table();
}

std::vector<std::string> names_in_charts(const Comparison& comparison, const Words& words) {
  constexpr std::size_t kWidestInChart = 30;
  std::vector<std::string> names = names_in_table(comparison, words);
  for (std::size_t side = 0; side < names.size(); ++side) {
    const std::string& file = comparison.sides[side].file;
    if (display_width(names[side]) > kWidestInChart && !file.empty() &&
        comparison.sides[side].variant.empty()) {
      names[side] = file.substr(file.rfind('/') + 1);  // 0 where there is none
    }
  }
  for (std::size_t side = 0; side < names.size(); ++side) {
    std::string name = letter_in(comparison, side);
    add_item(name, names[side], " · ");
    names[side] = std::move(name);
  }
  return names;
}

std::vector<Sentence> sources_compared(const Comparison& comparison, const Words& words) {
  const std::vector<std::string_view> titles = title_rests(comparison);
  std::vector<Sentence> sentences;
  std::size_t next = 0;
  for (const std::size_t side : lettered_sides(comparison)) {
    const Compared& compared = comparison.sides[side];
    std::string text{titles[next++]};
    add_item(text, compared.file, " · ");
    if (compared.variant.empty()) {
      sentences.push_back(words.sentence(kSaidOf, {letter_in(comparison, side), text}));
    }
  }
  return sentences;
}

std::string currency_of(const Comparison& comparison) {
  const auto known = std::ranges::find_if(
      comparison.sides, [](const Compared& side) { return !side.currency.empty(); });
  return known == comparison.sides.end() ? "" : known->currency;
}

Sentence comparison_title(const Comparison& comparison, std::size_t rows, const Words& words) {
  const std::vector<std::string_view> titles = titles_of(comparison);
  const std::vector<std::size_t> sides = lettered_sides(comparison);
  const std::string_view common = common_beginning(titles);
  Sentence title;
  const auto add = [&](std::string part) {
    title.push_back((title.empty() ? "" : "· ") + std::move(part));
  };
  if (!common.empty()) {
    const bool is_all = std::ranges::all_of(
        titles, [&](std::string_view other) { return other.size() == common.size(); });
    add(std::string{common} + (is_all ? "" : " …"));
  }
  const std::string_view year = year_of(comparison.sides[sides.front()]);
  const bool same_year = std::ranges::all_of(
      sides, [&](std::size_t side) { return year_of(comparison.sides[side]) == year; });
  if (same_year && !year.empty() && common.find(year) == std::string_view::npos) {
    add(std::string{year});
  }
  add(words(kVariants, {words.count(sides.size())}));
  const Scenario* scenario = comparison.sides.back().scenario;
  if (comparison.by == RowsBy::kDistrict) {
    add(words(kDistricts, {scenario == nullptr ? words.count(rows)
                                               : words.districts(scenario->districts, rows)}));
  }
  if (std::string currency = currency_of(comparison); !currency.empty()) {
    add(std::move(currency));
  }
  return title;
}

}  // namespace allot::report
