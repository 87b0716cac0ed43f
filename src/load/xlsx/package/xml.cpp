#include "load/xlsx/package/xml.hpp"

#include <expat.h>
#include <fmt/core.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <vector>

namespace allot::load::xlsx {

namespace {

constexpr std::size_t kPiece = std::size_t{64} << 10U;
/// A tag is read again with each piece until it is whole.
constexpr std::size_t kMostTag = std::size_t{1} << 20U;
constexpr int kMostLevels = 100;

/// Expat keeps every name that it meets: a part of nothing but different names would take many
/// times its size.
constexpr std::size_t kMostMemory = std::size_t{32} << 20U;
thread_local std::size_t parser_memory = 0;

struct alignas(std::max_align_t) Block {
  std::size_t size;
};

void* resize_block(void* memory, std::size_t size) {
  Block* old = memory == nullptr ? nullptr : static_cast<Block*>(memory) - 1;
  const std::size_t old_size = old == nullptr ? 0 : old->size;
  if (size > kMostMemory || parser_memory - old_size > kMostMemory - size) {
    return nullptr;
  }
  auto* block = static_cast<Block*>(std::realloc(old, sizeof(Block) + size));
  if (block == nullptr) {
    return nullptr;
  }
  parser_memory = parser_memory - old_size + size;
  block->size = size;
  return block + 1;
}

void* new_block(std::size_t size) { return resize_block(nullptr, size); }

void free_block(void* memory) {
  if (memory != nullptr) {
    Block* block = static_cast<Block*>(memory) - 1;
    parser_memory -= block->size;
    std::free(block);
  }
}

class XmlReading {
 public:
  explicit XmlReading(XmlListener& listener) : listener_{listener} {
    static constexpr XML_Memory_Handling_Suite kMemory{new_block, resize_block, free_block};
    parser_.reset(XML_ParserCreate_MM(nullptr, &kMemory, nullptr));
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
  }

  std::optional<XmlFault> read(ByteStream& part) {
    using enum XmlFault::Kind;
    std::size_t total = 0;
    bool ended = false;
    while (!ended && !listener_.is_done()) {
      void* buffer = XML_GetBuffer(parser_.get(), static_cast<int>(kPiece));
      if (buffer == nullptr) {
        return XmlFault{.kind = kTooLarge};
      }
      const std::size_t size = part.read(static_cast<char*>(buffer), kPiece);
      if (part.fault() != PartFault::kNone) {
        return XmlFault{.kind = kPart, .part = part.fault()};
      }
      total += size;
      ended = size == 0;
      const XML_Status status =
          XML_ParseBuffer(parser_.get(), static_cast<int>(size), ended ? XML_TRUE : XML_FALSE);
      if (has_doctype_) {
        return XmlFault{.kind = kDeclarations};
      }
      if (is_too_deep_) {
        return XmlFault{.kind = kTooLarge};
      }
      if (listener_.is_done()) {
        return std::nullopt;
      }
      if (status == XML_STATUS_ERROR) {
        return fault();
      }
      const XML_Index begun = XML_GetCurrentByteIndex(parser_.get());
      if (begun >= 0 && total - static_cast<std::size_t>(begun) > kMostTag + kPiece) {
        return XmlFault{.kind = kTooLarge};
      }
    }
    return std::nullopt;
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static XmlReading& self(void* user) { return *static_cast<XmlReading*>(user); }

  static void on_begin(void* user, const XML_Char* name, const XML_Char** attributes) {
    XmlReading& reading = self(user);
    if (reading.is_stopped()) {
      return;
    }
    if (++reading.level_ > kMostLevels) {
      reading.is_too_deep_ = true;
      reading.stop();
      return;
    }
    reading.attributes_.clear();
    for (; *attributes != nullptr; attributes += 2) {
      reading.attributes_.push_back({local_name(attributes[0]), attributes[1]});
    }
    reading.listener_.begin(local_name(name), XmlAttributes{reading.attributes_});
    if (reading.listener_.is_done()) {
      reading.stop();
    }
  }

  static void on_end(void* user, const XML_Char* /*name*/) {
    XmlReading& reading = self(user);
    if (reading.is_stopped()) {
      return;
    }
    --reading.level_;
    reading.listener_.end();
    if (reading.listener_.is_done()) {
      reading.stop();
    }
  }

  static void on_text(void* user, const XML_Char* text, int size) {
    XmlReading& reading = self(user);
    if (!reading.is_stopped()) {
      reading.listener_.text({text, static_cast<std::size_t>(size)});
    }
  }

  static void on_doctype(void* user, const XML_Char* /*name*/, const XML_Char* /*system*/,
                         const XML_Char* /*publid*/, int /*has_internal*/) {
    self(user).has_doctype_ = true;
    self(user).stop();
  }

  [[nodiscard]] bool is_stopped() const { return has_doctype_ || is_too_deep_ || stopped_; }
  void stop() {
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  [[nodiscard]] XmlFault fault() const {
    const XML_Error error = XML_GetErrorCode(parser_.get());
    if (error == XML_ERROR_NO_MEMORY) {
      return {.kind = XmlFault::Kind::kTooLarge};
    }
    return {.kind = XmlFault::Kind::kNotWellFormed,
            .detail =
                fmt::format("line {}, byte {}: {}", XML_GetCurrentLineNumber(parser_.get()),
                            XML_GetCurrentColumnNumber(parser_.get()) + 1, XML_ErrorString(error))};
  }

  XmlListener& listener_;
  std::vector<XmlAttribute> attributes_;  // of the tag that is told
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  int level_ = 0;
  bool has_doctype_ = false;
  bool is_too_deep_ = false;
  bool stopped_ = false;
};

}  // namespace

std::optional<std::string_view> XmlAttributes::find(std::string_view name) const {
  for (const XmlAttribute& attribute : all_) {
    if (attribute.name == name) {
      return attribute.value;
    }
  }
  return std::nullopt;
}

bool XmlAttributes::is_true(std::string_view name) const {
  const std::optional<std::string_view> value = find(name);
  return value == "1" || value == "true";
}

std::optional<XmlFault> read_xml(ByteStream& part, XmlListener& listener) {
  if (part.fault() != PartFault::kNone) {
    return XmlFault{.kind = XmlFault::Kind::kPart, .part = part.fault()};
  }
  return XmlReading{listener}.read(part);
}

}  // namespace allot::load::xlsx
