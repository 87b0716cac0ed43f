#pragma once

namespace allot::load {

struct Draft;

/// Reports rows of districts, or of groups, that are sums of others: by their ids, of which others
/// are the continuation, by their names, or by their numbers in the columns in use. Holds rows of
/// sums that were left out against the others. To be called when the columns have been read.
void check_sums(Draft& draft);

}  // namespace allot::load
