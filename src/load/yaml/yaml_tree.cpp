#include "allot/load/yaml/yaml_tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstddef>
#include <istream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/text/bytes.hpp"
#include "load/yaml/yaml_events.hpp"

namespace allot::load {
namespace {

constexpr std::size_t kPiece = 2048;
// More than stand in texts and comments, or in a piece that has been fed and whose events are to
// come.
constexpr std::size_t kMostOpen = 2 * kPiece;

/// Feeds the YAML parser, and ends the text early when the parser is fed on and on and says
/// nothing. It keeps every token of a flow list that might yet turn out to be a key, some 240 bytes
/// for each bracket: 8 MiB of `[` would take 2 GB before the first event came to be counted.
class GuardedText final : public std::streambuf {
 public:
  explicit GuardedText(std::string_view text) : text_{text} {}

  /// An event came: what was fed so far is explained.
  void note_progress() { open_ = marks_ = 0; }
  /// Why the text was ended early, if it was.
  [[nodiscard]] std::optional<Diagnostic> refusal(const YamlPlaces& places) const {
    switch (state_) {
      case State::kTooDeep:
        return too_deep_problem(places, deep_offset_);
      case State::kTooLarge:
        return too_large_problem(places, fed_);
      case State::kFeeding:
        break;
    }
    return std::nullopt;
  }

 protected:
  int_type underflow() override {
    if (fed_ == text_.size() || state_ != State::kFeeding) {
      return traits_type::eof();
    }
    const std::string_view piece = text_.substr(fed_, kPiece);
    count(piece);
    // A stream buffer points to mutable characters for the sake of writers; nobody writes here.
    char* const begin = const_cast<char*>(piece.data());
    setg(begin, begin, begin + piece.size());
    fed_ += piece.size();
    return traits_type::to_int_type(piece.front());
  }

 private:
  enum class State { kFeeding, kTooDeep, kTooLarge };

  void count(std::string_view piece) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
      const char c = piece[i];
      if (c == '[' || c == '{') {
        ++marks_;
        if (++open_ == kMaxYamlDepth + 1) {
          deep_offset_ = fed_ + i;
        }
      } else if (c == ',') {
        ++marks_;
      } else if ((c == ']' || c == '}') && open_ > 0) {
        --open_;
      }
    }
    if (open_ > kMostOpen) {
      state_ = State::kTooDeep;
    } else if (marks_ > kMaxYamlNodes) {
      state_ = State::kTooLarge;
    }
  }

  std::string_view text_;
  State state_ = State::kFeeding;
  std::size_t fed_ = 0;
  std::size_t open_ = 0;   // brackets since the last event
  std::size_t marks_ = 0;  // brackets and commas since the last event
  std::size_t deep_offset_ = 0;
};

/// Ends the parsing of a file whose problem has been reported.
struct Refused {};

