#include "load/xlsx/package/archive.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>
#include <vector>

namespace allot::load::xlsx {

namespace {

/// Bytes as a file, for minizip.
struct MemoryFile {
  std::string_view bytes;
  std::size_t at = 0;
  bool ended = false;  ///< more was read than there is
};

MemoryFile& file_of(voidpf stream) { return *static_cast<MemoryFile*>(stream); }

voidpf open_memory(voidpf opaque, const void* /*name*/, int /*mode*/) { return opaque; }

uLong read_memory(voidpf /*opaque*/, voidpf stream, void* into, uLong size) {
  MemoryFile& file = file_of(stream);
  const std::size_t count = std::min<std::size_t>(size, file.bytes.size() - file.at);
  std::memcpy(into, file.bytes.data() + file.at, count);
  file.at += count;
  file.ended = file.ended || count < size;
  return static_cast<uLong>(count);
}

uLong write_memory(voidpf /*opaque*/, voidpf /*stream*/, const void* /*from*/, uLong /*size*/) {
  return 0;
}

ZPOS64_T tell_memory(voidpf /*opaque*/, voidpf stream) { return file_of(stream).at; }

long seek_memory(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  MemoryFile& file = file_of(stream);
  const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_END   ? file.bytes.size()
                           : origin == ZLIB_FILEFUNC_SEEK_CUR ? file.at
                                                              : 0;
  if (offset > file.bytes.size() - base) {
    return -1;
  }
  file.at = base + static_cast<std::size_t>(offset);
  return 0;
}

int close_memory(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }
/// Without it minizip takes zeros for what is behind the end.
int error_memory(voidpf /*opaque*/, voidpf stream) { return file_of(stream).ended ? 1 : 0; }

/// What a table of contents asks a reader to know.
enum Flag : unsigned { kEncryptedFlag = 1U, kStronglyEncryptedFlag = 1U << 6U };
constexpr unsigned kEncryptedByAes = 99;  // as the method

std::size_t limit_for(std::size_t packed) {
  constexpr std::size_t kLeast = std::size_t{64} << 20U;
  constexpr std::size_t kMost = std::size_t{1} << 30U;
  constexpr std::size_t kFactor = 256;
  return std::clamp(std::min(packed, kMost) * kFactor, kLeast, kMost);
}

std::string lower_case(std::string_view name) {
  std::string lower{name};
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

/// The steps of a path, without empty ones and `.`.
std::vector<std::string_view> steps_of(std::string_view path) {
  std::vector<std::string_view> steps;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find_first_of("/\\"), path.size());
    const std::string_view step = path.substr(0, end);
    if (!step.empty() && step != ".") {
      steps.push_back(step);
    }
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return steps;
}

std::string joined(const std::vector<std::string_view>& steps) {
  std::string path;
  for (const std::string_view step : steps) {
    path += path.empty() ? "" : "/";
    path += step;
  }
  return path;
}

}  // namespace

struct OpenZip {
  explicit OpenZip(std::string_view bytes) : file{.bytes = bytes} {
    zlib_filefunc64_def functions{.zopen64_file = open_memory,
                                  .zread_file = read_memory,
                                  .zwrite_file = write_memory,
                                  .ztell64_file = tell_memory,
                                  .zseek64_file = seek_memory,
                                  .zclose_file = close_memory,
                                  .zerror_file = error_memory,
                                  .opaque = &file};
    handle = unzOpen2_64("", &functions);
  }
  OpenZip(const OpenZip&) = delete;
  OpenZip& operator=(const OpenZip&) = delete;
  ~OpenZip() {
    if (handle != nullptr) {
      unzClose(handle);
    }
  }

