#include "load/yaml/guarded_text.hpp"

#include "load/yaml/yaml_events.hpp"

namespace allot::load {
namespace {

constexpr std::size_t kPiece = 2048;
// More than stand in texts and comments, or in a piece that has been fed and whose events are to
// come.
constexpr std::size_t kMostOpen = 2 * kPiece;

}  // namespace

std::optional<Diagnostic> GuardedText::refusal(const YamlPlaces& places) const {
  switch (state_) {
    case State::kTooDeep:
      return too_deep_problem(places, deep_offset_);
    case State::kTooLarge:
      return too_large_problem(places, fed_);
    case State::kFeeding:
      break;
  }
  return std::nullopt;
}

GuardedText::int_type GuardedText::underflow() {
  if (fed_ == text_.size() || state_ != State::kFeeding) {
    return traits_type::eof();
  }
  const std::string_view piece = text_.substr(fed_, kPiece);
  count(piece);
  // A stream buffer points to mutable characters for the sake of writers; nobody writes here.
  char* const begin = const_cast<char*>(piece.data());
  setg(begin, begin, begin + piece.size());
  fed_ += piece.size();
  return traits_type::to_int_type(piece.front());
}

void GuardedText::count(std::string_view piece) {
  for (std::size_t i = 0; i < piece.size(); ++i) {
    const char c = piece[i];
    if (c == '[' || c == '{') {
      ++marks_;
      if (++open_ == kMaxYamlDepth + 1) {
        deep_offset_ = fed_ + i;
      }
    } else if (c == ',') {
      ++marks_;
    } else if ((c == ']' || c == '}') && open_ > 0) {
      --open_;
    }
  }
  if (open_ > kMostOpen) {
    state_ = State::kTooDeep;
  } else if (marks_ > kMaxYamlNodes) {
    state_ = State::kTooLarge;
  }
}

}  // namespace allot::load
