#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "load/xlsx/package/archive.hpp"

namespace allot::load::xlsx {

/// Names are without their prefix: which namespace a name is of does not matter, as the place of a
/// tag says what it is; and files in the strict form use others.
struct XmlAttribute {
  std::string_view name;
  std::string_view value;
};

/// The attributes of a tag, valid while it is told.
class XmlAttributes {
 public:
  explicit XmlAttributes(std::span<const XmlAttribute> all) : all_{all} {}

  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
  /// `1` or `true`.
  [[nodiscard]] bool is_true(std::string_view name) const;

 private:
  std::span<const XmlAttribute> all_;
};

/// `row` of `x:row`.
inline std::string_view local_name(std::string_view name) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {  // short, and called for each tag
    begin = name[at] == ':' ? at + 1 : begin;
  }
  return name.substr(begin);
}

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
std::optional<XmlFault> read_xml(ByteStream& part, XmlListener& listener);

}  // namespace allot::load::xlsx
