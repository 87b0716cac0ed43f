#include "allot/core/source.hpp"

#include <utility>

#include "allot/core/error.hpp"

namespace allot {

SourceFiles::SourceFiles() { files_.emplace_back(); }

FileId SourceFiles::add(std::string name, std::string text) {
  files_.push_back({.name = std::move(name), .text = std::move(text)});
  return static_cast<FileId>(files_.size() - 1);
}

FileId SourceFiles::add_sheet(std::string file_name, std::string sheet, std::string text) {
  const FileId file = add(std::move(file_name) + ":" + sheet, std::move(text));
  files_[file].sheet = std::move(sheet);
  return file;
}

void SourceFiles::replace_text(FileId file, std::string text) {
  invariant(file != 0 && file < files_.size(),
            "only the text of a file that was added is replaced");
  std::string old = std::exchange(files_[file].text, std::move(text));
  if (!files_[file].bytes) {
    files_[file].bytes = std::move(old);
  }
}

const std::string& SourceFiles::name(FileId file) const {
  invariant(file < files_.size(), "a file is asked for that was added");
  return files_[file].name;
}

const std::string& SourceFiles::sheet(FileId file) const {
  invariant(file < files_.size(), "a file is asked for that was added");
  return files_[file].sheet;
}

std::string_view SourceFiles::text(FileId file) const {
  invariant(file < files_.size(), "a file is asked for that was added");
  return files_[file].text;
}

std::string_view SourceFiles::bytes(FileId file) const {
  invariant(file < files_.size(), "a file is asked for that was added");
  const std::optional<std::string>& bytes = files_[file].bytes;
  return bytes ? *bytes : files_[file].text;
}

std::string_view SourceFiles::line(FileId file, std::uint32_t number) const {
  std::string_view rest = text(file);
  if (number == 0) {
    return {};
  }
  for (; number > 1; --number) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) {
      return {};
    }
    rest.remove_prefix(end + 1);
  }
  std::string_view found = rest.substr(0, rest.find('\n'));
  if (found.ends_with('\r')) {
    found.remove_suffix(1);
  }
  return found;
}

}  // namespace allot
