#include "cli/vary.hpp"

#include <algorithm>

#include "allot/core/text.hpp"
#include "allot/load/number.hpp"

namespace allot::cli {

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

std::optional<std::vector<std::string_view>> split_values(std::string_view text, std::string& why) {
  std::vector<std::string_view> values;
  Nesting nesting;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (nesting.outside(text[i]) && text[i] == ',') {
      values.push_back(without_blanks(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  values.push_back(without_blanks(text.substr(begin)));
  if (!nesting.closed()) {
    why = "a quote, brace or bracket is not closed";
    return std::nullopt;
  }
  if (std::find(values.begin(), values.end(), std::string_view{}) != values.end()) {
    why = "a value is missing";
    return std::nullopt;
  }
  return values;
}

/// A percent sign may stand at one of the numbers and is meant for all.
struct Range {
  Fraction from, to, step;
  int decimals = 0;
  bool percent = false;
};

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

std::optional<Range> read_range(const RangeText& text, std::string& why) {
  const std::string_view parts[] = {text.from, text.to, text.step};
  Fraction values[3];
  Range range;
  std::vector<load::Number> numbers;
  for (const std::string_view part : parts) {
    const load::ReadNumber read = load::ReadNumber::from(part);
    if (read.number() == nullptr || read.number()->ratio) {
      why = part.empty() ? "a range is written from..to/step"
                         : "`" + without_controls(part) + "` is not a number";
      return std::nullopt;
    }
    numbers.push_back(*read.number());
    range.percent = range.percent || read.number()->percent;
    range.decimals = std::max(range.decimals, read.number()->decimals);
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    // In percent where any of them is.
    values[i] = numbers[i].percent ? numbers[i].value * Fraction{100} : numbers[i].value;
  }
  range.from = values[0];
  range.to = values[1];
  range.step = values[2];
  if (range.step.sign() == 0 || (range.to - range.from).sign() * range.step.sign() < 0) {
    why = "with this step the range never ends";
    return std::nullopt;
  }
  return range;
}

bool add_range(const Range& range, std::vector<std::string>& values, std::string& why) {
  const Fraction steps = (range.to - range.from) / range.step;
  const auto count = steps.rounded(Rounding::kDown).as_int64();
  if (!count || *count >= static_cast<std::int64_t>(kMostPoints)) {
    why = "the range has more than a million values";
    return false;
  }
  for (std::int64_t i = 0; i <= *count; ++i) {
    const Fraction value = range.from + Fraction{i} * range.step;
    values.push_back(value.to_decimal(range.decimals) + (range.percent ? " %" : ""));
  }
  return true;
}

bool add_value(std::string_view value, std::vector<std::string>& values, std::string& why) {
  const std::optional<RangeText> text = split_range(value);
  if (!text) {
    values.emplace_back(value);
    return true;
  }
  const std::optional<Range> range = read_range(*text, why);
  return range && add_range(*range, values, why);
}

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

std::optional<Variation> read_variation(std::string_view argument, std::string& why) {
  const std::size_t end = end_of_path(argument);
  if (end == 0 || end == argument.size()) {
    why = "it is written PATH=a,b,c or PATH=from..to/step";
    return std::nullopt;
  }
  Variation variation{.path = std::string{argument.substr(0, end)}, .values = {}};
  const auto values = split_values(argument.substr(end + 1), why);
  if (!values) {
    return std::nullopt;
  }
  for (const std::string_view value : *values) {
    if (!add_value(value, variation.values, why)) {
      return std::nullopt;
    }
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

std::vector<std::string> Grid::assignments(std::size_t point) const {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < variations_.size(); ++i) {
    texts.push_back(variations_[i].path + "=" + value(point, i));
  }
  return texts;
}

std::optional<Grid> grid_of(Session& session, std::size_t most) {
  std::vector<Variation> variations;
  const auto refuse = [&](const std::string& argument, std::string message,
                          std::vector<std::string> help) {
    session.add(usage_error(session.line().of_last(argument), std::move(message), std::move(help)));
    return std::nullopt;
  };
  for (const std::string& argument : session.settings().vary) {
    std::string why;
    auto variation = read_variation(argument, why);
    if (!variation) {
      return refuse(argument, "`--vary` cannot be read: " + why,
                    {"`--vary pots.im.amount=58_000_000..60_000_000/500_000`",
                     "values with commas stand in quotes or braces: `{top_up: Land}`"});
    }
    const bool again = std::any_of(variations.begin(), variations.end(), [&](const auto& other) {
      return other.path == variation->path;
    });
    if (again) {
      return refuse(argument, "`" + without_controls(variation->path) + "` is varied twice",
                    {"give all its values in one `--vary`"});
    }
    variations.push_back(std::move(*variation));
  }
  Grid grid{std::move(variations)};
  if (grid.size() > most) {
    return refuse(session.settings().vary.back(),
                  "these are more than " + std::to_string(most) + " combinations",
                  {"take larger steps, or vary less at a time"});
  }
  return grid;
}

}  // namespace allot::cli
