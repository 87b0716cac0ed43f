#include "load/xlsx/package/relationships.hpp"

#include <cstddef>

namespace allot::load::xlsx {

namespace {

class RelationshipsReader : public XmlListener {
 public:
  RelationshipsReader(std::string_view base, std::vector<Relationship>& found)
      : base_{base}, found_{found} {}

  void begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || attributes.find("TargetMode") == "External") {
      return;
    }
    const std::string_view type = attributes.find("Type").value_or("");
    found_.push_back({.id = std::string{attributes.find("Id").value_or("")},
                      .type = std::string{type.substr(type.rfind('/') + 1)},
                      .part = part_name(base_, attributes.find("Target").value_or(""))});
  }
  void end() override {}
  void text(std::string_view /*piece*/) override {}
  [[nodiscard]] bool is_done() const override { return found_.size() >= kMost; }

 private:
  static constexpr std::size_t kMost = 100'000;

  std::string_view base_;
  std::vector<Relationship>& found_;
};

}  // namespace

std::string relationships_part(std::string_view base) {
  const std::size_t name = base.rfind('/') + 1;  // npos + 1 is 0
  return std::string{base.substr(0, name)} + "_rels/" + std::string{base.substr(name)} + ".rels";
}

std::optional<XmlFault> read_relationships(const Archive& archive, std::string_view base,
                                           std::vector<Relationship>& found) {
  RelationshipsReader reader{base, found};
  PartStream part{archive, relationships_part(base)};
  return read_xml(part, reader);
}

}  // namespace allot::load::xlsx
