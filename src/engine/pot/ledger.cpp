#include "engine/pot/ledger.hpp"

#include <algorithm>

#include "allot/core/error.hpp"
#include "engine/arithmetic/comparison.hpp"

namespace allot::engine {

Ledger::Ledger(std::size_t districts, bool open, const Fraction& amount, const Fraction& passed_on)
    : open_{open},
      amount_{amount},
      left_{amount - passed_on},
      passed_on_{passed_on},
      so_far_{Quantities::constant(districts, 0)} {}

Fraction Ledger::topped_up_for(std::size_t step) const {
  const auto found = std::ranges::find(top_ups_, step, &ExactTopUp::step);
  return found == top_ups_.end() ? Fraction{} : found->amount;
}

void Ledger::enlarge(const Fraction& sum) {
  amount_ += sum;
  left_ += sum;
}

void Ledger::reserve(std::string name, const Fraction& sum) {
  reserves_.push_back({.name = std::move(name), .amount = sum});
  reserved_ += sum;
  left_ -= sum;
}

void Ledger::leave_unassigned(const Fraction& sum) {
  not_assigned_ += sum;
  left_ -= sum;
}

void Ledger::reserve_rest(std::string name, const Fraction& sum) {
  reserved_rests_.push_back({.name = std::move(name), .amount = sum});
}

void Ledger::give(const Quantities& amounts, const Fraction& sum) {
  replace(so_far_.is_zero() ? amounts : so_far_.plus(amounts), sum);
}

void Ledger::replace(Quantities amounts, const Fraction& from_left) {
  so_far_ = std::move(amounts);
  left_ -= from_left;
}

Fraction Ledger::raise_and_cut(Quantities amounts, const Fraction& raised, const Fraction& cut) {
  const Quantities before = std::exchange(so_far_, std::move(amounts));
  const Fraction released = std::min(cut, topped_up_);
  release(before, released);
  const Fraction out = cut - released;
  if (open_) {
    amount_ += raised - out;
  } else {
    not_assigned_ += out;
  }
  return out;
}

void Ledger::top_up(const std::string& payer, Quantities amounts, const Fraction& cost,
                    std::size_t step) {
  if (cost.sign() > 0) {
    top_ups_.push_back({.name = payer, .amount = cost, .step = step});
    topped_up_ += cost;
    const Quantities added = amounts.plus(so_far_.times(-1));
    topped_up_for_ = topped_up_for_.size() == 0 ? added : topped_up_for_.plus(added);
  }
  so_far_ = std::move(amounts);
}

void Ledger::release(const Quantities& before, const Fraction& released) {
  if (released.sign() == 0) {
    return;
  }
  const Quantities lost = before.plus(smaller_of(before, so_far_).times(-1));
  const Quantities kept = topped_up_for_.plus(smaller_of(topped_up_for_, lost).times(-1));
  const Fraction all_kept = kept.total();
  topped_up_for_ =
      all_kept.sign() == 0 ? kept : kept.times((topped_up_ - released) / all_kept).reduced();
  take_from_payers(released);
}

void Ledger::take_from_payers(const Fraction& released) {
  topped_up_ -= released;
  Fraction rest = released;
  while (rest.sign() > 0) {
    ExactTopUp& last = top_ups_.back();
    const Fraction part = std::min(rest, last.amount);
    last.amount -= part;
    rest -= part;
    if (last.amount.sign() == 0) {
      top_ups_.pop_back();
    }
  }
}

void Ledger::round(Quantities amounts) {
  const Fraction less = so_far_.total() - amounts.total();
  so_far_ = std::move(amounts);
  const Fraction released = std::max(Fraction{}, std::min(less, topped_up_));
  if (released.sign() > 0) {
    topped_up_for_ = topped_up_for_.times((topped_up_ - released) / topped_up_).reduced();
    take_from_payers(released);
  }
  if (open_) {
    amount_ -= less - released;
  } else {
    left_ += less - released;
  }
}

void Ledger::give_in_tiers(const Fraction& paid, const Fraction& in_blocks) {
  not_assigned_ += so_far_.total() + left_ - paid;
  left_ = paid - in_blocks;
  so_far_ = Quantities::constant(so_far_.size(), 0);
  in_tiers_ = paid;
  in_blocks_ = in_blocks;
}

void Ledger::assert_closed() const {
  const Fraction out =
      left_ + not_assigned_ + passed_on_ + so_far_.total() + in_blocks_ + reserved_;
  invariant(out == amount_ + topped_up_,
            "what goes into a step comes out of it or is named as left over");
  invariant(amount_.sign() >= 0, "a pot is never below 0");
  invariant(topped_up_for_.size() == 0 || topped_up_for_.total() == topped_up_,
            "what is topped up is the same by payer and by district");
}

}  // namespace allot::engine
