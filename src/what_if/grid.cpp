#include "allot/what_if/grid.hpp"

#include <algorithm>

#include "allot/core/text.hpp"
#include "allot/load/numbers/number.hpp"

namespace allot::what_if {

namespace {

/// Where a quoted part, or one in braces or brackets, is left again.
class Nesting {
 public:
  /// Whether the character is outside all of them.
  bool outside(char c) {
    const bool was_outside = quote_ == '\0' && depth_ == 0;
    if (quote_ != '\0') {
      quote_ = c == quote_ ? '\0' : quote_;
    } else if (c == '"' || c == '\'') {
      quote_ = c;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if (c == '}' || c == ']') {
      --depth_;
    }
    return was_outside;
  }
  [[nodiscard]] bool closed() const { return quote_ == '\0' && depth_ == 0; }

 private:
  char quote_ = '\0';
  int depth_ = 0;
};

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  return first == std::string_view::npos
             ? std::string_view{}
             : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// "90..100/0.5 %", taken apart; nothing where it is no range.
struct RangeText {
  std::string_view from, to, step;
};

std::optional<RangeText> split_range(std::string_view value) {
  const std::size_t dots = value.find("..");
  if (dots == std::string_view::npos ||
      !load::ReadNumber::takes(without_blanks(value.substr(0, dots)))) {
    return std::nullopt;  // `../other.csv` is a value
  }
  const std::string_view rest = value.substr(dots + 2);
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string_view step = slash < rest.size() ? rest.substr(slash + 1) : std::string_view{};
  return RangeText{without_blanks(value.substr(0, dots)), without_blanks(rest.substr(0, slash)),
                   without_blanks(step)};
}

/// A percent sign may stand at one of the numbers and is meant for all.
struct Range {
  Fraction from, to, step;
  int decimals = 0;
  bool percent = false;
};

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What may follow a comma that groups by three.
bool is_group(std::string_view text) { return is_digits(text) && text.size() == 3; }

/// What may stand before it.
bool is_first_group(std::string_view text) {
  return is_digits(text) && text.size() <= 3 && text.front() != '0';
}

/// Values between which there is nothing but a comma.
bool are_adjacent(std::string_view left, std::string_view right) {
  return left.data() + left.size() + 1 == right.data();
}

/// Whether commas were meant to group: nobody writes `000` or `050` for a number, and a list that
/// goes up and down in `58,500,59,500` is none.
bool looks_grouped(const std::vector<std::string_view>& values) {
  bool zeros = false;
  bool pairs = values.size() >= 4 && values.size() % 2 == 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool follows = i > 0 && are_adjacent(values[i - 1], values[i]);
    if (i > 0 && !follows) {
      return false;
    }
    zeros = zeros || (follows && is_group(values[i]) && values[i].front() == '0' &&
                      (is_first_group(values[i - 1]) || is_group(values[i - 1])));
    pairs = pairs &&
            (i % 2 == 0 ? is_first_group(values[i]) && values[i].size() < 3 : is_group(values[i]));
  }
  return is_first_group(values.front()) && (zeros || pairs);
}

/// The numbers that are meant if the commas group: all of as many groups, else as many as can be.
std::vector<std::string> ungrouped(const std::vector<std::string_view>& values) {
  const auto begins = [&](std::size_t i, std::size_t groups) {
    return groups == 0 ? !is_group(values[i]) : i % groups == 0;
  };
  std::size_t groups = 0;
  for (std::size_t size = 2; size <= values.size() && groups == 0; ++size) {
    bool fits = values.size() % size == 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      fits = fits && (i % size == 0 ? is_first_group(values[i]) : is_group(values[i]));
    }
    groups = fits ? size : 0;
  }
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (numbers.empty() || begins(i, groups)) {
      numbers.emplace_back(values[i]);
    } else {
      numbers.back() += "_" + std::string{values[i]};
    }
  }
  return numbers;
}

