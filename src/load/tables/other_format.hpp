#pragma once

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"

namespace allot::load {

/// Reports a file that is no table by its beginning: a PDF, a web page or a text document under the
/// name of one. False where it is none of them.
bool report_other_format(const SourceFiles& files, FileId file, Problems& problems);

}  // namespace allot::load
