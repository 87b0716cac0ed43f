#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "load/xlsx/package/xml.hpp"

namespace allot::load::xlsx {

/// What is wrong with a spreadsheet, said of the file as a whole: its bytes show nobody anything.
class Complaints {
 public:
  Complaints(FileId file, Problems& problems) : file_{file}, problems_{problems} {}

  void add(Code code, std::string message, std::vector<std::string> help);
  /// It was damaged on its way, or by the program that wrote it.
  void add_damaged(std::string message);
  void add_encrypted();
  void add(const XmlFault& fault, std::string_view part);

 private:
  void add(PartFault fault, std::string_view part);

  FileId file_;
  Problems& problems_;
};

}  // namespace allot::load::xlsx
