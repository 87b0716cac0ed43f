#include "allot/load/rewrite/rewrite_figures.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/load/yaml/yaml_tree.hpp"

namespace allot::load {
namespace {

Fraction cents(std::int64_t value) { return Fraction{value} / Fraction{100}; }

/// What a figure in braces is to be: an amount in hundredths, or a share.
struct Wanted {
  std::string_view path;  ///< of the value in the tree, with blanks between its names
  Fraction old, value;
  std::optional<int> decimals = 2;
};

struct Done {
  std::string text;
  std::vector<std::string> said;  ///< of each figure
  bool same_file = false;
};

const YamlNode& at(const YamlNode& root, std::string_view path) {
  const YamlNode* node = &root;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find(' '), path.size());
    node = node->find(path.substr(0, end));
    REQUIRE(node != nullptr);
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return *node;
}

std::string said_of(const SourceFiles& files,
                    const std::variant<RewrittenFigure, NotRewritten>& figure) {
  if (const auto* none = std::get_if<NotRewritten>(&figure)) {
    return *none == NotRewritten::kOtherForm ? "other form" : "no text";
  }
  const auto& made = std::get<RewrittenFigure>(figure);
  // The place is that of the new value in the new text.
  const std::string_view written =
      files.line(made.where.file, made.where.line).substr(made.where.column - 1, made.where.length);
  CHECK(written.find(made.after) <= 1);
  return made.path + ": " + made.before + " -> " + made.after;
}

Done rewritten(std::string text, const std::vector<Wanted>& wanted) {
  SourceFiles files;
  const FileId file = files.add("budget.yaml", std::move(text));
  Problems problems;
  const auto tree = parse_yaml(files, file, problems);
  REQUIRE(tree.has_value());
  std::vector<NewFigure> figures;
  for (const Wanted& one : wanted) {
    figures.push_back({at(*tree, one.path).where, one.old, one.value, one.decimals});
  }
  const Rewritten made = rewrite_figures(files, file, figures);
  Done done{std::string{files.text(made.file)}, {}, made.file == file};
  for (const auto& figure : made.figures) {
    done.said.push_back(said_of(files, figure));
  }
  return done;
}

/// The only figure of a file that expects `total: OLD`, in a scenario with cents.
std::string total_after(std::string_view old, const Fraction& was, const Fraction& value) {
  const Done done =
      rewritten("expect: {total: " + std::string{old} + "}\n", {{"expect total", was, value}});
  constexpr std::string_view kBegin = "expect: {total: ";
  CHECK(done.text.starts_with(kBegin));
  CHECK(done.text.ends_with("}\n"));
  return done.text.substr(kBegin.size(), done.text.size() - kBegin.size() - 2);
}

std::string share_after(std::string_view old, const Fraction& was, const Fraction& value) {
  const Done done = rewritten("expect:\n  key:\n    k: {a: " + std::string{old} + " }\n",
                              {{"expect key k a", was, value, std::nullopt}});
  constexpr std::string_view kBegin = "expect:\n  key:\n    k: {a: ";
  CHECK(done.text.starts_with(kBegin));
  CHECK(done.text.ends_with(" }\n"));
  return done.text.substr(kBegin.size(), done.text.size() - kBegin.size() - 3);
}

TEST_CASE("figures are rewritten in block maps, with all else as it was") {
  const Done done = rewritten(
      "# Zuweisung für 2026\n"
      "expect:   # geprüft\n"
      "\n"
      "  total:    100   # Summe\n"
      "  budgets:\n"
      "    'a':  34  # 34\n"
      "    b:\t66\t# 66, auch\n",
      {{"expect total", 100, 101}, {"expect budgets b", 66, 1067}});
  CHECK(done.text ==
        "# Zuweisung für 2026\n"
        "expect:   # geprüft\n"
        "\n"
        "  total:    101   # Summe\n"
        "  budgets:\n"
        "    'a':  34  # 34\n"
        "    b:\t1067\t# 66, auch\n");
  CHECK(done.said ==
        std::vector<std::string>{"expect.total: 100 -> 101", "expect.budgets.b: 66 -> 1067"});
  CHECK_FALSE(done.same_file);
}

TEST_CASE("equal values on a line are told apart by their places, not by what they are") {
  const Done done = rewritten(
      "expect: {budgets: {\"34\": 34, a: 34,b: 34, \"c\":34}, total: 34}",
      {{"expect budgets a", 34, 5}, {"expect budgets b", 34, 1234}, {"expect budgets c", 34, 0}});
  CHECK(done.text == "expect: {budgets: {\"34\": 34, a: 5,b: 1234, \"c\":0}, total: 34}");
  CHECK(done.said == std::vector<std::string>{"expect.budgets.a: 34 -> 5",
                                              "expect.budgets.b: 34 -> 1234",
                                              "expect.budgets.c: 34 -> 0"});
}

TEST_CASE("figures may be asked for in any order, and answers keep it") {
  const Done done = rewritten(
      "expect: {total: 3, budgets: {a: 1, b: 2}}",
      {{"expect budgets b", 2, 22}, {"expect total", 3, 33}, {"expect budgets a", 1, 11}});
  CHECK(done.text == "expect: {total: 33, budgets: {a: 11, b: 22}}");
  CHECK(done.said == std::vector<std::string>{"expect.budgets.b: 2 -> 22", "expect.total: 3 -> 33",
                                              "expect.budgets.a: 1 -> 11"});
}

TEST_CASE("columns count in bytes: letters of several before a figure do not move it") {
  const Done done = rewritten("expect: {budgets: {Köln: 1, Gießen: 2, \"東京\": 3, Z: 4}}",
                              {{"expect budgets Gießen", 2, 20}, {"expect budgets Z", 4, 40}});
  CHECK(done.text == "expect: {budgets: {Köln: 1, Gießen: 20, \"東京\": 3, Z: 40}}");
}

TEST_CASE("line ends of Windows stay, and a missing one at the end") {
  const Done done = rewritten("allot: 1\r\nexpect:\r\n  total: 5\r\n  budgets: {a: 5}",
                              {{"expect total", 5, 10}, {"expect budgets a", 5, 10}});
  CHECK(done.text == "allot: 1\r\nexpect:\r\n  total: 10\r\n  budgets: {a: 10}");
}

TEST_CASE("quotes stay as they are") {
  const Done done = rewritten("expect: {total: '100', budgets: {a: \"34.00\"}}",
                              {{"expect total", 100, 99}, {"expect budgets a", 34, 33}});
  CHECK(done.text == "expect: {total: '99', budgets: {a: \"33.00\"}}");
  CHECK(done.said.at(1) == "expect.budgets.a: 34.00 -> 33.00");
}

TEST_CASE("an amount is written in the form of the old one") {
  CHECK(total_after("100", 100, 101) == "101");
  CHECK(total_after("100", 100, cents(10050)) == "100.50");
  CHECK(total_after("100.00", 100, 101) == "101.00");
  CHECK(total_after("100.5", cents(10050), cents(9950)) == "99.50");
  CHECK(total_after("1_000_000", 1'000'000, 23'456'789) == "23_456_789");
  CHECK(total_after("1_000.00", 1000, cents(123'456'789)) == "1_234_567.89");
  CHECK(total_after("1_000", 1000, 999) == "999");
  CHECK(total_after("100", 100, 1'000'000) == "1000000");
  CHECK(total_after("200/2", 100, 101) == "101");
  CHECK(total_after("0", 0, 7) == "7");
}

TEST_CASE("three decimals are not written where they would be taken for thousands") {
  const Wanted wanted{"expect total", 5, Fraction{BigInt{1234}, BigInt{1000}}, 3};
  CHECK(rewritten("expect: {total: 5}", {wanted}).text == "expect: {total: 1.2340}");
  CHECK(rewritten("currency: KWD\nexpect: {total: 5}", {wanted}).text ==
        "currency: KWD\nexpect: {total: 1.234}");
}

TEST_CASE("a percentage stays one as long as it ends") {
  CHECK(share_after("12.5 %", Fraction{1} / Fraction{8}, Fraction{1} / Fraction{16}) == "6.25 %");
  CHECK(share_after("12.50%", Fraction{1} / Fraction{8}, Fraction{1} / Fraction{4}) == "25.00%");
  CHECK(share_after("0 %", 0, 1) == "100 %");
  CHECK(share_after("'50 %'", Fraction{1} / Fraction{2}, Fraction{1} / Fraction{3}) == "'1/3'");
  CHECK(share_after("50 %", Fraction{1} / Fraction{2}, Fraction{281} / Fraction{3246}) ==
        "281/3246");
}

TEST_CASE("a fraction stays one, over its denominator where that can be") {
  const Fraction old = Fraction{281} / Fraction{3246};
  CHECK(share_after("281/3246", old, Fraction{300} / Fraction{3246}) == "300/3246");
  CHECK(share_after("281/3246", old, Fraction{2} / Fraction{7}) == "2/7");
  CHECK(share_after("281/3246", old, 1) == "3246/3246");
  CHECK(share_after("1/1_000_000", Fraction{1} / Fraction{1'000'000},
                    Fraction{2345} / Fraction{1'000'000}) == "2_345/1_000_000");
}

TEST_CASE("a decimal share stays one as long as it ends") {
  CHECK(share_after("0.50", Fraction{1} / Fraction{2}, Fraction{1} / Fraction{8}) == "0.125");
  CHECK(share_after("0.50", Fraction{1} / Fraction{2}, 0) == "0.00");
  CHECK(share_after("1", 1, Fraction{1} / Fraction{3}) == "1/3");
}

TEST_CASE("a share that no number of a file is exactly is left alone, and others are not") {
  const Fraction fine{BigInt{1}, BigInt::power_of_ten(19) + BigInt{1}};
  const Done done = rewritten("expect: {key: {k: {a: 50 %, b: 50 %}}}",
                              {{"expect key k a", Fraction{1} / Fraction{2}, fine, std::nullopt},
                               {"expect key k b", Fraction{1} / Fraction{2}, 1, std::nullopt}});
  CHECK(done.text == "expect: {key: {k: {a: 50 %, b: 100 %}}}");
  CHECK(done.said == std::vector<std::string>{"no text", "expect.key.k.b: 50 % -> 100 %"});
}

TEST_CASE("what does not stand there as a number on one line is left alone") {
  for (const std::string text :
       {"expect:\n  total: >-\n    100\nallot: 1\n", "expect:\n  total: \"\\x3100\"\nallot: 1\n",
        "expect:\n  total: \"\n    100\"\nallot: 1\n"}) {
    CAPTURE(text);
    const Done done = rewritten(text, {{"expect total", 100, 101}});
    CHECK(done.text == text);
    CHECK(done.said == std::vector<std::string>{"other form"});
    CHECK(done.same_file);
  }
  // A percentage whose sign is on the next line.
  const std::string folded = "expect:\n  key:\n    k:\n      a: 50\n        %\nallot: 1\n";
  const Done done = rewritten(
      folded, {{"expect key k a", Fraction{1} / Fraction{2}, Fraction{1} / Fraction{4}, {}}});
  CHECK(done.text == folded);
}

TEST_CASE("a value that was made of what stands there is left alone") {
  const Done done =
      rewritten("change: {expect.total: {times: 1.5}}", {{"change expect.total times", 150, 151}});
  CHECK(done.text == "change: {expect.total: {times: 1.5}}");
  CHECK(done.said == std::vector<std::string>{"other form"});
}

TEST_CASE("a place in another file, or in none, is left alone") {
  SourceFiles files;
  const FileId file = files.add("a.yaml", "expect: {total: 5}\n");
  const FileId other = files.add("b.yaml", "expect: {total: 5}\n");
  for (const Location where : {Location{other, 1, 17, 1}, Location{file, 9, 1, 1},
                               Location{file, 1, 99, 1}, Location{file, 0, 0, 1}}) {
    const NewFigure figure{where, 5, 6, 0};
    const Rewritten made = rewrite_figures(files, file, {&figure, 1});
    CHECK(files.text(made.file) == "expect: {total: 5}\n");
    CHECK(made.figures.size() == 1);
    CHECK(std::holds_alternative<NotRewritten>(made.figures.front()));
  }
}

TEST_CASE("one place is written once") {
  const Done done =
      rewritten("expect: {total: 5}", {{"expect total", 5, 6}, {"expect total", 5, 7}});
  CHECK((done.text == "expect: {total: 6}" || done.text == "expect: {total: 7}"));
}

TEST_CASE("a figure in a change has the path that is written there, and dots are in quotes") {
  const Done done = rewritten(
      "change: {expect.budgets.a: 1, expect.budgets: {\"b.c\": 2}}\nexpect: {budgets: {d.e: 3}}",
      {{"change expect.budgets.a", 1, 4},
       {"change expect.budgets b.c", 2, 5},
       {"expect budgets d.e", 3, 6}});
  CHECK(done.said == std::vector<std::string>{"expect.budgets.a: 1 -> 4",
                                              "expect.budgets.\"b.c\": 2 -> 5",
                                              "expect.budgets.\"d.e\": 3 -> 6"});
}

}  // namespace
}  // namespace allot::load
