#pragma once

#include <cstddef>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

namespace allot::report {

/// Text on its way out, in blocks of 64 KiB. The sink is cli's (a file descriptor) or a test's.
class Writer {
 public:
  using Sink = std::function<void(std::string_view)>;

  explicit Writer(Sink sink);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  ~Writer() = default;  // does not flush: what was not flushed was not asked for

  void put(char character) {
    if (used_ == kBlock) [[unlikely]] {
      flush();
    }
    buffer_[used_++] = character;
  }
  void put(std::string_view text) {
    if (text.size() > kBlock - used_) [[unlikely]] {
      put_beyond_block(text);
      return;
    }
    text.copy(buffer_.data() + used_, text.size());
    used_ += text.size();
  }
  /// Room for `size` bytes, at most 64 KiB, which the caller fills before it calls anything else.
  char* room(std::size_t size) {
    if (size > kBlock - used_) [[unlikely]] {
      flush();
    }
    used_ += size;
    return buffer_.data() + used_ - size;
  }
  void pad(std::size_t blanks) {
    constexpr std::size_t kFew = 16;
    if (blanks <= kFew && used_ + kFew <= kBlock) [[likely]] {
      std::memset(buffer_.data() + used_, ' ', kFew);  // of a known size: no call
      used_ += blanks;
      return;
    }
    for (; blanks > 0; --blanks) {
      put(' ');
    }
  }
  void flush();

 private:
  static constexpr std::size_t kBlock = std::size_t{64} << 10;

  void put_beyond_block(std::string_view text);

  Sink sink_;
  std::string buffer_;
  std::size_t used_ = 0;
};

}  // namespace allot::report
