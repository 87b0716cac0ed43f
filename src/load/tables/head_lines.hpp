#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "allot/core/diagnostic.hpp"
#include "allot/core/source.hpp"
#include "allot/load/cells/table.hpp"

namespace allot::load {

/// Whether one column at most has a name: a title was taken for a head.
bool has_one_name(const Table& table);

/// The lines of a table that look like the names of its columns: texts, as many side by side as
/// anywhere, above numbers; before all others those that name a column `wanted`. Looks at the
/// beginning of the table. Nothing where none does, or where it is the first line that does.
struct FoundHead {
  HeadLines lines;
  bool has_wanted;
};
std::optional<FoundHead> find_head(const SourceFiles& files, FileId file,
                                   std::string_view wanted = {});

/// The first lines that name all of `wanted`; nothing where none do.
std::optional<HeadLines> head_naming(const SourceFiles& files, FileId file,
                                     std::span<const std::string_view> wanted);

/// "line 1 is not the names of the columns, and line 5 looks like them".
Diagnostic not_the_head(const SourceFiles& files, FileId file, const HeadLines& head);

}  // namespace allot::load
