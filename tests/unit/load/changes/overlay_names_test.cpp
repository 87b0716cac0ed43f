#include "support/overlay_sample.hpp"

namespace allot::overlays {
namespace {

// Parts of a list that is looked at often are found by an index.

constexpr int kOften = 20;

/// Districts d0 to d19, keys k0 to k19, steps l0 to l19, and after each of them one more.
std::string long_base() {
  std::string districts, keys, steps;
  for (int i = 0; i < kOften; ++i) {
    districts += fmt::format("  - {{id: d{}, count: 1}}\n", i);
    keys += fmt::format("  k{}: {{column: count}}\n", i);
    steps += fmt::format("      - {{flat: {{amount: 1}}, label: l{}}}\n", i);
  }
  return fmt::format(
      "allot: 1\ntitle: Long\ndistricts:\n{}  - {{id: last, count: 1}}\nkeys:\n{}pots:\n"
      "  - id: p\n    amount: 1000\n    steps:\n{}      - {{flat: {{amount: 1}}, label: last}}\n"
      "      - share: {{by: count}}\n",
      districts, keys, steps);
}

/// One line for each number, with the number in the place of `#`.
std::string often(std::string_view line) {
  std::string lines;
  for (int i = 0; i < kOften; ++i) {
    for (const char c : line) {
      lines += c == '#' ? std::to_string(i) : std::string(1, c);
    }
    lines += '\n';
  }
  return lines;
}

test::Found problems_of(std::string_view changes) {
  MemoryFiles files{with_base(long_base())};
  return files.found(load_overlay(files, changes).problems);
}

const std::string kLookOften = often("districts.d#.count: 2") + often("keys.k#.note: seen") +
                               often("pots.p.steps.l#.amount: 2");

TEST_CASE("each of many parts is found by its name, and none by another") {
  const Scenario scenario = scenario_of(kLookOften, long_base());
  CHECK(scenario.changes.size() == 3 * kOften);
  CHECK(scenario.columns[0].values.at(kOften - 1) == Fraction{2});
  CHECK(problems_of(kLookOften + "districts.d20.count: 3") ==
        Lines{"change_not_found s.yaml:64:3"});
  CHECK(problems_of(kLookOften + "keys.k20.note: a") == Lines{"change_not_found s.yaml:64:3"});
  CHECK(problems_of(kLookOften + "pots.p.steps.flat.amount: 3") ==
        Lines{"change_not_found s.yaml:64:3"});
}

TEST_CASE("an item goes by the name that it has by then") {
  const std::string renamed = kLookOften + "districts.last.id: e\npots.p.steps.last.label: m\n";
  const Scenario scenario =
      scenario_of(renamed + "districts.e.name: New\npots.p.steps.m.flat.amount: 3", long_base());
  CHECK(scenario.districts.ids.back() == "e");
  CHECK(scenario.districts.names.back() == "New");
  CHECK(problems_of(renamed + "districts.last.name: Old") == Lines{"change_not_found s.yaml:66:3"});
  CHECK(problems_of(renamed + "pots.p.steps.last.amount: 3") ==
        Lines{"change_not_found s.yaml:66:3"});
}

TEST_CASE("an item that replaces another, or is appended, is found by its own name") {
  const std::string replaced =
      kLookOften + "districts.last: {id: e, count: 1}\ndistricts: {append: [{id: f, count: 1}]}\n";
  const Scenario scenario =
      scenario_of(replaced + "districts.e.name: E\ndistricts.f.name: F", long_base());
  CHECK(scenario.districts.names[kOften] == "E");
  CHECK(scenario.districts.names[kOften + 1] == "F");
  CHECK(problems_of(replaced + "districts.last.name: L").back() == "change_not_found s.yaml:66:3");
}

TEST_CASE("a list that replaces another one has its own items") {
  const std::string replaced = kLookOften + "districts: [{id: e, count: 1}, {id: d1, count: 1}]\n";
  MemoryFiles files{with_base(long_base())};
  const auto result = load_overlay(files, replaced + "districts.d1.name: D\ndistricts.e.name: E");
  REQUIRE(result.scenario);
  CHECK(result.scenario->districts.names[0] == "D");
  CHECK(result.scenario->districts.names[1] == "E");
}

TEST_CASE("what was taken away is not there, and can be written again in another file") {
  CHECK(problems_of(kLookOften + "keys.k1:\nkeys.k1.column: a").back() ==
        "change_not_found s.yaml:65:3");
  CHECK(problems_of(kLookOften + "districts.d1:\ndistricts.d1.name: D").back() ==
        "change_not_found s.yaml:65:3");

  const std::string second =
      "allot: 1\nbase: first.yaml\nchange: {keys.k1: , keys.k3: , districts.d1: }\n";
  MemoryFiles files{
      with_base(long_base(), {{"first.yaml", overlay_of(kLookOften)}, {"second.yaml", second}})};
  const auto result = files.load(
      "allot: 1\nbase: second.yaml\nchange:\n  keys.k1: {sum: [k2]}\n  keys.k4.note: again\n"
      "  districts.d2.count: 7\n");
  CHECK(files.found(result.problems) == Lines{});
  REQUIRE(result.scenario);
  CHECK(result.scenario->districts.ids.size() == kOften);
  const auto d2 = result.scenario->districts.find("d2");
  REQUIRE(d2);
  CHECK(result.scenario->columns[0].values.at(index_of(*d2)) == Fraction{7});
}

TEST_CASE("the old value is what is left of it") {
  MemoryFiles files{
      with_base("allot: 1\ntitle: T\ndistricts: [{id: a, count: 1}]\n"
                "keys: {k: {column: count}, l: {column: count}}\n"
                "pots: [{id: p, amount: 10, steps: [{share: {by: count}}]}]\n")};
  const auto result = load_overlay(files, "keys.k:\nkeys: {m: {column: count}}");
  REQUIRE(result.scenario);
  CHECK(result.scenario->changes.back().old_value == "{l: {column: count}}");
}

TEST_CASE("a field that another item has is a column of this one, one that none has is not") {
  const std::string one = kLookOften + "districts.d7.extra: 5\n";
  CHECK(problems_of(often("districts.d#.extra: 5")).size() == kOften);
  CHECK(problems_of(one) == Lines{"change_not_found s.yaml:64:3"});
  const std::string given = "districts.d7: {id: d7, count: 1, extra: 5}\n";
  for (const auto& problem : problems_of(given + often("districts.d#.extra: 6"))) {
    CHECK(problem.text.find("change_not_found") == std::string::npos);
  }
}

TEST_CASE("a name with a line end is another than two names") {
  MemoryFiles files{
      with_base("allot: 1\ntitle: T\ndistricts: [{id: a, count: 1}]\n"
                "keys: {\"k\\nnote\": {column: count}, k: {column: count, note: n}}\n"
                "pots: [{id: p, amount: 10, steps: [{share: {by: count}}]}]\n")};
  const auto result = load_overlay(files, "\"keys.k\\nnote\": {sum: [count]}\nkeys.k.note: other");
  CHECK(files.found(result.problems) == Lines{});
}

}  // namespace
}  // namespace allot::overlays
