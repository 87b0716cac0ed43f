#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "allot/core/text.hpp"
#include "allot/report/sheet.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/result_options.hpp"
#include "cli/words/words.hpp"

namespace allot::cli {

namespace {

std::vector<std::size_t> named(const Districts& districts, std::string_view name) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < districts.size(); ++i) {
    if (districts.names[i] == name) {
      found.push_back(i);
    }
  }
  return found;
}

void report_unknown(Session& session, const Districts& districts, const std::string& word) {
  std::vector<std::string_view> candidates = districts.ids;
  candidates.insert(candidates.end(), districts.names.begin(), districts.names.end());
  std::vector<std::string> help = did_you_mean(word, candidates);
  if (help.empty()) {
    help.emplace_back("`allot run` lists them with their ids");
  }
  session.refuse(word,
                 std::string{districts.called_recipients ? "no recipient" : "no district"} +
                     " has the id or the name " + in_quotes(word),
                 std::move(help));
}

void report_several(Session& session, const Districts& districts, const std::string& word,
                    const std::vector<std::size_t>& found) {
  std::vector<std::string_view> ids;
  for (const std::size_t i : found) {
    ids.push_back(districts.ids[i]);
  }
  session.refuse(word,
                 std::to_string(found.size()) +
                     (districts.called_recipients ? " recipients" : " districts") + " are called " +
                     in_quotes(word),
                 {"say which one by its id: " + listed_in_quotes(ids)});
}

/// By id, else by a name that only one has.
std::optional<DistrictId> find_district(Session& session, const Districts& districts,
                                        const std::string& word) {
  if (const auto by_id = districts.find(word)) {
    return by_id;
  }
  const std::vector<std::size_t> found = named(districts, word);
  if (found.size() == 1) {
    return static_cast<DistrictId>(found.front());
  }
  if (found.empty()) {
    report_unknown(session, districts, word);
  } else {
    report_several(session, districts, word, found);
  }
  return std::nullopt;
}

void write_sheet(Session& session, const report::RunView& view, const report::Format& format) {
  const auto district =
      find_district(session, view.scenario.districts, session.settings().operands[1]);
  if (!district || !check_output(session)) {
    return;
  }
  const report::RunOptions options = session.report_options();
  const report::Sheet sheet = report::sheet_of(view, *district, options);
  write_result(session, [&](report::Writer& out) {
    report::write_sheet(view, sheet, options, format, out);
  });
}

void execute_explain(Session& session) {
  const report::Format* format = chosen_format(session);
  if (format == nullptr) {
    return;
  }
  Attempt attempt = session.load(session.settings().operands.front());
  session.compute(attempt, engine::PotDetail::kDistricts);
  if (attempt.result) {
    write_sheet(session, {*attempt.scenario, *attempt.result}, *format);
  }
  session.take_over(attempt);
}

}  // namespace

extern const Command kExplain = {
    .name = "explain",
    .usage = "explain SCENARIO|- DISTRICT [OPTIONS]",
    .summary = "how one district's figures came about, line by line, in exact fractions",
    .examples =
        "allot explain scenario.yaml 06433\n"
        "allot explain scenario.yaml Groß-Gerau -o sheet.md\n"
        "allot explain scenario.yaml 06433 --adjust pots.im.amount=+3%\n",
    .operand = "scenario and a district",
    .least_operands = 2,
    .most_operands = 2,
    .execute = execute_explain,
};

}  // namespace allot::cli
