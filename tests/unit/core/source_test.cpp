#include "allot/core/source.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "allot/core/error.hpp"

using namespace allot;

TEST_CASE("the ids of an earlier part are below those of a later one, whoever adds first") {
  SourceFiles whole;
  const FileId before = whole.add("before", "b");
  whole.divide(3);
  const FileId of_third = whole.part(2).add("third", "3");
  const FileId of_first = whole.part(0).add("first", "1");
  const FileId also_first = whole.part(0).add("also first", "11");
  const FileId after = whole.add("after", "a");
  CHECK(before < after);
  CHECK(after < of_first);
  CHECK(of_first < also_first);
  CHECK(also_first < of_third);
  CHECK(whole.name(of_third) == "third");
  CHECK(whole.text(also_first) == "11");
  CHECK(whole.text(after) == "a");
}

TEST_CASE("a part knows its own files and those of the whole, and no other part's") {
  SourceFiles whole;
  const FileId before = whole.add("before", "b");
  whole.divide(2);
  const FileId other = whole.part(1).add("other", "o");
  const FileId own = whole.part(0).add("own", "x");
  CHECK(whole.part(0).text(before) == "b");
  CHECK(whole.part(0).text(0).empty());
  CHECK(whole.part(0).name(own) == "own");
  CHECK_THROWS_AS((void)whole.part(0).text(other), InvariantViolation);
  CHECK_THROWS_AS((void)whole.text(other + 1), InvariantViolation);
  CHECK_THROWS_AS((void)whole.text(before + 1), InvariantViolation);
  CHECK_THROWS_AS(whole.divide(2), InvariantViolation);
}

TEST_CASE("a text that is replaced leaves the bytes as they were added, and others' views") {
  SourceFiles files;
  const auto shared = std::make_shared<const std::string>("as it was");
  const FileId first = files.add("first", shared);
  const FileId second = files.add("second", shared);
  files.replace_text(first, "decoded");
  files.replace_text(first, "decoded again");
  CHECK(files.text(first) == "decoded again");
  CHECK(files.bytes(first).data() == shared->data());
  CHECK(files.text(second).data() == shared->data());
  CHECK_THROWS_AS(files.replace_text(0, "x"), InvariantViolation);
}

TEST_CASE("a sheet has the name of its file, and its own") {
  SourceFiles files;
  const FileId sheet = files.add_sheet("a.xlsx", "Kreise", "x");
  CHECK(files.name(sheet) == "a.xlsx:Kreise");
  CHECK(files.sheet(sheet) == "Kreise");
}