std::size_t offset_of(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

/// Takes down the events of one document, with the limits kept and the features that a scenario
/// must not have reported. A further document ends the parsing.
class Recorder final : public YAML::EventHandler {
 public:
  Recorder(const YamlPlaces& places, GuardedText& input, Problems& problems)
      : places_{places}, input_{input}, problems_{problems} {}

  [[nodiscard]] const std::vector<YamlEvent>& events() const { return events_; }
  /// Where a further document begins.
  [[nodiscard]] std::size_t rest_at() const { return rest_at_; }
  /// The events end early, for a reason that was reported.
  [[nodiscard]] bool refused() const { return refused_; }
  [[nodiscard]] SyntaxError error(YamlFault fault, const YAML::Mark& mark) const {
    SyntaxError error{.fault = fault, .offset = offset_of(mark)};
    if (!events_.empty()) {
      const YamlEvent& last = events_.back();
      error.value_at = last.offset;
      const bool scalar = last.kind == YamlEvent::Kind::kScalar;
      error.read_to = last.offset + (scalar ? places_.of_scalar(last.offset, last.text).length : 0);
    }
    const auto bracket = std::find_if(open_.rbegin(), open_.rend(), [this](std::size_t event) {
      const char c = places_.byte(events_[event].offset);
      return c == '[' || c == '{';
    });
    if (bracket != open_.rend()) {
      error.opened_at = events_[*bracket].offset;
    }
    return error;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (std::exchange(started_, true)) {
      rest_at_ = offset_of(mark);
      throw Refused{};
    }
    report_directives(offset_of(mark));
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    add({.kind = YamlEvent::Kind::kNull, .offset = offset_of(mark)});
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    report(problems_, feature_problem(places_, offset_of(mark)));
    add({.kind = YamlEvent::Kind::kAlias, .offset = offset_of(mark)});
  }
  void OnAnchor(const YAML::Mark& mark, const std::string&) override {
    report(problems_, feature_problem(places_, offset_of(mark)));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                const std::string& value) override {
    const std::size_t offset = offset_of(mark);
    report_tag(offset, tag);
    // Where the text ends in a line end, the parser takes that for the closing quote.
    if (places_.is_open_quote(offset)) {
      refuse(syntax_problem(
          places_, {.fault = YamlFault::kTextGoesOn, .offset = offset, .read_to = offset}));
    }
    // The parser gives the tag `!` to what is in quotes and to block scalars.
    add({.kind = YamlEvent::Kind::kScalar, .offset = offset, .quoted = tag == "!", .text = value});
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                       YAML::EmitterStyle::value style) override {
    open(YamlEvent::Kind::kListStart, mark, tag, style);
  }
  void OnSequenceEnd() override { close(YamlEvent::Kind::kListEnd); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  YAML::EmitterStyle::value style) override {
    open(YamlEvent::Kind::kMapStart, mark, tag, style);
  }
  void OnMapEnd() override { close(YamlEvent::Kind::kMapEnd); }

 private:
  void add(YamlEvent event) {
    input_.note_progress();
    if (++nodes_ > kMaxYamlNodes) {
      refuse(too_large_problem(places_, event.offset));
    }
    events_.push_back(std::move(event));
  }

  void open(YamlEvent::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::EmitterStyle::value style) {
    const std::size_t offset = offset_of(mark);
    report_tag(offset, tag);
    if (open_.size() == kMaxYamlDepth) {
      refuse(too_deep_problem(places_, offset));
    }
    open_.push_back(events_.size());
    add({.kind = kind, .offset = offset, .in_flow = style == YAML::EmitterStyle::Flow});
  }

  void close(YamlEvent::Kind kind) {
    open_.pop_back();
    events_.push_back({.kind = kind, .offset = events_.back().offset});
  }

  [[noreturn]] void refuse(Diagnostic problem) {
    problems_.add(std::move(problem));
    refused_ = true;
    throw Refused{};
  }

  void report_tag(std::size_t offset, const std::string& tag) {
    if (places_.byte(offset) == '!' || (tag != "!" && tag != "?")) {
      const std::size_t mark = places_.rest_of_line(offset).find('!');
      report(problems_,
             feature_problem(places_, offset + (mark == std::string_view::npos ? 0 : mark)));
    }
  }

  /// The parser passes over any first line that begins with `%`.
  void report_directives(std::size_t document_start) {
    const std::string_view head = places_.text().substr(0, document_start);
    for (std::size_t at = head.find('%'); at != std::string_view::npos;
         at = head.find('%', at + 1)) {
      if (at == 0 || head[at - 1] == '\n') {
        report(problems_, feature_problem(places_, at));
      }
    }
  }

  const YamlPlaces& places_;
  GuardedText& input_;
  Problems& problems_;
  std::vector<YamlEvent> events_;
  std::vector<std::size_t> open_;  // the events that began what is not yet ended
  std::size_t nodes_ = 0;
  std::size_t rest_at_ = 0;
  bool started_ = false, refused_ = false;
};

struct Message {
  const char* beginning;
  YamlFault fault;
};

const Message kMessages[] = {
    {YAML::ErrorMsg::MAP_VALUE, YamlFault::kColon},
    {YAML::ErrorMsg::MAP_KEY, YamlFault::kQuestionMark},
    {YAML::ErrorMsg::BLOCK_ENTRY, YamlFault::kDash},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, YamlFault::kFlowMapGoesOn},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, YamlFault::kFlowListGoesOn},
    {YAML::ErrorMsg::END_OF_MAP, YamlFault::kNoField},
    {YAML::ErrorMsg::END_OF_SEQ, YamlFault::kNoItem},
    {YAML::ErrorMsg::FLOW_END, YamlFault::kBracket},
    {YAML::ErrorMsg::EOF_IN_SCALAR, YamlFault::kTextGoesOn},
    {YAML::ErrorMsg::DOC_IN_SCALAR, YamlFault::kMarkerInText},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, YamlFault::kCharacter},
    {YAML::ErrorMsg::INVALID_ESCAPE, YamlFault::kEscape},
    {YAML::ErrorMsg::INVALID_HEX, YamlFault::kEscape},
    {YAML::ErrorMsg::INVALID_UNICODE, YamlFault::kEscape},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, YamlFault::kTab},
    {YAML::ErrorMsg::ZERO_INDENT_IN_BLOCK, YamlFault::kBlockText},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, YamlFault::kBlockText},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::ALIAS_NOT_FOUND, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::ANCHOR_NOT_FOUND, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::CHAR_IN_ALIAS, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::CHAR_IN_ANCHOR, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::MULTIPLE_ANCHORS, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::MULTIPLE_TAGS, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::CHAR_IN_TAG_HANDLE, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::TAG_WITH_NO_SUFFIX, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::END_OF_VERBATIM_TAG, YamlFault::kNodeProperty},
    {YAML::ErrorMsg::YAML_DIRECTIVE_ARGS, YamlFault::kDirective},
    {YAML::ErrorMsg::YAML_VERSION, YamlFault::kDirective},
    {YAML::ErrorMsg::YAML_MAJOR_VERSION, YamlFault::kDirective},
    {YAML::ErrorMsg::REPEATED_YAML_DIRECTIVE, YamlFault::kDirective},
    {YAML::ErrorMsg::TAG_DIRECTIVE_ARGS, YamlFault::kDirective},
    {YAML::ErrorMsg::REPEATED_TAG_DIRECTIVE, YamlFault::kDirective},
    {YAML::ErrorMsg::BAD_FILE, YamlFault::kTooDeep},
};