  MemoryFile file;
  unzFile handle = nullptr;
};

Archive::Archive(std::string_view bytes) : bytes_{bytes}, limit_{limit_for(bytes.size())} {}

std::optional<Archive> Archive::open(std::string_view bytes) {
  Archive archive{bytes};
  return archive.read_contents() ? std::optional{std::move(archive)} : std::nullopt;
}

bool Archive::read_contents() {
  const OpenZip zip{bytes_};
  if (zip.handle == nullptr) {
    return false;
  }
  // Each row of the table takes 46 bytes or more, so that a count that lies ends with the file.
  std::string buffer(std::numeric_limits<std::uint16_t>::max(), '\0');
  int found = unzGoToFirstFile(zip.handle);
  for (; found == UNZ_OK; found = unzGoToNextFile(zip.handle)) {
    unz_file_info64 row;
    unz64_file_pos place;
    if (unzGetCurrentFileInfo64(zip.handle, &row, buffer.data(), buffer.size(), nullptr, 0, nullptr,
                                0) != UNZ_OK ||
        unzGetFilePos64(zip.handle, &place) != UNZ_OK) {
      return false;
    }
    const std::vector<std::string_view> steps =
        steps_of(std::string_view{buffer}.substr(0, row.size_filename));
    if (std::ranges::find(steps, "..") != steps.end()) {
      continue;
    }
    const bool encrypted = (row.flag & (kEncryptedFlag | kStronglyEncryptedFlag)) != 0 ||
                           row.compression_method == kEncryptedByAes;
    const auto [at, is_new] = parts_.try_emplace(
        lower_case(joined(steps)), Part{.offset = place.pos_in_zip_directory,
                                        .number = place.num_of_file,
                                        .encrypted = encrypted,
                                        .unknown_method = row.compression_method != 0 &&
                                                          row.compression_method != Z_DEFLATED});
    at->second.twice = at->second.twice || !is_new;
  }
  return found == UNZ_END_OF_LIST_OF_FILE;
}

const Archive::Part* Archive::find(std::string_view name) const {
  const auto found = parts_.find(lower_case(name));
  return found == parts_.end() ? nullptr : &found->second;
}

PartStream::PartStream(const Archive& archive, std::string_view name) : left_{archive.limit()} {
  const Archive::Part* part = archive.find(name);
  set_fault(part == nullptr        ? PartFault::kMissing
            : part->twice          ? PartFault::kTwice
            : part->encrypted      ? PartFault::kEncrypted
            : part->unknown_method ? PartFault::kDamaged
                                   : PartFault::kNone);
  if (fault() != PartFault::kNone) {
    return;
  }
  zip_ = std::make_unique<OpenZip>(archive.bytes_);
  const unz64_file_pos place{.pos_in_zip_directory = part->offset, .num_of_file = part->number};
  if (zip_->handle == nullptr || unzGoToFilePos64(zip_->handle, &place) != UNZ_OK ||
      unzOpenCurrentFile(zip_->handle) != UNZ_OK) {
    set_fault(PartFault::kDamaged);
  }
}

PartStream::~PartStream() = default;

std::size_t PartStream::read(char* into, std::size_t most) {
  if (fault() != PartFault::kNone) {
    return 0;
  }
  const int count = unzReadCurrentFile(zip_->handle, into, static_cast<unsigned>(most));
  // At the end the checksum is compared, but only where all is there.
  if (count < 0 ||
      (count == 0 && (unzeof(zip_->handle) != 1 || unzCloseCurrentFile(zip_->handle) != UNZ_OK))) {
    set_fault(PartFault::kDamaged);
    return 0;
  }
  const auto size = static_cast<std::size_t>(count);
  if (size > left_) {
    set_fault(PartFault::kTooLarge);
    return 0;
  }
  left_ -= size;
  return size;
}

std::string part_name(std::string_view base, std::string_view target) {
  std::vector<std::string_view> steps;
  if (!target.starts_with('/')) {
    steps = steps_of(base);
    if (!steps.empty()) {
      steps.pop_back();
    }
  }
  for (const std::string_view step : steps_of(target)) {
    if (step != "..") {
      steps.push_back(step);
    } else if (!steps.empty()) {
      steps.pop_back();
    }
  }
  return joined(steps);
}

}  // namespace allot::load::xlsx
