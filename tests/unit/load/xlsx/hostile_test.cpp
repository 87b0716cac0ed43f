#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/load/text/bytes.hpp"
#include "support/workbook_sample.hpp"

namespace allot::load {
namespace {

/// What holds of every file: each sheet is a text that others can read, or there is a message that
/// says why not.
void require_value_or_message(const std::string& bytes) {
  ReadWorkbook read{bytes};
  if (!read.opened()) {
    REQUIRE(read.problems().has_errors());
  } else {
    for (std::size_t sheet = 0; sheet < read.workbook().sheets().size(); ++sheet) {
      const std::size_t problems = read.problems().list().size();
      const std::optional<SheetText> text = read.sheet(sheet);
      REQUIRE((text || read.problems().list().size() > problems));
      if (text) {
        SourceFiles files;
        Problems none;
        const FileId file = files.add("x", text->text);
        REQUIRE(prepare_text(files, file, Encoding::kUtf8, none));
      }
    }
  }
  for (const Diagnostic& problem : read.problems().list()) {
    REQUIRE_FALSE(problem.message.empty());
    REQUIRE_FALSE(first_invalid_utf8(problem.message));
    REQUIRE(problem.where.file != 0);
  }
}

std::vector<WorkbookSample> samples() {
  WorkbookSample rich{
      .rows =
          R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)"
          R"(<row r="2" hidden="1"><c r="A2" s="1"><v>8111</v></c><c r="B2" s="2"><v>0.125</v></c>)"
          R"(<c r="C2" s="3"><v>45688.5</v></c><c r="D2" t="b"><v>1</v></c>)"
          R"(<c r="E2" t="str"><f>A1&amp;B1</f><v>a_x000D_b</v></c><c r="F2"><f>X()</f></c>)"
          R"(<c r="G2" t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>)"
          R"(<c r="H2"><v>1.23456789012345678E-5</v></c></row>)",
      .columns = R"(<dimension ref="A1"/><cols><col min="1" max="2" width="0" hidden="1"/></cols>)",
      .shared = "<si><t>AGS</t></si><si><r><t>Gro\u00DF</t></r><r><t>-Gerau</t></r></si>",
      .formats =
          R"(<numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="dd/mm/yyyy"/>)",
      .styles = R"(<xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/><xf numFmtId="171"/>)"};
  WorkbookSample stored = rich;
  stored.entry = {.deflated = false};
  return {rich, stored};
}

/// The same numbers everywhere.
class Numbers {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>(state_ >> 33U) % limit;
  }

 private:
  std::uint64_t state_ = 1;
};

TEST_CASE("a file of which some bytes are others is read or refused with a message") {
  Numbers numbers;
  constexpr std::string_view kBytes{"\0\1\x7F\x80\xFF<>&\"P5", 11};
  for (const WorkbookSample& sample : samples()) {
    const std::string whole = sample.bytes();
    for (int round = 0; round < 1500; ++round) {
      std::string bytes = whole;
      for (std::size_t changes = numbers.below(4) + 1; changes > 0; --changes) {
        bytes[numbers.below(bytes.size())] = kBytes[numbers.below(kBytes.size())];
      }
      CAPTURE(round);
      require_value_or_message(bytes);
    }
  }
}

TEST_CASE("a table of contents that lies is read or refused with a message") {
  const std::string whole = samples().front().bytes();
  const std::size_t contents = whole.find("PK\x01\x02");
  REQUIRE(contents != std::string::npos);
  for (std::size_t at = contents; at < whole.size(); ++at) {
    for (const char byte : {'\0', '\1', '\xFF'}) {
      std::string bytes = whole;
      bytes[at] = byte;
      CAPTURE(at);
      require_value_or_message(bytes);
    }
    std::string bytes = whole;
    for (std::size_t next = at; next < std::min(at + 4, whole.size()); ++next) {
      bytes[next] = '\xFF';
    }
    require_value_or_message(bytes);
  }
}

