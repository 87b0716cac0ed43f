#pragma once

#include <string>
#include <string_view>

namespace allot {

/// What is left of the name of a place when its spelling is taken away: small letters, `ae` for ä,
/// `ss` for ß, other accents, blanks, hyphens and full stops gone. `Rhein-Neckar-Kreis`,
/// `RHEIN NECKAR KREIS` -> `rheinneckarkreis`.
std::string folded_name(std::string_view name);

/// The same without the words for what kind of place it is: `Landkreis`, `Kreis`, `Stadt`,
/// `kreisfreie Stadt`, `Landeshauptstadt`… Never empty where the name is not.
std::string folded_place(std::string_view name);

/// Whether both may be the name of one place: they differ only in what `folded_place` takes away.
/// The town and the district around it (Stadt and Landkreis München) are the same by this.
bool same_name(std::string_view a, std::string_view b);

}  // namespace allot