YamlFault fault_of(std::string_view message) {
  const auto* found =
      std::find_if(std::begin(kMessages), std::end(kMessages),
                   [message](const Message& row) { return message.starts_with(row.beginning); });
  return found == std::end(kMessages) ? YamlFault::kOther : found->fault;
}

/// Reports what follows the first document. False if it is not a document but stray text.
bool report_rest(YAML::Parser& parser, Recorder& recorder, const YamlPlaces& places,
                 Problems& problems) {
  // Never asked for twice: on a stray `,` the parser would hand out empty documents for ever.
  try {
    parser.HandleNextDocument(recorder);
  } catch (const Refused&) {
  }
  const std::size_t offset = recorder.rest_at();
  const std::string_view line = places.rest_of_line(offset);
  if (line.starts_with("---") || line.starts_with('%')) {
    report(problems, feature_problem(places, offset));
    return true;
  }
  report(problems, {.code = Code::kYamlSyntax,
                    .where = places.at(offset, line.size()),
                    .message = "unexpected `" + excerpt(line) + "`",
                    .help = {"write each field as `name: value`, none of them indented"}});
  return false;
}

/// Parses into `recorder`. False if the events are not a whole document; that has been reported.
bool record(std::istream& input, const YamlPlaces& places, Recorder& recorder, Problems& problems) {
  try {
    YAML::Parser parser{input};
    return !parser.HandleNextDocument(recorder) || !parser ||
           report_rest(parser, recorder, places, problems);
  } catch (const Refused&) {
  } catch (const YAML::Exception& exception) {
    report(problems,
           syntax_problem(places, recorder.error(fault_of(exception.msg), exception.mark)));
  }
  return false;
}

std::optional<YamlNode> parse(const YamlPlaces& places, Problems& problems) {
  GuardedText text{places.text()};
  std::istream input{&text};
  Problems found;
  Recorder recorder{places, text, found};
  const bool whole = record(input, places, recorder, found);
  const std::optional<Diagnostic> refusal = text.refusal(places);
  if (refusal && !recorder.refused()) {
    problems.add(*refusal);  // whatever else was found is about a text that was cut off
    return std::nullopt;
  }
  std::optional<YamlNode> tree;
  if (whole) {
    tree = build_tree(places, recorder.events(), found);
  }
  problems.append(found);
  return tree;
}

template <typename Node>
auto* find_in(Node& map, std::string_view key) {
  const auto entry = std::find_if(map.entries.begin(), map.entries.end(),
                                  [key](const auto& candidate) { return candidate.key == key; });
  return entry == map.entries.end() ? nullptr : &entry->value;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const { return find_in(*this, key); }

YamlNode* YamlNode::find(std::string_view key) { return find_in(*this, key); }

std::optional<YamlNode> parse_yaml(const SourceFiles& files, FileId file, Problems& problems) {
  const std::string_view text = files.text(file);
  if (text.size() > kMaxYamlBytes) {
    problems.add({.code = Code::kTooLarge,
                  .where = {.file = file},
                  .message = "the file is larger than 8 MiB",
                  .help = {"put the rows in a table, and name it in `districts`"}});
    return std::nullopt;
  }
  return parse(YamlPlaces{file, text}, problems);
}

}  // namespace allot::load
