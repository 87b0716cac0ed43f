#include <map>
#include <optional>

#include "support/overlay_sample.hpp"

namespace allot::overlays {
namespace {

/// Files in folders: a name leads from the folder of the file that says it. They are in /home.
class Folders {
 public:
  explicit Folders(Texts texts) : texts_{std::move(texts)} {}

  Lines changes(const std::string& scenario, std::vector<load::Assignment> assignments = {}) {
    const auto file = open(scenario);
    REQUIRE(file);
    load::Options options;
    options.assignments = std::move(assignments);
    const auto result = load::load_scenario(
        files_, *file,
        [&](std::string_view path, FileId from, Location, Problems&) {
          const std::string name = from == 0 ? "" : files_.name(from);
          return open(path.starts_with('/') ? std::string{path}
                                            : name.substr(0, name.rfind('/') + 1).append(path));
        },
        options);
    Lines lines;
    for (const Diagnostic& problem : result.problems.sorted()) {
      lines.push_back(problem.message);
    }
    if (result.scenario) {
      for (const Change& change : result.scenario->changes) {
        lines.push_back(
            fmt::format("{}: {} -> {}", change.path, change.old_value, change.new_value));
      }
    }
    return lines;
  }

 private:
  /// As a system does it: one file for all names that lead to it.
  std::optional<FileId> open(const std::string& name) {
    std::string real = name.starts_with("/home/") ? name.substr(6) : name;
    for (const std::string_view up : {"sub/../", "./"}) {
      if (const std::size_t at = real.find(up); at != std::string::npos) {
        real.erase(at, up.size());
      }
    }
    if (const auto known = ids_.find(real); known != ids_.end()) {
      return known->second;
    }
    const auto text = texts_.find(real);
    return text == texts_.end() ? std::nullopt
                                : std::optional{ids_[real] = files_.add(name, text->second)};
  }

  Texts texts_;
  SourceFiles files_;
  std::map<std::string, FileId> ids_;
};

TEST_CASE("a value that names a file is the file that it leads to") {
  const auto run_with = [](std::string_view change) {
    const std::string table = "id,count,old\na,1,1\nb,3,2\n";
    const std::string base =
        "allot: 1\ntitle: T\ndistricts: {table: t.csv}\nprior: {table: p.csv, amount: old}\n"
        "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n";
    return Folders{
        {{"base.yaml", base},
         {"t.csv", table},
         {"p.csv", table},
         {"sub/t.csv", table},
         {"sub/p.csv", table},
         {"sub/o.yaml", fmt::format("allot: 1\nbase: ../base.yaml\nchange: {}\n", change)}}};
  };
  const auto changes = [&](std::string_view change) {
    return run_with(change).changes("sub/o.yaml");
  };
  CHECK(changes("{prior.table: p.csv}") == Lines{"prior.table: ../p.csv -> p.csv"});
  CHECK(changes("{districts.table: t.csv}") == Lines{"districts.table: ../t.csv -> t.csv"});
  CHECK(changes("{prior: {table: p.csv, amount: old}}") ==
        Lines{"prior: {table: ../p.csv, amount: old} -> {table: p.csv, amount: old}"});
  CHECK(changes("{pots.p.prior: {table: p.csv, amount: old}}") ==
        Lines{"pots.p.prior:  -> {table: p.csv, amount: old}"});
  // Another text for the same file is no change.
  CHECK(changes("{prior.table: ../p.csv}") == Lines{"`prior.table` is `p.csv` already"});
  CHECK(changes("{prior.table: .././sub/../p.csv}") == Lines{"`prior.table` is `p.csv` already"});
  CHECK(changes("{prior.table: /home/p.csv}") == Lines{"`prior.table` is `p.csv` already"});
  // Another text for another file is shown as it is written.
  CHECK(changes("{prior.table: t.csv}") == Lines{"prior.table: p.csv -> t.csv"});
  // What a command line names is relative to the scenario.
  const auto set = [&](std::string path, std::string value) {
    return std::vector{load::Assignment{Kind::kSet, std::move(path), std::move(value), {}, {}}};
  };
  CHECK(run_with("{title: T}").changes("base.yaml", set("prior.table", "sub/../p.csv")) ==
        Lines{"`prior.table` is `p.csv` already"});
  CHECK(run_with("{pots.p.amount: 90}").changes("sub/o.yaml", set("prior.table", "p.csv")) ==
        Lines{"pots.p.amount: 100 -> 90", "prior.table: ../p.csv -> p.csv"});
}

TEST_CASE("a file that is changed back is none, and by the way of another folder it is one") {
  const std::string table = "id,count,old\na,1,1\nb,3,2\n";
  const auto overlay = [](std::string_view base, std::string_view table_name) {
    return fmt::format("allot: 1\nbase: {}\nchange: {{districts.table: {}}}\n", base, table_name);
  };
  Folders folders{{{"base.yaml",
                    "allot: 1\ntitle: T\ndistricts: {table: t.csv}\nprior: {column: old}\n"
                    "pots: [{id: p, amount: 100, steps: [{share: {by: count}}]}]\n"},
                   {"t.csv", table},
                   {"sub/t.csv", table},
                   {"sub/other.csv", table},
                   {"sub/one.yaml", overlay("../base.yaml", "other.csv")},
                   {"back.yaml", overlay("sub/one.yaml", "t.csv")},
                   {"sub/two.yaml", overlay("one.yaml", "t.csv")}}};
  CHECK(folders.changes("back.yaml") == Lines{});
  CHECK(folders.changes("sub/two.yaml") == Lines{"districts.table: ../t.csv -> t.csv"});
}

}  // namespace
}  // namespace allot::overlays
