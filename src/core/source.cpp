#include "allot/core/source.hpp"

#include <limits>
#include <utility>

#include "allot/core/error.hpp"

namespace allot {

namespace {

constexpr FileId kFirstInParts = 1U << 20;

}  // namespace

SourceFiles::SourceFiles() : end_{kFirstInParts} { add({}, std::string{}); }

FileId SourceFiles::add(std::string name, std::string text) {
  return add(std::move(name), std::make_shared<const std::string>(std::move(text)));
}

FileId SourceFiles::add(std::string name, std::shared_ptr<const std::string> text) {
  invariant(files_.size() < end_ - first_, "there are ids for all files that fit into memory");
  files_.push_back({.name = std::move(name), .text = std::move(text)});
  return first_ + static_cast<FileId>(files_.size() - 1);
}

FileId SourceFiles::add_sheet(std::string file_name, std::string sheet, std::string text) {
  const FileId file = add(std::move(file_name) + ":" + sheet, std::move(text));
  files_.back().sheet = std::move(sheet);
  return file;
}

void SourceFiles::replace_text(FileId file, std::string text) {
  invariant(file != 0 && find_own(file) != nullptr,
            "only the text of a file that was added is replaced");
  files_[file - first_].text = std::make_shared<const std::string>(std::move(text));
}

void SourceFiles::divide(std::size_t parts) {
  invariant(whole_ == nullptr && parts_.empty(), "the files are divided once");
  if (parts == 0) {
    return;
  }
  part_size_ = static_cast<FileId>((std::numeric_limits<FileId>::max() - kFirstInParts) / parts);
  for (std::size_t i = 0; i < parts; ++i) {
    const FileId first = kFirstInParts + static_cast<FileId>(i) * part_size_;
    parts_.push_back(
        std::unique_ptr<SourceFiles>{new SourceFiles{this, first, first + part_size_}});
  }
}

const SourceFiles::File* SourceFiles::find_own(FileId file) const {
  return file >= first_ && file - first_ < files_.size() ? &files_[file - first_] : nullptr;
}

const SourceFiles::File& SourceFiles::at(FileId file) const {
  const File* found = find_own(file);
  if (found == nullptr && whole_ != nullptr) {
    found = whole_->find_own(file);
  } else if (found == nullptr && file >= kFirstInParts && !parts_.empty()) {
    const std::size_t part = (file - kFirstInParts) / part_size_;
    found = part < parts_.size() ? parts_[part]->find_own(file) : nullptr;
  }
  invariant(found != nullptr, "a file is asked for that was added");
  return *found;
}

const std::string& SourceFiles::name(FileId file) const { return at(file).name; }

const std::string& SourceFiles::sheet(FileId file) const { return at(file).sheet; }

std::string_view SourceFiles::text(FileId file) const { return *at(file).text; }

std::string_view SourceFiles::bytes(FileId file) const { return *at(file).bytes; }

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
