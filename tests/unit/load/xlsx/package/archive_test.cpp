#include "load/xlsx/package/archive.hpp"

#include <doctest/doctest.h>

#include <string>

#include "load/xlsx/package/relationships.hpp"
#include "support/zip_builder.hpp"

namespace allot::load::xlsx {
namespace {

std::string content_of(const Archive& archive, std::string_view part) {
  PartStream stream{archive, part};
  std::string content;
  char piece[5];
  for (std::size_t size = stream.read(piece, 5); size > 0; size = stream.read(piece, 5)) {
    content.append(piece, size);
  }
  return content;
}

TEST_CASE("the name of a part follows from who refers to it") {
  struct Row {
    std::string base, target, name;
  };
  const Row rows[] = {
      {"xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
      {"xl/workbook.xml", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"},
      {"xl/workbook.xml", "../xl/./a.xml", "xl/a.xml"},
      {"xl/workbook.xml", "../../../a.xml", "a.xml"},
      {"xl/workbook.xml", "worksheets\\sheet1.xml", "xl/worksheets/sheet1.xml"},
      {"", "xl/workbook.xml", "xl/workbook.xml"},
      {"workbook.xml", "sheet.xml", "sheet.xml"},
      {"xl/workbook.xml", "", "xl"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.target);
    CHECK(part_name(row.base, row.target) == row.name);
  }
  CHECK(relationships_part("xl/workbook.xml") == "xl/_rels/workbook.xml.rels");
  CHECK(relationships_part("") == "_rels/.rels");
}

TEST_CASE("parts are read bit by bit, packed or not, under a name in any case") {
  const std::string bytes = ZipBuilder{}
                                .add("a.xml", "eins zwei drei", {.deflated = false})
                                .add("dir/B.xml", std::string(1000, 'b'))
                                .add("empty", "")
                                .bytes();
  const auto archive = Archive::open(bytes);
  REQUIRE(archive);
  CHECK(content_of(*archive, "A.XML") == "eins zwei drei");
  CHECK(content_of(*archive, "dir/b.xml") == std::string(1000, 'b'));
  CHECK(content_of(*archive, "empty").empty());
  CHECK(PartStream{*archive, "empty"}.fault() == PartFault::kNone);
  CHECK(PartStream{*archive, "c.xml"}.fault() == PartFault::kMissing);
  CHECK(archive->has("dir/b.xml"));
  CHECK_FALSE(archive->has("dir"));
}

TEST_CASE("bytes before the ZIP, as of programs that unpack themselves, do not matter") {
  const std::string bytes = "#!/bin/sh\n" + ZipBuilder{}.add("a", "eins").bytes();
  const auto archive = Archive::open(bytes);
  REQUIRE(archive);
  CHECK(content_of(*archive, "a") == "eins");
}

TEST_CASE("what is no ZIP is none") {
  for (const std::string bytes : {"", "PK", "PK\x03\x04", "PK\x05\x06", "id;n\n1;2\n"}) {
    CAPTURE(bytes);
    CHECK_FALSE(Archive::open(bytes));
  }
}

}  // namespace
}  // namespace allot::load::xlsx
