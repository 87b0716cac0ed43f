#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/load/text/bytes.hpp"
#include "load/yaml/yaml_events.hpp"

namespace allot::load {
namespace {

using Kind = YamlEvent::Kind;

YamlNode node_at(YamlNode::Kind kind, const Location& where) {
  YamlNode node;
  node.kind = kind;
  node.where = where;
  return node;
}

class TreeBuilder {
 public:
  TreeBuilder(const YamlPlaces& places, const std::vector<YamlEvent>& events, Problems& problems)
      : places_{places}, events_{events}, problems_{problems} {}

  std::optional<YamlNode> build() {
    const Location whole_file{.file = places_.file()};
    YamlNode root =
        events_.empty() ? node_at(YamlNode::Kind::kEmpty, whole_file) : node(whole_file);
    if (complete_ && !root.is_map()) {
      const bool glued = root.is_scalar() && root.text.find(':') != std::string::npos;
      complete_ = false;
      report(problems_,
             {.code = Code::kNotAScenario,
              .where = root.where,
              .message = root.is_empty()  ? "the file is empty"
                         : root.is_list() ? "the file is a list, not a map of fields"
                                          : "the file is a text, not a map of fields",
              .help = {glued ? "put a blank after the `:` of each field: `title: My budget`"
                             : "a scenario begins with the fields `allot: 1` and `title: …`"}});
    }
    return complete_ ? std::optional{std::move(root)} : std::nullopt;
  }

 private:
  YamlNode node(const Location& where_if_empty) {
    const YamlEvent& event = events_[next_];
    switch (event.kind) {
      case Kind::kListStart:
        return list();
      case Kind::kMapStart:
        return map();
      case Kind::kScalar:
        return scalar(event.text, event.quoted);
      case Kind::kAlias:
        complete_ = false;
        break;
      default:
        if (const std::string_view word = written_null(); !word.empty()) {
          return scalar(word, false);
        }
    }
    ++next_;
    return node_at(YamlNode::Kind::kEmpty, where_if_empty);
  }

  YamlNode scalar(std::string_view value, bool quoted) {
    const std::size_t offset = events_[next_++].offset;
    YamlNode made = node_at(YamlNode::Kind::kScalar, places_.of_scalar(offset, value));
    made.text = value;
    made.quoted = quoted;
    check_size(made);
    check_controls(made);
    return made;
  }

  YamlNode list() {
    const YamlEvent& start = events_[next_++];
    YamlNode made = node_at(YamlNode::Kind::kList, places_.at(start.offset));
    while (events_[next_].kind != Kind::kListEnd) {
      const bool empty = events_[next_].kind == Kind::kNull && written_null().empty();
      if (empty && start.in_flow) {
        report_incomplete(Code::kYamlSyntax, places_.at(events_[next_].offset),
                          "no value stands before this", "write one, or remove the `,`");
      }
      made.items.push_back(node(empty ? place_of_empty_item() : Location{}));
    }
    ++next_;
    return made;
  }

  YamlNode map() {
    YamlNode made = node_at(YamlNode::Kind::kMap, places_.at(events_[next_++].offset));
    while (events_[next_].kind != Kind::kMapEnd) {
      entry(made.entries);
    }
    ++next_;
    drop_duplicates(made.entries);
    return made;
  }

  void entry(std::vector<YamlNode::Entry>& entries) {
    const std::size_t key_offset = events_[next_].offset;
    std::optional<YamlNode::Entry> made = key();
    if (!made) {
      complete_ = false;
      skip_node();
      return;
    }
    // The parser takes a last line without a colon for a field without a value, which it then
    // places at the name itself.
    if (events_[next_].kind == Kind::kNull && events_[next_].offset <= key_offset) {
      complete_ = false;
      report(problems_, no_colon_problem(made->key_where, made->key));
    }
    made->value = node(made->key_where);
    entries.push_back(std::move(*made));
  }

  /// Consumes a key; nullopt, with a report, if it is not one that a scenario may have.
  std::optional<YamlNode::Entry> key() {
    const YamlEvent& event = events_[next_];
    if (event.kind == Kind::kScalar && event.text == "<<" && !event.quoted) {
      report(problems_, feature_problem(places_, event.offset));
      skip_node();
      return std::nullopt;
    }
    if (event.kind == Kind::kScalar || (event.kind == Kind::kNull && !written_null().empty())) {
      YamlNode name = node({});
      return YamlNode::Entry{
          .key = std::move(name.text), .key_quoted = name.quoted, .key_where = name.where};
    }
    if (event.kind == Kind::kNull) {
      report_incomplete(Code::kYamlSyntax, places_.at(event.offset), "a field has no name",
                        "write its name before the `:`");
    } else if (event.kind != Kind::kAlias) {
      report_incomplete(
          Code::kYamlFeature, places_.at(event.offset),
          event.kind == Kind::kListStart ? "a list cannot be the name of a field"
                                         : "a map cannot be the name of a field",
          "write a text before the `:`; put it in quotes if it begins with a bracket");
    }
    skip_node();
    return std::nullopt;
  }

