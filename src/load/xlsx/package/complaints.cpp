#include "load/xlsx/package/complaints.hpp"

#include <fmt/core.h>

#include <utility>

#include "allot/core/text.hpp"

namespace allot::load::xlsx {

namespace {

/// As a message shows it.
std::string quoted_part(std::string_view part) {
  constexpr std::size_t kWidth = 60;
  return "`" + shortened_in_the_middle(without_controls(part), kWidth) + "`";
}

}  // namespace

void Complaints::add(Code code, std::string message, std::vector<std::string> help) {
  problems_.add({.code = code,
                 .where = {.file = file_},
                 .message = std::move(message),
                 .help = std::move(help)});
}

void Complaints::add_damaged(std::string message) {
  add(Code::kTableSyntax, std::move(message),
      {"open it in a spreadsheet program and save it as .xlsx again, or get it anew from its "
       "source"});
}

void Complaints::add_encrypted() {
  add(Code::kTableSyntax, "the file is protected by a password",
      {"open it in a spreadsheet program and save it without one"});
}

void Complaints::add(const XmlFault& fault, std::string_view part) {
  switch (fault.kind) {
    case XmlFault::Kind::kPart:
      add(fault.part, part);
      return;
    case XmlFault::Kind::kNotWellFormed:
      add_damaged(fmt::format("the file is damaged: its part {} is not well-formed XML ({})",
                              quoted_part(part), fault.detail));
      return;
    case XmlFault::Kind::kDeclarations:
      add(Code::kTableSyntax,
          fmt::format("the part {} of the file declares entities (DTD), which no spreadsheet needs",
                      quoted_part(part)),
          {"do not trust this file; if it is right, open it in a spreadsheet program and save it "
           "as .xlsx again"});
      return;
    case XmlFault::Kind::kTooLarge:
      add(PartFault::kTooLarge, part);
      return;
  }
}

void Complaints::add(PartFault fault, std::string_view part) {
  switch (fault) {
    case PartFault::kNone:
      return;
    case PartFault::kMissing:
      add_damaged(fmt::format("the file is damaged: it lacks its part {}", quoted_part(part)));
      return;
    case PartFault::kTwice:
      add_damaged(fmt::format("the file has its part {} twice, and nothing says which is meant",
                              quoted_part(part)));
      return;
    case PartFault::kEncrypted:
      add_encrypted();
      return;
    case PartFault::kDamaged:
      add_damaged(
          fmt::format("the file is damaged: its part {} cannot be unpacked", quoted_part(part)));
      return;
    case PartFault::kTooLarge:
      add(Code::kTooLarge,
          fmt::format("the part {} of the file is, unpacked, far larger than a table would be",
                      quoted_part(part)),
          {"do not trust this file; if it is right, copy the table alone into a new workbook, or "
           "save it as CSV"});
      return;
  }
}

}  // namespace allot::load::xlsx
