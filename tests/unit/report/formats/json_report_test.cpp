#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "report/document/provenance.hpp"
#include "support/report_sample.hpp"

namespace allot::report {
namespace {

TEST_CASE("JSON carries all figures, exact fractions and notes in a fixed order") {
  Sample sample;
  sample.result.pots[0].exact = Quantities::from(
      Quantities::Narrow{460000000, 5435000000, 1370000000, 1405000000, 7560000000}, BigInt{1623});
  sample.result.status = Status::kFinal;
  sample.scenario.changes = {{"pots.grund.amount", "1", "10_000_000"}};
  RunOptions options;
  options.top = 1;
  CHECK(sample.report("json", options) == R"({"format_version": "1.4",
 "program": ")" + std::string{kProgram} +
                                              R"(",
 "inputs": [],
 "title": "Zuweisung 2026",
 "year": "2026",
 "currency": "EUR",
 "status": "final",
 "changes": [
  {"path": "pots.grund.amount", "old": "1", "new": "10_000_000"}],
 "districts": [
  {"id": "01001", "name": "Flensburg", "group": null, "key": "92/3246", "prior": 200906.35, )"
                                              R"("budget": 283425.75, "shift": 82519.40, )"
                                              R"("shift_percent": 41.073565, "pots": [)"
                                              R"({"id": "grund", "budget": 283425.75, )"
                                              R"("exact": "460000000/1623"}]}],
 "pots": [
  {"id": "grund", "amount": 10000000.00, "budget": 10000000.00, "reserved": 0.00, )"
                                              R"("not_assigned": 0.00, "left_over": 0.00}],
 "total": {"prior": 9500000.00, "budget": 10000000.00, "shift": 500000.00, )"
                                              R"("shift_percent": 5.263158},
 "ties": [],
 "notes": [
  "3 units of 0.01 left over after rounding down, by largest remainder to 06433, 05315, 09162."]}
)");
}

TEST_CASE("JSON has null for what is undefined") {
  Sample sample;
  sample.scenario.currency = "";
  sample.scenario.year = "";
  sample.result.pots[0].share.reset();
  sample.result.prior->budgets[0] = std::nullopt;
  sample.result.prior->budgets[1] = Money{};
  const auto json = nlohmann::json::parse(sample.report("json"));
  CHECK(json["year"].is_null());
  CHECK(json["currency"].is_null());
  CHECK(json["status"].is_null());
  CHECK(json["changes"].empty());
  CHECK(json["districts"][0]["key"].is_null());
  CHECK(json["districts"][0]["prior"].is_null());
  CHECK(json["districts"][0]["shift"].is_null());
  CHECK(json["districts"][0]["shift_percent"].is_null());
  CHECK(json["districts"][1]["shift"] == 3348736.91);
  CHECK(json["districts"][1]["shift_percent"].is_null());
}

TEST_CASE("JSON escapes names and ids") {
  Sample sample;
  sample.scenario.districts.names[0] = "a\"b\\c\n\td\x01";
  const std::string report = sample.report("json");
  CHECK(report.find(R"("name": "a\"b\\c\n\td\u0001")") != std::string::npos);
  CHECK(nlohmann::json::parse(report)["districts"][0]["name"] == "a\"b\\c\n\td\x01");
}

TEST_CASE("JSON names ties, pots and groups") {
  Sample sample;
  sample.scenario.districts.groups = {"Nord", "West", "Süd", "Süd", "Süd"};
  sample.result.pots[0].ties = {{{DistrictId{0}, DistrictId{2}}, {DistrictId{2}}}};
  sample.result.pots[0].earlier_ties = {
      {{.of = engine::TieOf::kGroups, .name = "land", .stake = engine::Stake::kResidual},
       {"N", "S"},
       {"N"}}};
  RunOptions options;
  options.by = RowsBy::kGroup;
  const auto json = nlohmann::ordered_json::parse(sample.report("json", options));
  CHECK(json["ties"].dump() ==
        R"([{"pot":"grund","units":1,"tied":["N","S"],"given":["N"],"of":"groups",)"
        R"("name":"land","for":"residual","prior":false},)"
        R"({"pot":"grund","units":1,"tied":["01001","06431"],"given":["06431"],)"
        R"("of":"districts","name":null,"for":"units","prior":false}])");
  CHECK(json["groups"][1]["group"] == "Süd");
  CHECK(json["groups"][1]["districts"] == 3);
  CHECK(json["groups"][1]["budget"] == 6367837.34);
  CHECK_FALSE(json.contains("districts"));
  options.by = RowsBy::kPot;
  CHECK_FALSE(nlohmann::json::parse(sample.report("json", options)).contains("groups"));
}

TEST_CASE("JSON keeps the key of each district over the whole, whatever the denominators") {
  Sample sample;
  sample.scenario.columns[0].values =
      Quantities::from(Quantities::Narrow{1, 2, 3, 4, 5}, BigInt{10});
  sample.evaluate_keys();
  const auto json = nlohmann::json::parse(sample.report("json"));
  CHECK(json["districts"][3]["key"] == "4/15");
}

}  // namespace
}  // namespace allot::report
