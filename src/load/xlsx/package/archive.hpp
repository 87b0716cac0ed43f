#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace allot::load::xlsx {

/// What hinders the reading of a part.
enum class PartFault : std::uint8_t {
  kNone,
  kMissing,
  kTwice,  ///< under one name: nothing says which is meant
  kEncrypted,
  kDamaged,  ///< what inflates is not what was packed
  kTooLarge,
};

/// The parts of a ZIP in memory, by their names. Names are compared without regard to case, as the
/// standard has it (ISO/IEC 29500-2, 9.1.1.1); those that lead upwards (`..`) are no parts.
class Archive {
 public:
  /// Nothing where the bytes are no whole ZIP.
  static std::optional<Archive> open(std::string_view bytes);

  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
  /// No part inflates to more bytes than these.
  [[nodiscard]] std::size_t limit() const { return limit_; }

 private:
  friend class PartStream;

  struct Part {
    std::uint64_t offset = 0;  ///< of its row in the table of contents
    std::uint64_t number = 0;
    bool encrypted = false;
    bool unknown_method = false;  ///< neither stored nor deflated; minizip would take it for stored
    bool twice = false;
  };

  explicit Archive(std::string_view bytes);
  /// False where the table of contents is damaged.
  bool read_contents();
  [[nodiscard]] const Part* find(std::string_view name) const;

  std::string_view bytes_;
  std::size_t limit_ = 0;
  std::map<std::string, Part, std::less<>> parts_;
};

/// Bytes that come piece by piece.
class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;

  /// How many bytes were written to `into`; 0 at the end and where there is a fault.
  virtual std::size_t read(char* into, std::size_t most) = 0;
  [[nodiscard]] PartFault fault() const { return fault_; }

 protected:
  void set_fault(PartFault fault) { fault_ = fault; }

 private:
  PartFault fault_ = PartFault::kNone;
};

struct OpenZip;  // of minizip

/// A part as it is inflated.
class PartStream : public ByteStream {
 public:
  PartStream(const Archive& archive, std::string_view name);
  ~PartStream() override;

  std::size_t read(char* into, std::size_t most) override;

 private:
  std::unique_ptr<OpenZip> zip_;
  std::size_t left_;  ///< bytes until the limit
};

/// The name of a part as `target` of `base` leads to it: `worksheets/sheet1.xml` of
/// `xl/workbook.xml` is `xl/worksheets/sheet1.xml`; `/xl/…` begins at the root.
std::string part_name(std::string_view base, std::string_view target);

}  // namespace allot::load::xlsx
