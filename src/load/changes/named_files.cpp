#include "load/changes/named_files.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "load/fields/fields.hpp"

namespace allot::load {

namespace {

bool names_a_file(std::string_view format_path) {
  if (format_path == kTablePath) {
    return true;
  }
  const std::size_t dot = format_path.rfind('.');
  if (dot == std::string_view::npos) {
    return false;
  }
  const Section* known = find_section(format_path.substr(0, dot));
  return known != nullptr && std::ranges::any_of(known->fields, [&](const Field& field) {
           return field.type == FieldType::kPath && field.name == format_path.substr(dot + 1);
         });
}

/// A path as a text: what is there, `Session::open` knows.
struct PathParts {
  bool from_root = false;
  std::vector<std::string> names = {};  ///< `..` only at the front

  void add(std::string_view path) {
    if (path.starts_with('/')) {
      *this = {.from_root = true};
    }
    while (!path.empty()) {
      const std::size_t end = std::min(path.find('/'), path.size());
      add_name(path.substr(0, end));
      path.remove_prefix(std::min(end + 1, path.size()));
    }
  }

  void add_name(std::string_view name) {
    if (name == ".." && !names.empty() && names.back() != "..") {
      names.pop_back();
    } else if (!name.empty() && name != "." && !(name == ".." && from_root)) {
      names.emplace_back(name);
    }
  }

  [[nodiscard]] std::string text() const {
    std::string path = from_root ? "/" : "";
    for (const std::string& name : names) {
      path += (&name == &names.front() ? "" : "/") + name;
    }
    return path;
  }
};

PathParts folder_of(const Layers& layers, FileId file) {
  PathParts folder;
  folder.add(layers.session.files.name(file));
  if (!folder.names.empty()) {
    folder.names.pop_back();
  }
  return folder;
}

/// The path by which messages would call the file.
PathParts path_of(const Layers& layers, const YamlNode& name) {
  PathParts path = folder_of(layers, named_in(layers, name));
  path.add(name.text);
  return path;
}

/// From the folder of the scenario that is run. Empty where that goes up further than the texts
/// can tell.
std::string path_from_scenario(const Layers& layers, const YamlNode& name) {
  const PathParts folder = folder_of(layers, layers.file);
  const PathParts path = path_of(layers, name);
  const auto [up, down] = std::ranges::mismatch(folder.names, path.names);
  if (folder.from_root != path.from_root || (up != folder.names.end() && *up == "..")) {
    return {};
  }
  PathParts relative;
  relative.names.assign(static_cast<std::size_t>(folder.names.end() - up), "..");
  relative.names.insert(relative.names.end(), down, path.names.end());
  return relative.text();
}

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

/// Puts paths in the place of the names of files. Returns whether there was one.
template <class PathOf>
bool resolve(YamlNode& node, const std::string& format_path, const PathOf& path) {
  bool any = false;
  if (node.is_scalar() && names_a_file(format_path)) {
    node.text = path(node);
    any = true;
  }
  for (YamlNode& item : node.items) {
    any = resolve(item, format_path + "[]", path) || any;
  }
  for (YamlNode::Entry& entry : node.entries) {
    any = resolve(entry.value, path_below(format_path, entry.key), path) || any;
  }
  return any;
}

/// Whether two names of the same last part lead to one file, where both can be opened: by a link,
/// or from the root.
bool lead_to_one_file(const Layers& layers, const YamlNode& a, const YamlNode& b) {
  if (last_part(a.text) != last_part(b.text)) {
    return false;
  }
  Problems ignored;
  const auto open = [&](const YamlNode& name) {
    return layers.session.open(name.text, named_in(layers, name), name.where, ignored);
  };
  const auto first = open(a);
  return first && first == open(b);
}

}  // namespace

LoggedValue logged_value(const Layers& layers, const YamlNode& value,
                         std::string_view format_path) {
  LoggedValue logged{.text = flow_text(value)};
  const std::string path{format_path};
  YamlNode meant = value;
  if (resolve(meant, path, [&](const YamlNode& name) { return path_of(layers, name).text(); })) {
    logged.meant = flow_text(meant);
    meant = value;
    resolve(meant, path, [&](const YamlNode& name) { return path_from_scenario(layers, name); });
    logged.shown = flow_text(meant);
  }
  return logged;
}

LoggedChange logged_change(const Layers& layers, const YamlNode& before, const YamlNode& after,
                           std::string_view format_path) {
  LoggedChange change{.before = logged_value(layers, before, format_path),
                      .after = logged_value(layers, after, format_path)};
  if (change.before.meaning() != change.after.meaning() && before.is_scalar() &&
      after.is_scalar() && names_a_file(format_path) && lead_to_one_file(layers, before, after)) {
    change.after.meant = change.before.meant;
  }
  return change;
}

}  // namespace allot::load
