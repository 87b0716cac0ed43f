#include <fmt/core.h>

#include "load/draft/readers.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

std::optional<SourceId> find_source(Draft& draft, const YamlNode& node) {
  if (const auto found = draft.sources_by_id.find(node.text); found != draft.sources_by_id.end()) {
    return found->second;
  }
  const auto& sources = draft.scenario.sources;
  Diagnostic problem =
      draft.hints.unknown("source", node.text, node.where, "not an id of `sources`", "the sources",
                          [&] { return texts_of(sources, &Source::id); });
  if (sources.empty()) {
    problem.help.push_back(
        fmt::format("add `sources: {{{}: {{title: …}}}}` to the file", node.text));
  }
  draft.problems.add(std::move(problem));
  return std::nullopt;
}

/// All but the source.
Provenance own_provenance(const FieldReader& fields) {
  const YamlNode* status = fields.find("status");
  return {.status = fields.choice<Status>("status"),
          .source = std::nullopt,
          .note = fields.text("note"),
          .status_where = status == nullptr ? std::nullopt : std::optional{status->where}};
}

}  // namespace

void read_sources(Draft& draft, const YamlNode& node) {
  for (const YamlNode::Entry& entry : node.entries) {
    const FieldReader fields{section("sources.ID"), entry.value, draft.problems};
    draft.sources_by_id.emplace(entry.key, static_cast<SourceId>(draft.scenario.sources.size()));
    draft.scenario.sources.push_back({.id = entry.key,
                                      .title = fields.text("title"),
                                      .publisher = fields.text("publisher"),
                                      .date = fields.date("date"),
                                      .url = fields.text("url"),
                                      .locator = fields.text("locator"),
                                      .checked_on = fields.date("checked_on"),
                                      .provenance = own_provenance(fields),
                                      .where = entry.key_where});
  }
}

Provenance read_provenance(Draft& draft, const FieldReader& fields) {
  Provenance provenance = own_provenance(fields);
  if (const YamlNode* source = fields.find("source")) {
    provenance.source = find_source(draft, *source);
  }
  return provenance;
}

}  // namespace allot::load
