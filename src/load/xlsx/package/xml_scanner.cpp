#include "load/xlsx/package/xml_scanner.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/text.hpp"
#include "load/xlsx/values/cell_text.hpp"

namespace allot::load::xlsx {

namespace {

constexpr std::size_t kPieceSize = std::size_t{64} << 10U;
constexpr std::size_t kLongest = std::size_t{1} << 20U;  // of a tag, and of a text
constexpr std::size_t kLongestDeclaration = 100;
constexpr std::size_t kMostAttributes = 32;

/// What a byte is in a text, in a name and in a value.
enum ByteClass : std::uint8_t {
  kNameByte = 1U << 0U,
  kTextByte = 1U << 1U,   ///< plain in texts
  kValueByte = 1U << 2U,  ///< plain in values, but for the quote
  kBlankByte = 1U << 3U,
  kNameBegin = 1U << 4U,
};

constexpr std::array<std::uint8_t, 256> classes() {
  std::array<std::uint8_t, 256> all{};
  for (unsigned byte = 0x20; byte < 0x80; ++byte) {
    const char c = static_cast<char>(byte);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
    const bool name = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
    const bool plain = c != '<' && c != '&';
    all[byte] = static_cast<std::uint8_t>((letter ? kNameBegin : 0) | (name ? kNameByte : 0) |
                                          (plain && c != ']' ? kTextByte : 0) |
                                          (plain && c != '"' && c != '\'' ? kValueByte : 0));
  }
  for (const char c : {' ', '\t', '\n', '\r'}) {
    all[static_cast<unsigned char>(c)] |= kBlankByte | kTextByte;
  }
  return all;
}
constexpr std::array<std::uint8_t, 256> kClasses = classes();

bool is(char c, unsigned byte_class) {
  return (kClasses[static_cast<unsigned char>(c)] & byte_class) != 0;
}

/// Whether all characters are such as XML may have, where none is below 0x20.
bool is_xml_text(std::string_view text) {
  return !first_invalid_utf8(text) && text.find("\xEF\xBF\xBE") == std::string_view::npos &&
         text.find("\xEF\xBF\xBF") == std::string_view::npos;
}

/// The names of the elements that are open, one behind the other.
class OpenElements {
 public:
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::string_view last() const {
    const std::size_t begin = ends_[count_ - 1];
    return {names_.data() + begin, ends_[count_] - begin};
  }
  /// False where it would be too many, or names too long.
  bool push(std::string_view name) {
    const std::size_t begin = ends_[count_];
    if (count_ + 1 == ends_.size() || name.size() > names_.size() - begin) {
      return false;
    }
    std::memcpy(names_.data() + begin, name.data(), name.size());
    ends_[++count_] = begin + name.size();
    return true;
  }
  void pop() { --count_; }

 private:
  std::array<char, 2048> names_;
  std::array<std::size_t, 101> ends_ = {};
  std::size_t count_ = 0;
};

class XmlScanner {
 public:
  XmlScanner(ByteStream& part, XmlListener& listener) : part_{part}, listener_{listener} {}

  ScanEnd scan() {
    while (end_ < kLongestDeclaration && fill()) {
    }
    Step step = declaration();
    while (step == Step::kNext) {
      step = text();
      if (step == Step::kNext) {
        step = tag();
      }
      if (step == Step::kCut) {  // the rest of it comes with the next piece
        step = end_ - at_ < kLongest && fill() ? Step::kNext : Step::kEnd;
      }
    }
    return step == Step::kDone      ? ScanEnd::kRead
           : step == Step::kUnknown ? ScanEnd::kUnknown
                                    : end_of_stream();
  }

 private:
  enum class Step : std::uint8_t { kNext, kCut, kUnknown, kDone, kEnd };

  [[nodiscard]] ScanEnd end_of_stream() const {
    const bool whole = at_ == end_ && has_root_ && open_.count() == 0;
    return part_.fault() != PartFault::kNone ? ScanEnd::kFault
           : whole                           ? ScanEnd::kRead
                                             : ScanEnd::kUnknown;
  }

  /// Keeps what was not read yet and adds a piece; false at the end. A zero stands behind it, which
  /// ends all that is scanned.
  bool fill() {
    const std::size_t kept = end_ - at_;
    std::memmove(buffer_.data(), buffer_.data() + at_, kept);
    at_ = 0;
    buffer_.resize(kept + kPieceSize + 1);
    const std::size_t size = part_.read(buffer_.data() + kept, kPieceSize);
    end_ = kept + size;
    buffer_[end_] = '\0';
    return size > 0;
  }

  [[nodiscard]] const char* begin() const { return buffer_.data() + at_; }
  [[nodiscard]] const char* end() const { return buffer_.data() + end_; }
  void go_to(const char* place) { at_ = static_cast<std::size_t>(place - buffer_.data()); }
  /// Where scanning stopped at a byte that does not belong there.
  [[nodiscard]] Step stopped(const char* place) const {
    return place == end() ? Step::kCut : Step::kUnknown;
  }

