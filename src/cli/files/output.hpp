#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "allot/report/words/writer.hpp"

namespace allot::cli {

using Content = std::function<void(report::Writer&)>;

/// Writes all of `text`, however often the system is interrupted; the error number, or 0.
int write_all(int descriptor, std::string_view text);

/// Writes the content to an open descriptor, which stays open. After the first error nothing more
/// is written; returns its number, or 0.
int write_to_descriptor(int descriptor, const Content& content);

/// How a file was written.
struct WrittenFile {
  int error = 0;    ///< the first error number, or 0
  int refused = 0;  ///< why the file that was there could not be replaced, and was written in place
};

/// Writes the content to a file, all of it or nothing: beside it first, then renamed. A symbolic
/// link stays, its target is replaced; an existing file's owner and permissions are kept. Where
/// that cannot be, or the folder lets nothing be renamed, the file is written in place, and the
/// content is asked for a second time. Devices and FIFOs are written directly. A signal that ends
/// the program leaves nothing behind.
WrittenFile write_to_file(const std::string& path, const Content& content);

/// Writes the content behind what the file has, an empty line between; the error number, or 0. It
/// is written at once: several programs may append to the same file.
int append_to_file(const std::string& path, const Content& content);

/// An error number in words: "there is no such file".
std::string error_words(int error);

}  // namespace allot::cli
