#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "load/xlsx/package/archive.hpp"

namespace allot::load::xlsx {

/// The attributes of a tag. Names are without their prefix: which namespace a name is of does not
/// matter, as the place of a tag says what it is; and files in the strict form use others.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char* const* list) : list_{list} {}

  /// Calls `take(name, value)` for each.
  template <class Take>
  void each(Take take) const {
    for (const char* const* at = list_; *at != nullptr; at += 2) {
      take(local_name(at[0]), std::string_view{at[1]});
    }
  }
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// `1` or `true`.
  [[nodiscard]] bool is_true(std::string_view name) const;

  static std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
  }

 private:
  const char* const* list_;
};

/// What is told of a part, in its order. Texts come in pieces.
class XmlListener {
 public:
  virtual ~XmlListener() = default;
  virtual void begin(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end() = 0;
  virtual void text(std::string_view piece) = 0;
  /// Nothing more is wanted. What is told after that is to be ignored.
  [[nodiscard]] virtual bool is_done() const { return false; }
};

struct XmlFault {
  enum class Kind : std::uint8_t { kPart, kNotWellFormed, kDeclarations, kTooLarge };

  Kind kind = Kind::kPart;
  PartFault part = PartFault::kNone;  ///< with kPart
  std::string detail = {};            ///< with kNotWellFormed: "line 1, byte 20: mismatched tag"
};

/// Reads a part to its end, or until `listener` is done. No declarations (DTD), thus no entities;
/// no tag longer than 1 MiB, none nested beyond 100 levels.
std::optional<XmlFault> read_xml(PartStream part, XmlListener& listener);

}  // namespace allot::load::xlsx
