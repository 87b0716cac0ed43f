#include "load/xlsx/styles.hpp"

#include <charconv>
#include <string_view>
#include <utility>

namespace allot::load::xlsx {

namespace {

std::uint32_t format_id(const XmlAttributes& attributes) {
  const std::string_view text = attributes.find("numFmtId").value_or("0");
  std::uint32_t id = 0;
  std::from_chars(text.data(), text.data() + text.size(), id);
  return id;
}

}  // namespace

/// Reads `<styleSheet><numFmts><numFmt/>` and `<cellXfs><xf/>`.
class StylesReader : public XmlListener {
 public:
  explicit StylesReader(Styles& styles) : styles_{styles} {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    ++level_;
    if (level_ == kList) {
      list_ = name;
    } else if (level_ == kList + 1 && list_ == "numFmts" && name == "numFmt") {
      own_[format_id(attributes)] = attributes.find("formatCode").value_or("");
    } else if (level_ == kList + 1 && list_ == "cellXfs" && name == "xf") {
      ids_.push_back(format_id(attributes));
    }
  }
  void end() override { --level_; }
  void text(std::string_view /*piece*/) override {}
  [[nodiscard]] bool is_done() const override {
    return own_.size() > kMostStyles || ids_.size() > kMostStyles;
  }

  /// Once all is read: formats may stand behind the styles that use them.
  void finish() {
    std::unordered_map<std::uint32_t, std::uint32_t> index_of;
    for (const std::uint32_t id : ids_) {
      const auto [known, is_new] =
          index_of.try_emplace(id, static_cast<std::uint32_t>(styles_.formats_.size()));
      if (is_new) {
        const auto own = own_.find(id);
        styles_.formats_.push_back(own == own_.end() ? built_in_number_format(id)
                                                     : read_number_format(own->second));
      }
      styles_.of_style_.push_back(known->second);
    }
  }

 private:
  static constexpr int kList = 2;
  static constexpr std::size_t kMostStyles = 1'000'000;  // Excel has 65 490 at most

  Styles& styles_;
  int level_ = 0;
  std::string list_;
  std::unordered_map<std::uint32_t, std::string> own_;
  std::vector<std::uint32_t> ids_;
};

std::optional<XmlFault> read_styles(const Archive& archive, std::string_view part, Styles& styles) {
  StylesReader reader{styles};
  PartStream stream{archive, part};
  std::optional<XmlFault> fault = read_xml(stream, reader);
  if (!fault && reader.is_done()) {
    fault = {.kind = XmlFault::Kind::kTooLarge};
  } else if (!fault) {
    reader.finish();
  }
  return fault;
}

}  // namespace allot::load::xlsx
