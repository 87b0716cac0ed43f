#pragma once

#include <functional>
#include <memory>
#include <string>

#include "allot/report/words/writer.hpp"

namespace allot::report::workbook {

/// A ZIP. Each part is packed as it is written, so that only what is packed is kept; the bytes
/// depend on nothing but the parts: all bear the first day that a ZIP can name.
class Package {
 public:
  Package();
  Package(const Package&) = delete;
  Package& operator=(const Package&) = delete;
  ~Package();

  void add(const std::string& name, const std::function<void(Writer& out)>& content);
  /// Nothing can be added behind it.
  void write_to(Writer& out);

 private:
  struct Zip;
  std::unique_ptr<Zip> zip_;
};

}  // namespace allot::report::workbook
