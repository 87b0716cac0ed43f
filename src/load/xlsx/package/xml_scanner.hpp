#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "load/xlsx/package/archive.hpp"
#include "load/xlsx/package/xml.hpp"

namespace allot::load::xlsx {

enum class ScanEnd : std::uint8_t {
  kRead,     ///< to its end, or until the listener was done
  kUnknown,  ///< not what spreadsheet programs write, or not well-formed: ask read_xml
  kFault,    ///< of the stream
};

/// Reads what spreadsheet programs write of XML, five times as fast as expat: UTF-8, elements,
/// attributes, texts. What else there is, and all that is wrong, is kUnknown;
/// what the listener was told until then is void. Tells what read_xml tells, but for where texts
/// are cut and that line breaks stay as they are.
ScanEnd scan_xml(ByteStream& part, XmlListener& listener);

/// Reads a part by the quicker way, if it can be read so. `listener` is made of `arguments`, for
/// each way anew.
template <class Listener, class... Arguments>
std::optional<XmlFault> read_part(const Archive& archive, std::string_view name,
                                  std::optional<Listener>& listener,
                                  const Arguments&... arguments) {
  PartStream quick{archive, name};
  listener.emplace(arguments...);
  if (quick.fault() == PartFault::kNone) {
    const ScanEnd end = scan_xml(quick, *listener);
    if (end == ScanEnd::kRead) {
      return std::nullopt;
    }
  }
  PartStream part{archive, name};
  listener.emplace(arguments...);
  return read_xml(part, *listener);
}

}  // namespace allot::load::xlsx
