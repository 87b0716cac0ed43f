#include "report/formats/workbook/package.hpp"

#include <minizip/zip.h>

#include <algorithm>

#include "allot/core/error.hpp"

namespace allot::report::workbook {
namespace {

/// A file in memory, for minizip: it comes back to the head of each part when its size is known.
struct MemoryOutput {
  std::string bytes;
  std::size_t at = 0;
};

MemoryOutput& output_of(voidpf stream) { return *static_cast<MemoryOutput*>(stream); }

voidpf open_output(voidpf opaque, const void* /*name*/, int /*mode*/) { return opaque; }

uLong read_output(voidpf /*opaque*/, voidpf /*stream*/, void* /*into*/, uLong /*size*/) {
  return 0;
}

uLong write_output(voidpf /*opaque*/, voidpf stream, const void* from, uLong size) {
  MemoryOutput& file = output_of(stream);
  const auto* bytes = static_cast<const char*>(from);
  const std::size_t over = std::min<std::size_t>(size, file.bytes.size() - file.at);
  std::copy_n(bytes, over, file.bytes.begin() + static_cast<std::ptrdiff_t>(file.at));
  file.bytes.append(bytes + over, size - over);
  file.at += size;
  return size;
}

ZPOS64_T tell_output(voidpf /*opaque*/, voidpf stream) { return output_of(stream).at; }

long seek_output(voidpf /*opaque*/, voidpf stream, ZPOS64_T offset, int origin) {
  MemoryOutput& file = output_of(stream);
  const std::size_t base = origin == ZLIB_FILEFUNC_SEEK_SET   ? 0
                           : origin == ZLIB_FILEFUNC_SEEK_CUR ? file.at
                                                              : file.bytes.size();
  file.at = base + offset;
  return file.at <= file.bytes.size() ? 0 : -1;
}

int close_output(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }
int error_of_output(voidpf /*opaque*/, voidpf /*stream*/) { return 0; }

/// Rows are so alike that more work makes a part little smaller.
constexpr int kDeflateLevel = 1;

}  // namespace

struct Package::Zip {
  Zip() {
    zlib_filefunc64_def functions{.zopen64_file = open_output,
                                  .zread_file = read_output,
                                  .zwrite_file = write_output,
                                  .ztell64_file = tell_output,
                                  .zseek64_file = seek_output,
                                  .zclose_file = close_output,
                                  .zerror_file = error_of_output,
                                  .opaque = &file};
    handle = zipOpen2_64("", APPEND_STATUS_CREATE, nullptr, &functions);
    invariant(handle != nullptr, "a ZIP in memory can be begun");
  }
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;
  ~Zip() {
    if (handle != nullptr) {
      zipClose(handle, nullptr);
    }
  }

  MemoryOutput file;
  zipFile handle = nullptr;
};

Package::Package() : zip_{std::make_unique<Zip>()} {}
Package::~Package() = default;

void Package::add(const std::string& name, const std::function<void(Writer& out)>& content) {
  constexpr zip_fileinfo kFirstDay{
      .tmz_date =
          {.tm_sec = 0, .tm_min = 0, .tm_hour = 0, .tm_mday = 1, .tm_mon = 0, .tm_year = 1980},
      .dosDate = 0,
      .internal_fa = 0,
      .external_fa = 0};
  bool good = zipOpenNewFileInZip(zip_->handle, name.c_str(), &kFirstDay, nullptr, 0, nullptr, 0,
                                  nullptr, Z_DEFLATED, kDeflateLevel) == ZIP_OK;
  Writer writer{[&](std::string_view text) {
    good = good && zipWriteInFileInZip(zip_->handle, text.data(),
                                       static_cast<unsigned>(text.size())) == ZIP_OK;
  }};
  content(writer);
  writer.flush();
  good = zipCloseFileInZip(zip_->handle) == ZIP_OK && good;
  invariant(good, "a part of a ZIP in memory can be written");
}

void Package::write_to(Writer& out) {
  invariant(zipClose(zip_->handle, nullptr) == ZIP_OK, "a ZIP in memory can be ended");
  zip_->handle = nullptr;
  out.put(zip_->file.bytes);
}

}  // namespace allot::report::workbook
