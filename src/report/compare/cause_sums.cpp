#include "report/compare/cause_sums.hpp"

#include "report/words/cause_words.hpp"

namespace allot::report {

std::vector<CauseSum> cause_sums(const Against& against, bool winners) {
  std::vector<CauseSum> sums;
  for (const engine::CauseLine& line : against.causes->lines) {
    CauseSum sum{.name = cause_name(line), .words = cause_words(line), .amount = {}};
    for (std::size_t row = 0; row < line.amounts.size(); ++row) {
      const Money difference = against.differences[row];
      if (winners ? difference > Money{} : difference < Money{}) {
        sum.amount += line.amounts[row];
      }
    }
    sums.push_back(std::move(sum));
  }
  return sums;
}

}  // namespace allot::report
