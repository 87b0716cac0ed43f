#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/xlsx/package/archive.hpp"
#include "load/xlsx/package/xml.hpp"

namespace allot::load::xlsx {

/// What stands within `<si>` or `<is>`: `<t>`, or runs of `<r><t>`. Readings of Japanese (`<rPh>`)
/// are left out. A footnote mark set high stays one, `92¹`, and what is struck out is put in
/// brackets: glued to the number beside it, either would be another number.
class RichText {
 public:
  void begin(std::string_view name, const XmlAttributes& attributes);
  void end();
  void text(std::string_view piece) {
    if (within_text_) {
      add(piece);
    }
  }

  /// What was read since the last one.
  [[nodiscard]] const std::string& read() const { return text_; }
  void clear() {
    text_.clear();
    raised_ = false;
    struck_ = false;
  }

 private:
  void add(std::string_view piece);

  std::string text_;
  bool raised_ = false;
  bool struck_ = false;
  int skipped_levels_ = 0;
  bool within_text_ = false;
};

/// The texts that cells share, as the cells of a table have them.
class SharedTexts {
 public:
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view{texts_}.substr(begin, ends_[index] - begin);
  }
  /// Whether the text has a control character.
  [[nodiscard]] bool has_control(std::size_t index) const;

  void add(std::string_view stored);

 private:
  std::string texts_;
  std::vector<std::uint32_t> ends_;  // a part has less than 4 GiB
  std::vector<std::size_t> with_controls_;
};

std::optional<XmlFault> read_shared_texts(const Archive& archive, std::string_view part,
                                          SharedTexts& texts);

}  // namespace allot::load::xlsx
