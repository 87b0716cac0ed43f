#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace allot::report {

/// Text as it may be shown, and its width. Most texts are printable ASCII: those cost no call, and
/// those with umlauts no copy.
class ShownText {
 public:
  explicit ShownText(std::string_view text);
  ShownText(const ShownText&) = delete;
  ShownText& operator=(const ShownText&) = delete;
  ~ShownText() = default;

  [[nodiscard]] std::string_view view() const { return view_; }
  [[nodiscard]] std::size_t width() const { return width_; }

 private:
  std::string printable_;
  std::string_view view_;
  std::size_t width_;
};

}  // namespace allot::report
