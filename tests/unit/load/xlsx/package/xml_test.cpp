#include "load/xlsx/package/xml.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "load/xlsx/package/xml_scanner.hpp"

namespace allot::load::xlsx {
namespace {

/// A text in pieces of some size.
class TextStream : public ByteStream {
 public:
  TextStream(std::string_view text, std::size_t piece) : rest_{text}, piece_{piece} {}

  std::size_t read(char* into, std::size_t most) override {
    const std::size_t size = rest_.copy(into, std::min(most, piece_));
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t piece_;
};

/// Writes down what it is told: `<c r=A1 >text</>`.
class Protocol : public XmlListener {
 public:
  void begin(std::string_view name, const XmlAttributes& attributes) override {
    told += "<" + std::string{name};
    for (const auto& [attribute, value] : attributes) {
      told += " " + std::string{attribute} + "=" + std::string{value};
    }
    told += ">";
  }
  void end() override { told += "</>"; }
  void text(std::string_view piece) override { told += piece; }

  std::string told;
};

struct Told {
  bool read = false;
  std::string told;
};

Told by_expat(std::string_view text) {
  TextStream stream{text, text.size() + 1};
  Protocol protocol;
  const bool read = !read_xml(stream, protocol).has_value();
  return {.read = read, .told = protocol.told};
}

Told by_scanner(std::string_view text, std::size_t piece) {
  TextStream stream{text, piece};
  Protocol protocol;
  const ScanEnd end = scan_xml(stream, protocol);
  return {.read = end == ScanEnd::kRead, .told = protocol.told};
}

const std::string kSheet =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
    "<x:a xmlns:x='m' b=\"1>2\" x:c='\"'  >\n <v>12.5</v><e/><f >a&amp;b&lt;&#228;&#x20AC;"
    " Gr\xC3\xBC\xC3\x9F]]e</f ><g h=\"\xE2\x82\xAC\" i='A &amp;&#10;&apos;B' /></x:a> \n";

TEST_CASE("the scanner tells of a part what expat tells, wherever its pieces end") {
  const Told expat = by_expat(kSheet);
  REQUIRE(expat.read);
  for (std::size_t piece = 1; piece <= kSheet.size(); ++piece) {
    const Told scanner = by_scanner(kSheet, piece);
    CAPTURE(piece);
    REQUIRE(scanner.read);
    REQUIRE(scanner.told == expat.told);
  }
}

TEST_CASE("what is not well-formed is nothing that the scanner knows, and expat names the place") {
  for (const char* text : {
           "",
           " ",
           "<a>",
           "<a/><b/>",
           "</a>",
           "<a></b>",
           "<a></a",
           "<a",
           "<a b>",
           "<a b=1/>",
           "<a b='1/>",
           "<a b='1'c='2'/>",
           "<a b='1' b='2'/>",
           "<a b='<'/>",
           "<a b='&amp'/>",
           "<a b='&x;'/>",
           "<a b='\x01'/>",
           "<1/>",
           "< a/>",
           "<a>]]></a>",
           "<a>&nbsp;</a>",
           "<a>&amp</a>",
           "<a>&#0;</a>",
           "<a>&#xD800;</a>",
           "<a>&#xFFFF;</a>",
           "<a>&#1114112;</a>",
           "<a>&#;</a>",
           "<a>\xC3</a>",
           "<a>\xED\xA0\x80</a>",
           "<a>\xEF\xBF\xBF</a>",
           "<a>\x02</a>",
           "x<a/>",
           "<a/>x",
           "<a/ >",
           "<a><",
       }) {
    CAPTURE(text);
    CHECK_FALSE(by_expat(text).read);
    CHECK_FALSE(by_scanner(text, 1000).read);
    TextStream stream{text, 1000};
    Protocol protocol;
    const auto fault = read_xml(stream, protocol);
    REQUIRE(fault);
    CHECK(fault->kind == XmlFault::Kind::kNotWellFormed);
    CHECK(fault->detail.starts_with("line 1, byte "));
  }
}

TEST_CASE("what programs seldom write is left to expat") {
  for (const char* text : {
           "<a><!-- b --></a>",
           "<a><![CDATA[b]]></a>",
           "<a><?b c?></a>",
           "<a b = '1'/>",
           "<a b='1\n2'/>",
           "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE4</a>",
           "<\xC3\xA4/>",
       }) {
    CAPTURE(text);
    CHECK(by_expat(text).read);
    CHECK_FALSE(by_scanner(text, 1000).read);
  }
}

TEST_CASE("of damaged parts the scanner reads only what expat reads, to the same effect") {
  std::uint32_t state = 1;
  const auto next = [&state](std::size_t below) {
    state = state * 1664525U + 1013904223U;
    return static_cast<std::size_t>(state >> 8U) % below;
  };
  constexpr std::string_view kBytes = "<>/&;='\" a]x\xC3\xBC\x01#!?";
  std::size_t read = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = kSheet;
    for (std::size_t change = next(3) + 1; change > 0; --change) {
      const std::size_t at = next(text.size());
      const char byte = kBytes[next(kBytes.size())];
      switch (next(3)) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.erase(at, 1);
          break;
        default:
          text.insert(at, 1, byte);
      }
    }
    const Told scanner = by_scanner(text, next(100) + 1);
    if (scanner.read) {
      ++read;
      const Told expat = by_expat(text);
      CAPTURE(text);
      REQUIRE(expat.read);
      // Line breaks of Windows are left to the reader of cells.
      std::string told = scanner.told;
      for (std::size_t at = told.find('\r'); at != std::string::npos; at = told.find('\r')) {
        told.replace(at, told.substr(at).starts_with("\r\n") ? 2 : 1, "\n");
      }
      REQUIRE(told == expat.told);
    }
  }
  CHECK(read > 1000);
}

TEST_CASE("declarations, deep nesting and long tags are refused before they cost anything") {
  const auto kind_of = [](const std::string& text) {
    TextStream stream{text, 1000};
    Protocol protocol;
    const auto fault = read_xml(stream, protocol);
    REQUIRE(fault);
    return fault->kind;
  };
  CHECK(kind_of("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>") == XmlFault::Kind::kDeclarations);
  CHECK(kind_of("<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>") == XmlFault::Kind::kDeclarations);
  std::string deep;
  for (int level = 0; level < 101; ++level) {
    deep += "<a>";
  }
  CHECK(kind_of(deep) == XmlFault::Kind::kTooLarge);
  CHECK(kind_of("<a b='" + std::string(std::size_t{2} << 20U, 'x') + "'/>") ==
        XmlFault::Kind::kTooLarge);
}

}  // namespace
}  // namespace allot::load::xlsx
