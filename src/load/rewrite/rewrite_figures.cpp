#include "allot/load/rewrite/rewrite_figures.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "allot/core/diagnostic.hpp"
#include "allot/load/numbers/number.hpp"
#include "allot/load/yaml/yaml_tree.hpp"
#include "load/changes/path.hpp"
#include "load/fields/thousands.hpp"
#include "load/rewrite/figure_form.hpp"

namespace allot::load {
namespace {

/// Where lines begin in a text.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_{text} {
    for (std::size_t end = text.find('\n'); end != std::string_view::npos;
         end = text.find('\n', end + 1)) {
      starts_.push_back(end + 1);
    }
  }

  /// Empty where it is not in the text.
  [[nodiscard]] std::string_view at(const Location& where) const {
    if (where.line == 0 || where.line > starts_.size() || where.column == 0) {
      return {};
    }
    const std::size_t offset = starts_[where.line - 1] + where.column - 1;
    return offset + where.length > text_.size() ? std::string_view{}
                                                : text_.substr(offset, where.length);
  }

 private:
  std::string_view text_;
  std::vector<std::size_t> starts_{0};
};

std::string_view inside_quotes(std::string_view written) {
  const bool quoted = written.size() > 2 && (written.front() == '"' || written.front() == '\'') &&
                      written.back() == written.front();
  return quoted ? written.substr(1, written.size() - 2) : written;
}

bool is_number(std::string_view text, const Fraction& value) {
  const ReadNumber read = ReadNumber::from(text);
  return read.number() != nullptr && read.number()->value == value;
}

/// What takes the place of a part of the text.
struct Replacement {
  std::size_t figure;
  std::string_view before;
  std::string after;
};

const char* place_of(const Replacement& made) { return made.before.data(); }

/// The text with all of them made, which are in its order.
class NewText {
 public:
  explicit NewText(std::string_view old) : rest_{old} {}

  /// Where the new value is.
  Location put(const Replacement& made, Location where) {
    const auto skipped = static_cast<std::size_t>(place_of(made) - rest_.data());
    text_ += rest_.substr(0, skipped);
    text_ += made.after;
    rest_.remove_prefix(skipped + made.before.size());
    const auto longer = static_cast<std::int64_t>(made.after.size()) -
                        static_cast<std::int64_t>(made.before.size());
    shift_ = where.line == line_ ? shift_ : 0;
    line_ = where.line;
    where.column = static_cast<std::uint32_t>(where.column + shift_);
    where.length = static_cast<std::uint32_t>(where.length + longer);
    shift_ += longer;
    return where;
  }

  std::string finish() && { return std::move(text_.append(rest_)); }

 private:
  std::string_view rest_;
  std::string text_;
  std::uint32_t line_ = 0;
  std::int64_t shift_ = 0;  ///< of what follows on this line
};

/// A figure that the old tree has, and where and what it is in the new one.
struct Expected {
  std::size_t figure = 0;
  Location where = {};
  Fraction value = {};
};

/// Compares two trees that are the same but for some figures, whose paths it finds.
class SameButFor {
 public:
  explicit SameButFor(const std::map<Location, Expected>& figures) : figures_{figures} {}

  bool are_same(const YamlNode& old, const YamlNode& now) {
    return compare(old, now, {}) && paths_.size() == figures_.size();
  }
  /// By figure.
  [[nodiscard]] const std::map<std::size_t, std::string>& paths() const { return paths_; }

 private:
  bool compare(const YamlNode& old, const YamlNode& now, const std::string& path) {
    if (old.kind != now.kind || old.quoted != now.quoted || old.items.size() != now.items.size() ||
        old.entries.size() != now.entries.size()) {
      return false;
    }
    if (old.is_scalar()) {
      return compare_text(old, now, path);
    }
    for (std::size_t i = 0; i < old.items.size(); ++i) {
      if (!compare(old.items[i], now.items[i], path)) {
        return false;
      }
    }
    for (std::size_t i = 0; i < old.entries.size(); ++i) {
      if (!compare(old.entries[i], now.entries[i], path)) {
        return false;
      }
    }
    return true;
  }

