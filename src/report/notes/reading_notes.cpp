#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "allot/core/error.hpp"
#include "allot/core/text.hpp"
#include "report/notes/notes.hpp"

namespace allot::report {
namespace {

using enum Text;

Text text_of(TableReading::Kind kind) {
  using enum TableReading::Kind;
  switch (kind) {
    case kOtherIds:
      return kReadOtherIds;
    case kOtherRows:
      return kReadOtherRows;
    case kPaddedIds:
      return kReadPaddedIds;
    case kGuardedIds:
      return kReadGuardedIds;
    case kFilledDown:
      return kReadFilledDown;
    case kSigns:
      return kReadSigns;
    case kTableMark:
      return kReadTableMark;
    case kRounded:
      return kReadRounded;
    case kShownShorter:
      return kReadShownShorter;
    case kShownScaled:
      return kReadShownScaled;
    case kTimes:
      return kReadTimes;
  }
  invariant_failed("each kind of reading has its text");
}

}  // namespace

std::vector<Sentence> reading_notes(const Scenario& scenario, const Words& words) {
  std::vector<Sentence> sentences;
  for (const TableReading& reading : scenario.readings) {
    std::vector<std::string> lines;
    std::ranges::transform(reading.lines, std::back_inserter(lines),
                           [](std::uint32_t line) { return std::to_string(line); });
    const std::vector<std::string_view> shown(lines.begin(), lines.end());
    sentences.push_back(words.sentence(
        text_of(reading.kind), {without_controls(reading.table), words.count(reading.count),
                                words.list(shown, reading.count), without_controls(reading.column),
                                without_controls(reading.what)}));
  }
  return sentences;
}

}  // namespace allot::report
