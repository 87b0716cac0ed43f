#include "allot/load/xlsx/workbook.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "allot/core/error.hpp"
#include "allot/core/text.hpp"
#include "load/xlsx/package/archive.hpp"
#include "load/xlsx/package/complaints.hpp"
#include "load/xlsx/package/relationships.hpp"
#include "load/xlsx/package/xml.hpp"
#include "load/xlsx/sheet_reader.hpp"
#include "load/xlsx/values/cell_text.hpp"

namespace allot::load {

struct Workbook::Parts {
  xlsx::Archive archive;
  std::vector<SheetName> names;
  std::vector<xlsx::SheetPlace> places;  // of each
  xlsx::CellMeanings meanings;
  bool is_result = false;
};

namespace xlsx {

namespace {

constexpr std::string_view kOleMark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::string_view kSaveAs =
    "open it in a spreadsheet program and save it as .xlsx (Excel workbook) or as CSV";

/// As the directory of an OLE container has its names.
std::string utf16(std::string_view ascii) {
  std::string text;
  for (const char c : ascii) {
    text += c;
    text += '\0';
  }
  return text;
}

void complain_of_ole(std::string_view bytes, Complaints& complaints) {
  if (bytes.find(utf16("EncryptedPackage")) != std::string_view::npos) {
    complaints.add_encrypted();
    return;
  }
  complaints.add(Code::kTableSyntax,
                 bytes.find(utf16("Workbook")) != std::string_view::npos ||
                         bytes.find(utf16("Book")) != std::string_view::npos
                     ? "the file is an .xls, as Excel wrote them until 2003"
                     : "the file is no Excel workbook, but an older file of Office",
                 {std::string{kSaveAs}});
}

/// The first bytes of a part.
std::string beginning_of(const Archive& archive, std::string_view part) {
  constexpr std::size_t kEnough = 256;
  std::string bytes(kEnough, '\0');
  PartStream stream{archive, part};
  bytes.resize(stream.read(bytes.data(), kEnough));
  return bytes;
}

/// What a ZIP is that is no workbook of Excel; empty: nothing that is known.
std::string_view other_kind(const Archive& archive) {
  if (archive.has("mimetype")) {
    return beginning_of(archive, "mimetype").find("opendocument.spreadsheet") != std::string::npos
               ? "the file is an .ods, the format of LibreOffice and OpenOffice"
               : "the file is no Excel workbook, but another document";
  }
  if (archive.has("Index/Document.iwa") || archive.has("Index.zip")) {
    return "the file is one of Apple Numbers";
  }
  if (archive.has("xl/workbook.bin")) {
    return "the file is an .xlsb, a binary workbook";
  }
  if (archive.has("word/document.xml") || archive.has("ppt/presentation.xml")) {
    return "the file is no Excel workbook, but another document";
  }
  return {};
}

/// Reads the list of sheets: `<workbook><sheets><sheet name="…" r:id="…"/>`.
class WorkbookReader : public XmlListener {
 public:
  struct Sheet {
    SheetName name;
    std::string id;
  };

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    ++level_;
    if (level_ == 1) {
      is_workbook_ = name == "workbook";
    } else if (level_ == 2) {
      within_sheets_ = name == "sheets";
      if (name == "workbookPr" && attributes.is_true("date1904")) {
        dates_ = DateSystem::k1904;
      }
      is_result_ = is_result_ || (name == "fileVersion" && attributes.find("appName") == "allot");
    } else if (level_ == 3 && within_sheets_ && name == "sheet") {
      add(attributes);
    }
  }
  void end() override { --level_; }
  void text(std::string_view /*piece*/) override {}
  [[nodiscard]] bool is_done() const override { return sheets_.size() >= kMostSheets; }

  [[nodiscard]] bool is_workbook() const { return is_workbook_; }
  [[nodiscard]] std::span<const Sheet> sheets() const { return sheets_; }
  [[nodiscard]] DateSystem dates() const { return dates_; }
  [[nodiscard]] bool is_result() const { return is_result_; }

 private:
  static constexpr std::size_t kMostSheets = 10'000;

  void add(const XmlAttributes& attributes) {
    const std::string_view state = attributes.find("state").value_or("visible");
    sheets_.push_back(
        {.name = {.name = without_controls(cell_text(attributes.find("name").value_or(""))),
                  .hidden = state != "visible"},
         .id = std::string{attributes.find("id").value_or("")}});
  }

  int level_ = 0;
  bool is_workbook_ = false;
  bool within_sheets_ = false;
  bool is_result_ = false;
  std::vector<Sheet> sheets_;
  DateSystem dates_ = DateSystem::k1900;
};

const Relationship* of_type(std::span<const Relationship> all, std::string_view type) {
  const auto found = std::ranges::find(all, type, &Relationship::type);
  return found == all.end() ? nullptr : &*found;
}

/// Reads what a workbook says of itself, part by part.
class WorkbookParts {
 public:
  WorkbookParts(const Archive& archive, Complaints complaints)
      : archive_{archive}, complaints_{complaints} {}