  /// `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`, or none.
  Step declaration() {
    std::string_view text{begin(), end_};
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    const std::size_t mark = text.starts_with(kMark) ? kMark.size() : 0;
    text.remove_prefix(mark);
    if (!text.starts_with("<?xml ")) {
      at_ = mark;
      return Step::kNext;
    }
    const std::size_t close = text.find("?>");
    if (close == std::string_view::npos) {
      return Step::kUnknown;
    }
    at_ = mark + close + 2;
    const std::string_view inside = text.substr(0, close);
    return std::ranges::find(kDeclarations, inside) != kDeclarations.end() ? Step::kNext
                                                                           : Step::kUnknown;
  }

  /// Up to the next tag.
  Step text() {
    const char* at = begin();
    bool has_reference = false;
    bool beyond_ascii = false;
    bool has_bracket = false;
    while (true) {
      while (is(*at, kTextByte)) {
        ++at;
      }
      if (*at == '<') {
        break;
      }
      if (*at == '&') {
        has_reference = true;
      } else if ((static_cast<unsigned char>(*at) & 0x80U) != 0) {
        beyond_ascii = true;
      } else if (*at == ']') {
        has_bracket = true;
      } else {
        return at_end_of_text(at);
      }
      ++at;
    }
    const std::string_view piece{begin(), static_cast<std::size_t>(at - begin())};
    go_to(at);
    if (piece.empty()) {
      return Step::kNext;
    }
    if (open_.count() == 0) {
      return piece.find_first_not_of(" \t\r\n") == std::string_view::npos ? Step::kNext
                                                                          : Step::kUnknown;
    }
    if ((beyond_ascii && !is_xml_text(piece)) ||
        (has_bracket && piece.find("]]>") != std::string_view::npos)) {
      return Step::kUnknown;
    }
    return has_reference ? text_with_references(piece) : tell(piece);
  }

  /// Blanks may stand behind the last tag.
  Step at_end_of_text(const char* at) {
    const std::string_view rest{begin(), static_cast<std::size_t>(at - begin())};
    if (at == end() && open_.count() == 0 && rest.find_first_not_of(" \t\r\n") == rest.npos) {
      go_to(at);
    }
    return stopped(at);
  }

  Step tell(std::string_view piece) {
    listener_.text(piece);
    return Step::kNext;
  }

  Step text_with_references(std::string_view piece) {
    return decode(piece, decoded_text_) ? tell(decoded_text_) : Step::kUnknown;
  }

  /// False where a reference is none.
  static bool decode(std::string_view piece, std::string& text) {
    text.clear();
    while (true) {
      const std::size_t reference = std::min(piece.find('&'), piece.size());
      text += piece.substr(0, reference);
      piece.remove_prefix(reference);
      if (piece.empty()) {
        return true;
      }
      const std::size_t close = piece.find(';');
      if (close == std::string_view::npos || !append_reference(text, piece.substr(1, close - 1))) {
        return false;
      }
      piece.remove_prefix(close + 1);
    }
  }

  static bool append_reference(std::string& text, std::string_view name) {
    struct Named {
      std::string_view name;
      char c;
    };
    constexpr std::array kNamed{Named{"amp", '&'}, Named{"lt", '<'}, Named{"gt", '>'},
                                Named{"quot", '"'}, Named{"apos", '\''}};
    if (name.starts_with('#')) {
      return append_number(text, name.substr(1));
    }
    const auto* const found = std::ranges::find(kNamed, name, &Named::name);
    if (found != kNamed.end()) {
      text += found->c;
    }
    return found != kNamed.end();
  }

  static bool append_number(std::string& text, std::string_view digits) {
    const bool hex = digits.starts_with('x');
    digits.remove_prefix(hex ? 1 : 0);
    std::uint32_t code = 0;
    const char* const last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, code, hex ? 16 : 10);
    const bool blank = code == '\t' || code == '\n' || code == '\r';
    const bool is_character = (blank || code >= 0x20) && code <= 0x10FFFF &&
                              (code < 0xD800 || code >= 0xE000) && code != 0xFFFE && code != 0xFFFF;
    if (error != std::errc{} || end != last || !is_character) {
      return false;
    }
    append_utf8(text, code);
    return true;
  }

  /// At a `<`.
  Step tag() {
    const char* at = begin() + 1;
    if (*at == '/') {
      return end_tag(at + 1);
    }
    const std::string_view name = take_name(at);
    if (name.empty() || !is(name.front(), kNameBegin)) {
      return stopped(at);
    }
    attribute_count_ = 0;
    while (*at != '>' && *at != '/') {
      if (const Step step = attribute(at); step != Step::kNext) {
        return step;
      }
    }
    const bool is_empty = *at == '/';
    at += is_empty ? 1 : 0;
    if (*at != '>') {
      return stopped(at);
    }
    return begin_element(name, at + 1, is_empty);
  }