  void skip_node() {
    std::size_t open = 0;
    do {
      const YamlEvent& event = events_[next_++];
      if (event.is_end()) {
        --open;
      } else if (event.kind == Kind::kListStart || event.kind == Kind::kMapStart) {
        ++open;
      }
    } while (open > 0);
  }

  /// The word for nothing that the coming null event was written as. Empty if the value is absent:
  /// then the place is that of the next node, which may be such a word itself.
  [[nodiscard]] std::string_view written_null() const {
    constexpr std::array<std::string_view, 4> kWords = {"~", "null", "Null", "NULL"};
    const std::size_t offset = events_[next_].offset;
    std::size_t following = next_ + 1;
    while (following < events_.size() && events_[following].is_end()) {
      ++following;
    }
    if (following < events_.size() && events_[following].offset == offset) {
      return {};
    }
    const std::string_view rest = places_.rest_of_line(offset);
    const auto* word = std::find_if(kWords.begin(), kWords.end(),
                                    [&](std::string_view w) { return rest.starts_with(w); });
    return word == kWords.end() ? std::string_view{} : *word;
  }

  /// The place of its dash; the parser gives that of whatever stands next.
  [[nodiscard]] Location place_of_empty_item() const {
    const std::size_t offset = events_[next_].offset;
    const std::size_t from = events_[next_ - 1].offset;
    const std::size_t dash = places_.text().substr(from, offset - from).rfind('-');
    return places_.at(dash == std::string_view::npos ? offset : from + dash);
  }

  void drop_duplicates(std::vector<YamlNode::Entry>& entries) {
    std::vector<std::size_t> by_key(entries.size());
    std::iota(by_key.begin(), by_key.end(), std::size_t{0});
    std::sort(by_key.begin(), by_key.end(), [&](std::size_t a, std::size_t b) {
      const int order = entries[a].key.compare(entries[b].key);
      return order != 0 ? order < 0 : a < b;
    });
    std::vector<bool> dropped(entries.size());
    for (std::size_t i = 1, first = 0; i < by_key.size(); ++i) {
      const YamlNode::Entry& again = entries[by_key[i]];
      const YamlNode::Entry& used = entries[by_key[first]];
      if (again.key != used.key) {
        first = i;
        continue;
      }
      dropped[by_key[i]] = true;
      report(problems_, {.code = Code::kDuplicateField,
                         .where = again.key_where,
                         .message = "`" + excerpt(again.key) + "` is given twice",
                         .label = "given again",
                         .help = {"keep one of the two"},
                         .related = {{.where = used.key_where, .text = "first used here"}}});
    }
    std::size_t at = 0;  // erase_if asks about each entry once, in order
    std::erase_if(entries, [&](const YamlNode::Entry&) { return dropped[at++]; });
  }

  void check_size(const YamlNode& scalar) {
    if (scalar.text.size() > kMaxTextBytes) {
      report_incomplete(Code::kTooLarge, scalar.where, too_long_text(scalar.text.size()),
                        "bulk data belongs in a table, and documents beside the scenario");
    }
  }

  /// The file has no control bytes, but an escape in double quotes can make some.
  void check_controls(const YamlNode& scalar) {
    bool control = false;
    for (std::size_t i = 0; i < scalar.text.size() && !control; ++i) {
      const char c = scalar.text[i];
      const auto byte = static_cast<unsigned char>(c);
      control =
          (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F || is_c1_control(scalar.text, i);
    }
    if (control) {
      report(problems_, {.code = Code::kControlByte,
                         .where = scalar.where,
                         .message = "`" + excerpt(scalar.text) + "` has a control character",
                         .help = {"remove the escape that makes it"}});
    }
  }

  void report_incomplete(Code code, const Location& where, std::string message, std::string help) {
    complete_ = false;
    report(
        problems_,
        {.code = code, .where = where, .message = std::move(message), .help = {std::move(help)}});
  }

  const YamlPlaces& places_;
  const std::vector<YamlEvent>& events_;
  Problems& problems_;
  std::size_t next_ = 0;
  bool complete_ = true;
};

}  // namespace

std::optional<YamlNode> build_tree(const YamlPlaces& places, const std::vector<YamlEvent>& events,
                                   Problems& problems) {
  return TreeBuilder{places, events, problems}.build();
}

}  // namespace allot::load