/// The values after the `=`, which are parts of the argument.
class ValuesReader {
 public:
  ValuesReader(std::string_view argument, Variation& variation, WrongVariation& wrong)
      : argument_{argument}, variation_{variation}, wrong_{wrong} {}

  bool read(std::string_view text) {
    const auto values = split(text);
    return values && !refuse_thousands(text, *values) &&
           std::all_of(values->begin(), values->end(),
                       [&](std::string_view value) { return add(value); });
  }

 private:
  bool refuse(std::string_view part, std::string why, std::vector<std::string> help) {
    wrong_ = {.why = std::move(why), .help = std::move(help), .where = span(part)};
    return false;
  }

  [[nodiscard]] TextSpan span(std::string_view part) const {
    return {static_cast<std::uint32_t>(part.data() - argument_.data()),
            static_cast<std::uint32_t>(part.size())};
  }

  std::optional<std::vector<std::string_view>> split(std::string_view text) {
    std::vector<std::string_view> values;
    Nesting nesting;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
      const bool end = i == text.size();
      if (end || (nesting.outside(text[i]) && text[i] == ',')) {
        values.push_back(without_blanks(text.substr(begin, i - begin)));
        if (values.back().empty()) {
          refuse(text.substr(begin, i - begin), "a value is missing",
                 {"values stand between commas: `PATH=a,b,c`"});
          return std::nullopt;
        }
        begin = i + 1;
      }
    }
    if (!nesting.closed()) {
      refuse(text, "a quote, brace or bracket is not closed",
             {"values with commas stand in quotes or braces: `{top_up: Land}`"});
      return std::nullopt;
    }
    return values;
  }

  /// `58,000,59,000` may be two amounts that somebody grouped by commas.
  bool refuse_thousands(std::string_view text, const std::vector<std::string_view>& values) {
    if (!looks_grouped(values)) {
      return false;
    }
    std::string written;
    for (const std::string_view value : values) {
      written += (written.empty() ? "" : ", ") + std::string{value};
    }
    const auto before = static_cast<std::size_t>(text.data() - argument_.data());
    const std::string path = without_controls(argument_.substr(0, before));
    std::string numbers;
    for (const std::string& number : ungrouped(values)) {
      numbers += (numbers.empty() ? "" : ",") + number;
    }
    refuse(text, "a comma parts the values, and these look grouped by three",
           {"grouped by commas: write `" + numbers + "`",
            "values one by one: write `\"" + path + written + "\"`, with blanks behind commas"});
    return true;
  }

  bool add(std::string_view value) {
    const std::optional<RangeText> text = split_range(value);
    if (!text) {
      add(std::string{value}, value);
      return true;
    }
    const std::optional<Range> range = read_range(*text, value);
    return range && add_range(*range, value);
  }

  void add(std::string value, std::string_view part) {
    variation_.values.push_back(std::move(value));
    variation_.parts.push_back(span(part));
  }

  /// The three numbers; one that is a fraction would hide where the step begins.
  bool read_numbers(const RangeText& text, std::string_view value,
                    std::vector<load::Number>& numbers) {
    for (const std::string_view part : {text.from, text.to, text.step}) {
      const std::string shown = without_controls(part);
      if (part.empty()) {
        return refuse(value, "a range is written from..to/step",
                      {"`58_000_000..60_000_000/500_000` tries every 500 000th value"});
      }
      const load::ReadNumber read = load::ReadNumber::from(part);
      if (read.number() == nullptr) {
        return refuse(part, "`" + shown + "` is not a number", read.error().readings);
      }
      if (read.number()->ratio) {
        return refuse(part, "a range counts in decimals, and `" + shown + "` is a fraction",
                      {"write the values themselves: `PATH=1/3,2/3`"});
      }
      numbers.push_back(*read.number());
    }
    return true;
  }

  std::optional<Range> read_range(const RangeText& text, std::string_view value) {
    std::vector<load::Number> numbers;
    if (!read_numbers(text, value, numbers)) {
      return std::nullopt;
    }
    Range range;
    for (const load::Number& number : numbers) {
      range.percent = range.percent || number.percent;
      range.decimals = std::max(range.decimals, number.decimals);
    }
    const auto in_percent = [](const load::Number& number) {
      return number.percent ? number.value * Fraction{100} : number.value;
    };
    range.from = in_percent(numbers[0]);
    range.to = in_percent(numbers[1]);
    range.step = in_percent(numbers[2]);
    if (range.step.sign() == 0) {
      refuse(text.step, "with a step of 0 the range never ends", {"write a larger step"});
      return std::nullopt;
    }
    if ((range.to - range.from).sign() * range.step.sign() < 0) {
      const bool down = range.step.sign() > 0;
      refuse(text.step, "with this step the range never ends",
             {down ? "downwards the step is negative: `/-" + std::string{text.step} + "`"
                   : "upwards the step is positive: `/" + std::string{text.step.substr(1)} + "`"});
      return std::nullopt;
    }
    return range;
  }

  bool add_range(const Range& range, std::string_view value) {
    const Fraction steps = (range.to - range.from) / range.step;
    const auto count = steps.rounded(Rounding::kDown).as_int64();
    if (!count || *count >= static_cast<std::int64_t>(kMostPoints)) {
      return refuse(value, "the range has more than a million values", {"take a larger step"});
    }
    for (std::int64_t i = 0; i <= *count; ++i) {
      const Fraction number = range.from + Fraction{i} * range.step;
      add(number.to_decimal(range.decimals) + (range.percent ? " %" : ""), value);
    }
    return true;
  }

  std::string_view argument_;
  Variation& variation_;
  WrongVariation& wrong_;
};

