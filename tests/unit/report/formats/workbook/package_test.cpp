#include "report/formats/workbook/package.hpp"

#include <doctest/doctest.h>

#include <string>

namespace allot::report::workbook {
namespace {

std::string package_of(std::string_view content) {
  Package package;
  package.add("a.xml", [&](Writer& out) { out.put(content); });
  package.add("b/c.xml", [](Writer& out) { out.put("<c/>"); });
  std::string bytes;
  Writer to{[&](std::string_view part) { bytes += part; }};
  package.write_to(to);
  to.flush();
  return bytes;
}

TEST_CASE("a package has the same bytes each time, and the first day of all ZIPs") {
  const std::string bytes = package_of("<a/>");
  CHECK(bytes == package_of("<a/>"));
  CHECK(bytes.substr(0, 4) == "PK\x03\x04");
  CHECK(bytes.substr(10, 4) == std::string{"\0\0\x21\0", 4});  // midnight, 1 January 1980
}

TEST_CASE("a package keeps what is packed, not what is written") {
  CHECK(package_of(std::string(10'000'000, 'a')).size() < 100'000);
}

}  // namespace
}  // namespace allot::report::workbook
