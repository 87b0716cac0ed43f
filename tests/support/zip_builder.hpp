#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace allot::load {

/// How an entry of a ZIP is written, and what is wrong with it.
struct ZipEntry {
  bool deflated = true;
  std::uint16_t flags = 0;
  std::uint16_t method = 8;          ///< of a deflated one
  std::uint32_t wrong_checksum = 0;  ///< added to the right one
  std::uint32_t hidden_bytes = 0;    ///< by which the table of contents calls it shorter
};

/// Writes ZIP files, right ones and wrong ones.
class ZipBuilder {
 public:
  ZipBuilder& add(std::string_view name, std::string_view content, const ZipEntry& entry = {}) {
    const std::string packed = entry.deflated ? deflated(content) : std::string{content};
    const auto checksum = static_cast<std::uint32_t>(crc32(
        0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    std::string fields;
    put16(fields, 20);  // the version that is needed
    put16(fields, entry.flags);
    put16(fields, entry.deflated ? entry.method : 0);
    put32(fields, 0x00210000);  // 1980-01-01
    put32(fields, checksum + entry.wrong_checksum);
    put32(fields, static_cast<std::uint32_t>(packed.size()));
    put32(fields, static_cast<std::uint32_t>(content.size()) - entry.hidden_bytes);
    put16(fields, static_cast<std::uint16_t>(name.size()));
    put16(fields, 0);

    std::string& row = contents_;
    row += "PK\x01\x02";
    put16(row, 20);
    row += fields;
    put16(row, 0);
    put16(row, 0);
    put16(row, 0);
    put32(row, 0);
    put32(row, static_cast<std::uint32_t>(bytes_.size()));
    row += name;
    ++count_;

    bytes_ += "PK\x03\x04";
    bytes_ += fields;
    bytes_ += name;
    bytes_ += packed;
    return *this;
  }

  [[nodiscard]] std::string bytes() const {
    std::string all = bytes_ + contents_;
    all += std::string_view{"PK\x05\x06\0\0\0\0", 8};
    put16(all, count_);
    put16(all, count_);
    put32(all, static_cast<std::uint32_t>(contents_.size()));
    put32(all, static_cast<std::uint32_t>(bytes_.size()));
    put16(all, 0);
    return all;
  }

 private:
  static void put16(std::string& to, std::uint32_t value) {
    to += static_cast<char>(value & 0xFFU);
    to += static_cast<char>((value >> 8U) & 0xFFU);
  }
  static void put32(std::string& to, std::uint32_t value) {
    put16(to, value & 0xFFFFU);
    put16(to, value >> 16U);
  }

  static std::string deflated(std::string_view content) {
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&stream, static_cast<uLong>(content.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
  }

  std::string bytes_;
  std::string contents_;
  std::uint16_t count_ = 0;
};

}  // namespace allot::load