TEST_CASE("parts of which some bytes are others are read or refused with a message") {
  Numbers numbers;
  constexpr std::string_view kBytes = "<>&\"/=' 019AXZ_x\xC3\xBC%;[\\.E-\n\x01";
  const auto damage = [&](std::string& text) {
    if (text.empty()) {
      return;
    }
    const std::size_t at = numbers.below(text.size());
    const std::size_t kind = numbers.below(4);
    if (kind == 0) {
      text.erase(at, numbers.below(12) + 1);
    } else if (kind == 1) {
      text.insert(at, 1, kBytes[numbers.below(kBytes.size())]);
    } else if (kind == 2) {
      text.insert(at, text.substr(numbers.below(text.size()), numbers.below(60)));
    } else {
      text[at] = kBytes[numbers.below(kBytes.size())];
    }
  };
  for (int round = 0; round < 3000; ++round) {
    WorkbookSample sample = samples()[0];
    std::string* const parts[] = {&sample.rows,    &sample.columns,      &sample.shared,
                                  &sample.formats, &sample.styles,       &sample.workbook,
                                  &sample.root,    &sample.relationships};
    for (std::size_t changes = numbers.below(2) + 1; changes > 0; --changes) {
      damage(*parts[numbers.below(2) == 0 ? 0 : numbers.below(std::size(parts))]);
    }
    CAPTURE(round);
    require_value_or_message(sample.bytes());
  }
}

TEST_CASE("values that nobody writes are read or refused with a message") {
  for (const char* cell : {
           R"(<c s="-1"><v>1</v></c>)",
           R"(<c s="99999999999999999999"><v>1</v></c>)",
           R"(<c s="x"><v>1</v></c>)",
           R"(<c t="s"><v>-1</v></c>)",
           R"(<c t="s"><v>1.5</v></c>)",
           R"(<c t="s"><v>99999999999999999999</v></c>)",
           R"(<c t="b"><v>2</v></c>)",
           R"(<c t="d"><v>T</v></c>)",
           R"(<c><v>1E400</v></c>)",
           R"(<c><v>1E-400</v></c>)",
           R"(<c><v>-</v></c>)",
           R"(<c><v>1<b>2</b>3</v></c>)",
           R"(<c><v>1</v><v>2</v></c>)",
           R"(<c><is><t>a</t></is><v>2</v></c>)",
           R"(<c><c><v>2</v></c></c>)",
           R"(<c t="inlineStr"><is><t><t>a</t></t><r/></is></c>)",
           R"(<c s="3"><v>-0.5</v></c>)",
           R"(<c s="3"><v>1E300</v></c>)",
           R"(<c s="1"><v>1E300</v></c>)",
           R"(<c s="2"><v>1E-300</v></c>)",
           R"(<row/>)",
           R"(</row><row><c><v>1</v></c>)",
       }) {
    CAPTURE(cell);
    WorkbookSample sample = samples()[0];
    sample.rows = "<row>" + std::string{cell} + "</row>";
    require_value_or_message(sample.bytes());
  }
  for (const char* format : {"",
                             "[",
                             "\"",
                             "\\",
                             "_",
                             "*",
                             "[h",
                             "[]",
                             ";",
                             ";;;",
                             "0,,,,",
                             "%",
                             "General",
                             "AM/PM",
                             "a/",
                             "\xC3\xBC",
                             "\\\xC3\xBC"
                             "000",
                             "?/?",
                             "E+",
                             "000\xE2\x80\xAF"
                             "000",
                             "\"\x7F\"000"}) {
    CAPTURE(format);
    for (const char* value : {"1", "0.5", "45688.5", "-1", "1E300", "x"}) {
      WorkbookSample sample = samples()[0];
      std::string escaped;
      for (const char* c = format; *c != '\0'; ++c) {
        escaped += *c == '"' ? std::string{"&quot;"} : std::string{*c};
      }
      sample.formats = "<numFmt numFmtId=\"170\" formatCode=\"" + escaped + "\"/>";
      sample.rows = std::string{"<row><c s=\"1\"><v>"} + value + "</v></c></row>";
      require_value_or_message(sample.bytes());
    }
  }
}

}  // namespace
}  // namespace allot::load