  Step begin_element(std::string_view name, const char* behind, bool is_empty) {
    if ((has_root_ && open_.count() == 0) || names_occur_twice()) {
      return Step::kUnknown;
    }
    listener_.begin(local_name(name), XmlAttributes{{attributes_.data(), attribute_count_}});
    has_root_ = true;
    go_to(behind);
    if (listener_.is_done()) {
      return Step::kDone;
    }
    if (!is_empty) {
      return open_.push(name) ? Step::kNext : Step::kUnknown;
    }
    return end_element();
  }

  Step end_tag(const char* at) {
    const std::string_view name = take_name(at);
    while (is(*at, kBlankByte)) {
      ++at;
    }
    if (*at != '>') {
      return stopped(at);
    }
    if (open_.count() == 0 || name != open_.last()) {
      return Step::kUnknown;
    }
    open_.pop();
    go_to(at + 1);
    return end_element();
  }

  Step end_element() {
    listener_.end();
    return listener_.is_done() ? Step::kDone : Step::kNext;
  }

  static std::string_view take_name(const char*& at) {
    const char* const from = at;
    while (is(*at, kNameByte)) {
      ++at;
    }
    return {from, static_cast<std::size_t>(at - from)};
  }

  /// Blanks and ` name="value"` behind them.
  Step attribute(const char*& at) {
    const char* const from = at;
    while (is(*at, kBlankByte)) {
      ++at;
    }
    if (*at == '>' || *at == '/') {
      return Step::kNext;
    }
    const std::string_view name = at == from ? std::string_view{} : take_name(at);
    if (name.empty() || !is(name.front(), kNameBegin) || *at != '=') {
      return stopped(at);
    }
    const char quote = *++at;
    if (quote != '"' && quote != '\'') {
      return stopped(at);
    }
    const char* const value = ++at;
    bool beyond_ascii = false;
    bool has_reference = false;
    for (; *at != quote; ++at) {
      if (is(*at, kValueByte)) [[likely]] {
        continue;
      }
      const bool high = (static_cast<unsigned char>(*at) & 0x80U) != 0;
      if (!high && *at != '&' && *at != '"' && *at != '\'') {
        return stopped(at);
      }
      beyond_ascii = beyond_ascii || high;
      has_reference = has_reference || *at == '&';
    }
    const std::string_view text{value, static_cast<std::size_t>(at - value)};
    ++at;
    if (attribute_count_ == kMostAttributes || (beyond_ascii && !is_xml_text(text))) {
      return Step::kUnknown;
    }
    return add_attribute(name, text, has_reference);
  }

  Step add_attribute(std::string_view name, std::string_view value, bool has_reference) {
    if (has_reference) {
      std::string& decoded = decoded_values_[attribute_count_];
      if (!decode(value, decoded)) {
        return Step::kUnknown;
      }
      value = decoded;
    }
    whole_names_[attribute_count_] = name;
    attributes_[attribute_count_++] = {local_name(name), value};
    return Step::kNext;
  }

  [[nodiscard]] bool names_occur_twice() const {
    for (std::size_t a = 1; a < attribute_count_; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        if (whole_names_[a].front() == whole_names_[b].front() &&
            whole_names_[a] == whole_names_[b]) {
          return true;
        }
      }
    }
    return false;
  }

  // As programs write it, up to the `?>`; blanks differ.
  static constexpr std::array<std::string_view, 8> kDeclarations = {
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes")",
      R"(<?xml version="1.0" encoding="utf-8" standalone="yes")",
      R"(<?xml version="1.0" encoding="UTF-8" standalone="no")",
      R"(<?xml version="1.0" encoding="UTF-8")",
      R"(<?xml version="1.0" encoding="utf-8")",
      R"(<?xml version='1.0' encoding='UTF-8' standalone='yes')",
      R"(<?xml version='1.0' encoding='UTF-8')",
      R"(<?xml version="1.0")",
  };

  ByteStream& part_;
  XmlListener& listener_;
  std::vector<char> buffer_ = std::vector<char>(1);
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  OpenElements open_;
  bool has_root_ = false;
  std::array<XmlAttribute, kMostAttributes> attributes_;
  std::array<std::string_view, kMostAttributes> whole_names_;
  std::size_t attribute_count_ = 0;
  std::string decoded_text_;
  std::array<std::string, kMostAttributes> decoded_values_;
};

}  // namespace

ScanEnd scan_xml(ByteStream& part, XmlListener& listener) {
  return XmlScanner{part, listener}.scan();
}

}  // namespace allot::load::xlsx
