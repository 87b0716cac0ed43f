#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "allot/engine/facts/effect.hpp"
#include "allot/engine/facts/record.hpp"
#include "allot/model/ids.hpp"

namespace allot::engine {

/// What steps and rounding write down while they work on a pot: what a step did to all, and the
/// records of a few watched districts.
class Facts {
 public:
  explicit Facts(std::span<const DistrictId> watched) : watched_{watched} {
    records_.resize(watched.size());
    for (std::size_t at = 0; at < watched.size(); ++at) {
      place_of_.emplace(watched[at], at);
    }
  }

  /// What comes now is of the step of that index.
  void begin(std::size_t step) { step_ = step; }
  /// What comes now is of these districts alone, the group of that number of the step's `within`;
  /// null: of all again. They outlive it.
  void only(const std::vector<bool>* districts, std::optional<std::uint32_t> group = {}) {
    only_ = districts;
    group_ = group;
  }

  template <class Fact>
  void effect(Fact fact) {
    effects_.push_back({.step = step_, .what = std::move(fact), .group = group_});
  }
  [[nodiscard]] std::vector<Effect>& effects() { return effects_; }

  [[nodiscard]] std::span<const DistrictId> watched() const { return watched_; }
  /// `fact(i)` says it of district i.
  template <class Fact>
  void record(Fact&& fact) {
    for (std::size_t at = 0; at < watched_.size(); ++at) {
      const std::size_t district = index_of(watched_[at]);
      if (only_ == nullptr || (*only_)[district]) {
        records_[at].steps.push_back({.step = step_, .what = fact(district)});
      }
    }
  }
  /// The same of some districts: of those of them that are watched.
  template <class Fact>
  void record_of(std::span<const std::uint32_t> districts, Fact&& fact) {
    if (watched_.empty()) {
      return;
    }
    for (const std::uint32_t district : districts) {
      Records* records = find(static_cast<DistrictId>(district));
      if (records != nullptr && (only_ == nullptr || (*only_)[district])) {
        records->steps.push_back({.step = step_, .what = fact(district)});
      }
    }
  }
  /// Null where the district is not watched.
  [[nodiscard]] Records* find(DistrictId district) {
    const auto place = place_of_.find(district);
    return place == place_of_.end() ? nullptr : &records_[place->second];
  }

  /// One for each watched district.
  [[nodiscard]] std::vector<Records> take_records() { return std::move(records_); }

 private:
  std::span<const DistrictId> watched_;
  std::unordered_map<DistrictId, std::size_t> place_of_;
  std::size_t step_ = 0;
  const std::vector<bool>* only_ = nullptr;
  std::optional<std::uint32_t> group_;
  std::vector<Effect> effects_;
  std::vector<Records> records_;
};

}  // namespace allot::engine