  /// False where it cannot be read.
  bool read() {
    return find_workbook() && read_workbook() && list_sheets() && read_texts() &&
           read_styles_part();
  }

  std::vector<SheetName> names;
  std::vector<SheetPlace> places;
  CellMeanings meanings;
  bool is_result = false;

 private:
  bool find_workbook() {
    if (const std::string_view other = other_kind(archive_); !other.empty()) {
      complaints_.add(Code::kTableSyntax, std::string{other}, {std::string{kSaveAs}});
      return false;
    }
    // Without a list of its parts a file may still be whole: the names are the same everywhere.
    if (archive_.has(relationships_part(""))) {
      std::vector<Relationship> parts;
      if (!is_read(read_relationships(archive_, "", parts), relationships_part(""))) {
        return false;
      }
      if (const Relationship* found = of_type(parts, "officeDocument")) {
        workbook_ = found->part;
      }
    }
    if (!archive_.has(workbook_)) {
      complaints_.add(Code::kTableSyntax,
                      "the file is a ZIP, but no Excel workbook: it lacks the list of its sheets",
                      {std::string{kSaveAs}});
      return false;
    }
    return true;
  }

  bool read_workbook() {
    PartStream part{archive_, workbook_};
    if (!is_read(read_xml(part, reader_), workbook_)) {
      return false;
    }
    if (!reader_.is_workbook()) {
      complaints_.add(Code::kTableSyntax, "the file is no Excel workbook, but another document",
                      {std::string{kSaveAs}});
      return false;
    }
    meanings.dates = reader_.dates();
    is_result = reader_.is_result();
    return is_read(read_relationships(archive_, workbook_, parts_), relationships_part(workbook_));
  }

  bool list_sheets() {
    for (const WorkbookReader::Sheet& sheet : reader_.sheets()) {
      const auto part = std::ranges::find(parts_, sheet.id, &Relationship::id);
      if (part == parts_.end() || part->type == "worksheet") {
        names.push_back(sheet.name);
        places.push_back({.name = sheet.name.name,
                          .part = part == parts_.end() ? "sheet " + sheet.name.name : part->part});
      }
    }
    if (names.empty()) {
      complaints_.add(Code::kTableSyntax, "the workbook has no sheet with cells",
                      {"is it the file that was meant? Charts and macros are no tables"});
    }
    return !names.empty();
  }

  bool read_texts() {
    const Relationship* part = of_type(parts_, "sharedStrings");
    if (part == nullptr || !archive_.has(part->part)) {
      return true;
    }
    meanings.texts.emplace();
    return is_read(read_shared_texts(archive_, part->part, *meanings.texts), part->part);
  }

  bool read_styles_part() {
    const Relationship* part = of_type(parts_, "styles");
    return part == nullptr || !archive_.has(part->part) ||
           is_read(read_styles(archive_, part->part, meanings.styles), part->part);
  }

  bool is_read(const std::optional<XmlFault>& fault, std::string_view part) {
    if (fault) {
      complaints_.add(*fault, part);
    }
    return !fault;
  }

  const Archive& archive_;
  Complaints complaints_;
  std::string workbook_ = "xl/workbook.xml";
  WorkbookReader reader_;
  std::vector<Relationship> parts_;
};

}  // namespace

}  // namespace xlsx

bool is_spreadsheet(std::string_view bytes) {
  constexpr std::array<std::string_view, 3> kMarks = {"PK\x03\x04", "PK\x05\x06", xlsx::kOleMark};
  return std::ranges::any_of(kMarks,
                             [&](std::string_view mark) { return bytes.starts_with(mark); });
}

std::optional<Workbook> Workbook::open(std::string_view bytes, FileId file, Problems& problems) {
  xlsx::Complaints complaints{file, problems};
  if (bytes.starts_with(xlsx::kOleMark)) {
    xlsx::complain_of_ole(bytes, complaints);
    return std::nullopt;
  }
  std::optional<xlsx::Archive> archive = xlsx::Archive::open(bytes);
  if (!archive) {
    complaints.add_damaged("the file is damaged: it is not a whole ZIP, as each .xlsx is");
    return std::nullopt;
  }
  xlsx::WorkbookParts parts{*archive, complaints};
  if (!parts.read()) {
    return std::nullopt;
  }
  return Workbook{std::make_unique<Parts>(Parts{.archive = std::move(*archive),
                                                .names = std::move(parts.names),
                                                .places = std::move(parts.places),
                                                .meanings = std::move(parts.meanings),
                                                .is_result = parts.is_result})};
}

Workbook::Workbook(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook& Workbook::operator=(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

const std::vector<SheetName>& Workbook::sheets() const { return parts_->names; }

bool Workbook::is_result() const { return parts_->is_result; }

std::optional<SheetText> Workbook::read(std::size_t sheet, FileId file, Problems& problems) const {
  invariant(sheet < parts_->places.size(), "a sheet is read that the workbook has");
  return xlsx::read_sheet_part(parts_->archive, parts_->places[sheet], parts_->meanings, file,
                               problems);
}

}  // namespace allot::load
