#include "load/xlsx/shared_texts.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "load/xlsx/package/xml_scanner.hpp"
#include "load/xlsx/values/cell_text.hpp"

namespace allot::load::xlsx {

namespace {

class SharedTextsReader : public XmlListener {
 public:
  SharedTexts& read() { return texts_; }

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    ++level_;
    if (level_ > kItem) {
      item_.begin(name, attributes);
    }
  }

  void end() override {
    if (level_ > kItem) {
      item_.end();
    } else if (level_ == kItem) {
      texts_.add(item_.read());
      item_.clear();
    }
    --level_;
  }

  void text(std::string_view piece) override { item_.text(piece); }

 private:
  static constexpr int kItem = 2;  // <sst><si>

  SharedTexts texts_;
  RichText item_;
  int level_ = 0;
};

}  // namespace

void RichText::begin(std::string_view name, const XmlAttributes& attributes) {
  const auto value = attributes.find("val");
  raised_ = name != "r" && (raised_ || (name == "vertAlign" && value && *value != "baseline"));
  struck_ = name != "r" && (struck_ || (name == "strike" && (!value || attributes.is_true("val"))));
  if (skipped_levels_ > 0 || within_text_ || (name != "t" && name != "r")) {
    ++skipped_levels_;
  } else if (name == "t") {
    within_text_ = true;
  }
}

void RichText::add(std::string_view piece) {
  constexpr std::array<std::string_view, 10> kRaised{"⁰", "¹", "²", "³", "⁴",
                                                     "⁵", "⁶", "⁷", "⁸", "⁹"};
  text_ += struck_ ? "[" : "";
  for (const char c : piece) {
    if (raised_ && c >= '0' && c <= '9') {
      text_ += kRaised[static_cast<std::size_t>(c - '0')];
    } else {
      text_ += c;
    }
  }
  text_ += struck_ ? "]" : "";
}

void RichText::end() {
  if (skipped_levels_ > 0) {
    --skipped_levels_;
  } else {
    within_text_ = false;
  }
}

void SharedTexts::add(std::string_view stored) {
  const std::string text = cell_text(stored);
  if (find_control(text)) {
    with_controls_.push_back(ends_.size());
  }
  texts_ += text;
  ends_.push_back(static_cast<std::uint32_t>(texts_.size()));
}

bool SharedTexts::has_control(std::size_t index) const {
  return !with_controls_.empty() && std::ranges::binary_search(with_controls_, index);
}

std::optional<XmlFault> read_shared_texts(const Archive& archive, std::string_view part,
                                          SharedTexts& texts) {
  std::optional<SharedTextsReader> reader;
  std::optional<XmlFault> fault = read_part(archive, part, reader);
  texts = std::move(reader->read());
  return fault;
}

}  // namespace allot::load::xlsx
