#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace allot {

/// A file that was read, as an index into `SourceFiles`; 0 stands for "no file".
using FileId = std::uint32_t;

/// The name of the command line, which is a file, too, so that messages can point into it.
inline constexpr std::string_view kCommandLineName = "command line";

/// A place in a file: line and column count from 1, columns in *bytes* of the line (renderers turn
/// them into characters and display width). `length` is the number of bytes meant, at least 1.
/// line 0: the file as a whole.
struct Location {
  FileId file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 1;

  friend auto operator<=>(const Location&, const Location&) = default;
};

/// The texts of a run: everything that was read, kept unchanged and at a fixed address, so that
/// the rest may hold views into it and a message can show the line that it speaks of.
/// Outlives every Scenario made from it.
///
/// Threads that read at the same time each add to a part of their own; a part knows its files, and
/// those that the whole had before.
class SourceFiles {
 public:
  SourceFiles();
  SourceFiles(const SourceFiles&) = delete;
  SourceFiles& operator=(const SourceFiles&) = delete;

  /// `name` is how messages call the file: the path as the user wrote it, and as it may be shown.
  FileId add(std::string name, std::string text);
  /// The same of a text that others hold, too.
  FileId add(std::string name, std::shared_ptr<const std::string> text);
  /// A sheet of a spreadsheet as text: a line for each row, with tabs between its cells.
  FileId add_sheet(std::string file_name, std::string sheet, std::string text);
  /// Replaces the text, e.g. by its decoded form. Views into the old text end here, but for what
  /// was there first.
  void replace_text(FileId file, std::string text);
  /// Makes this many parts, once. Ids in an earlier part are below those in a later one, whoever
  /// adds first, so that what is sorted by place has one order. The whole knows the files of all.
  void divide(std::size_t parts);
  [[nodiscard]] SourceFiles& part(std::size_t index) { return *parts_.at(index); }

  /// Of a sheet `zugang.xlsx:Kreise`.
  [[nodiscard]] const std::string& name(FileId file) const;
  /// The name of the sheet alone; empty: the file is none.
  [[nodiscard]] const std::string& sheet(FileId file) const;
  [[nodiscard]] std::string_view text(FileId file) const;
  /// As it was added.
  [[nodiscard]] std::string_view bytes(FileId file) const;
  /// Line `number` (from 1) without its line end; empty beyond the last.
  [[nodiscard]] std::string_view line(FileId file, std::uint32_t number) const;

 private:
  struct File {
    std::string name;
    std::shared_ptr<const std::string> text;
    std::shared_ptr<const std::string> bytes = text;  ///< as it was added
    std::string sheet = {};
  };

  SourceFiles(const SourceFiles* whole, FileId first, FileId end)
      : whole_{whole}, first_{first}, end_{end} {}

  [[nodiscard]] const File* find_own(FileId file) const;
  [[nodiscard]] const File& at(FileId file) const;

  const SourceFiles* whole_ = nullptr;  ///< null: this is it
  FileId first_ = 0, end_;              ///< of the ids of its own
  std::deque<File> files_;              // a deque: addresses stay as files are added
  std::vector<std::unique_ptr<SourceFiles>> parts_;
  FileId part_size_ = 0;
};

}  // namespace allot