  bool compare(const YamlNode::Entry& old, const YamlNode::Entry& now, const std::string& path) {
    const bool is_path = path == "change";  // its fields are paths
    const std::string own = is_path        ? old.key
                            : path.empty() ? as_segment(old.key)
                                           : path + "." + as_segment(old.key);
    return old.key == now.key && old.key_quoted == now.key_quoted &&
           compare(old.value, now.value, own);
  }

  bool compare_text(const YamlNode& old, const YamlNode& now, const std::string& path) {
    const auto found = figures_.find(old.where);
    if (found == figures_.end()) {
      return old.text == now.text;
    }
    const Expected& expected = found->second;
    paths_[expected.figure] = path;
    return now.where == expected.where && is_number(now.text, expected.value);
  }

  const std::map<Location, Expected>& figures_;
  std::map<std::size_t, std::string> paths_;
};

class Rewriter {
 public:
  Rewriter(SourceFiles& files, FileId file, std::span<const NewFigure> figures)
      : files_{files}, file_{file}, figures_{figures} {
    result_.file = file;
    result_.figures.assign(figures.size(), NotRewritten::kOtherForm);
  }

  Rewritten rewrite() && {
    const auto old = parse(file_);
    if (!old) {
      return std::move(result_);
    }
    const std::vector<Replacement> made = replacements(pays_thousandths(*old));
    if (made.empty()) {
      return std::move(result_);
    }
    NewText text{files_.text(file_)};
    std::map<Location, Expected> expected;
    for (const Replacement& one : made) {
      const NewFigure& figure = figures_[one.figure];
      expected[figure.where] = {one.figure, text.put(one, figure.where), figure.value};
    }
    const FileId file = files_.add(files_.name(file_), std::move(text).finish());
    for (auto& [where, figure] : expected) {
      figure.where.file = file;
    }
    const auto now = parse(file);
    SameButFor trees{expected};
    if (now && trees.are_same(*old, *now)) {
      result_.file = file;
      for (const Replacement& one : made) {
        result_.figures[one.figure] =
            RewrittenFigure{.path = trees.paths().at(one.figure),
                            .before = std::string{one.before},
                            .after = one.after,
                            .where = expected.at(figures_[one.figure].where).where};
      }
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::optional<YamlNode> parse(FileId file) const {
    Problems problems;
    auto tree = parse_yaml(files_, file, problems);
    return problems.has_errors() ? std::nullopt : std::move(tree);
  }

  /// In the order of the text.
  std::vector<Replacement> replacements(bool thousandths) {
    const Lines lines{files_.text(file_)};
    std::vector<Replacement> all;
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      const NewFigure& figure = figures_[i];
      const std::string_view before =
          figure.where.file == file_ ? inside_quotes(lines.at(figure.where)) : std::string_view{};
      if (!is_number(before, figure.old)) {
        continue;
      }
      auto after = figure.decimals
                       ? amount_like(before, figure.value, *figure.decimals, thousandths)
                       : share_like(before, figure.value);
      if (after) {
        all.push_back({i, before, std::move(*after)});
      } else {
        result_.figures[i] = NotRewritten::kNoText;
      }
    }
    std::ranges::sort(all, {}, place_of);
    const auto is_same = [](const Replacement& one, const Replacement& other) {
      return place_of(one) == place_of(other);
    };
    all.erase(std::unique(all.begin(), all.end(), is_same), all.end());
    return all;
  }

  SourceFiles& files_;
  FileId file_;
  std::span<const NewFigure> figures_;
  Rewritten result_;
};

}  // namespace

Rewritten rewrite_figures(SourceFiles& files, FileId file, std::span<const NewFigure> figures) {
  return Rewriter{files, file, figures}.rewrite();
}

}  // namespace allot::load
