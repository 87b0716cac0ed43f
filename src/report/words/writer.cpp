#include "allot/report/words/writer.hpp"

#include <utility>

namespace allot::report {

Writer::Writer(Sink sink) : sink_{std::move(sink)}, buffer_(kBlock, '\0') {}

void Writer::flush() {
  if (used_ > 0) {
    sink_(std::string_view{buffer_}.substr(0, used_));
    used_ = 0;
  }
}

void Writer::put_beyond_block(std::string_view text) {
  flush();
  if (text.size() > kBlock) {
    sink_(text);
    return;
  }
  put(text);
}

}  // namespace allot::report
