#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "allot/report/writer.hpp"

namespace allot::cli {

using Content = std::function<void(report::Writer&)>;

/// Writes all of `text`, however often the system is interrupted; the error number, or 0.
int write_all(int descriptor, std::string_view text);

/// Writes the content to an open descriptor, which stays open. After the first error nothing more
/// is written; returns its number, or 0.
int write_to_descriptor(int descriptor, const Content& content);

/// Writes the content to a file, all of it or nothing: beside it first, then renamed. A symbolic
/// link stays, its target is replaced; an existing file's permissions are kept; devices and FIFOs
/// are written directly. Returns the first error number, or 0.
int write_to_file(const std::string& path, const Content& content);

/// An error number in words: "there is no such file".
std::string error_words(int error);

}  // namespace allot::cli