/// The first `=` outside quotes: ids in a path can be quoted.
std::size_t end_of_path(std::string_view argument) {
  Nesting nesting;
  for (std::size_t i = 0; i < argument.size(); ++i) {
    if (nesting.outside(argument[i]) && argument[i] == '=') {
      return i;
    }
  }
  return argument.size();
}

}  // namespace

std::optional<Variation> read_variation(std::string_view argument, WrongVariation& wrong) {
  const std::size_t end = end_of_path(argument);
  if (end == 0 || end == argument.size()) {
    wrong = {.why = "it is written PATH=a,b,c or PATH=from..to/step",
             .help = {"`--vary pots.im.amount=58_000_000..60_000_000/500_000`"},
             .where = {0, static_cast<std::uint32_t>(argument.size())}};
    return std::nullopt;
  }
  Variation variation{.path = std::string{argument.substr(0, end)}, .values = {}, .parts = {}};
  if (!ValuesReader{argument, variation, wrong}.read(argument.substr(end + 1))) {
    return std::nullopt;
  }
  return variation;
}

Grid::Grid(std::vector<Variation> variations)
    : variations_{std::move(variations)}, strides_(variations_.size()) {
  for (std::size_t i = variations_.size(); i > 0; --i) {
    strides_[i - 1] = size_;
    // Far beyond what is allowed it stays there.
    size_ = std::min(size_ * variations_[i - 1].values.size(), kMostPoints * kMostPoints);
  }
}

std::size_t Grid::index(std::size_t point, std::size_t variation) const {
  return point / strides_[variation] % variations_[variation].values.size();
}

std::vector<load::Assignment> Grid::assignments(std::size_t point) const {
  std::vector<load::Assignment> assignments;
  for (std::size_t i = 0; i < variations_.size(); ++i) {
    const Variation& variation = variations_[i];
    const std::size_t value = index(point, i);
    assignments.push_back(
        {.kind = load::Assignment::Kind::kSet,
         .path = variation.path,
         .value = variation.values[value],
         .where = variation.place({0, static_cast<std::uint32_t>(variation.path.size())}),
         .value_where = variation.place(variation.parts[value]),
         .varied = true});
  }
  return assignments;
}

Location Variation::place(TextSpan part) const {
  Location place = where;
  place.column += part.begin;
  place.length = std::max(part.length, 1U);
  return place;
}

}  // namespace allot::what_if
