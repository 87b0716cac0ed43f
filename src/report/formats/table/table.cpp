#include <string>
#include <string_view>
#include <vector>

#include "report/formats/table/calculation.hpp"
#include "report/formats/table/text_table.hpp"

namespace allot::report {
namespace {

/// What a document consists of, an empty line between one part and the next.
class TextDocument {
 public:
  TextDocument(const RunOptions& options, Writer& out) : options_{options}, out_{out} {}

  void write(const Document& document, const NumberFormat& numbers) {
    const std::string_view bold = options_.color ? kBold : std::string_view{};
    begin_part(!document.changes.empty());
    put(document.changes);
    begin_part(!document.titles.empty());
    put(document.titles, bold);
    begin_part(!document.head.empty() && document.titles.size() != 1);
    put(document.head);
    for (const Block& block : document.blocks) {
      begin_part();
      std::visit([&](const auto& each) { put_block(each, numbers); }, block);
    }
    begin_part(!document.notes.empty());
    put(document.notes);
  }

 private:
  void begin_part(bool begins = true) {
    out_.put(begins && !first_ ? std::string_view{"\n"} : std::string_view{});
    first_ = first_ && !begins;
  }

  void put_block(const Table& table, const NumberFormat& numbers) {
    write_text_table(table,
                     {.numbers = numbers,
                      .width = options_.width,
                      .folds = options_.folds,
                      .color = options_.color},
                     out_);
  }
  void put_block(const Passage& passage, const NumberFormat& /*numbers*/) {
    if (!passage.heading.empty()) {
      put({passage.heading}, options_.color ? kBold : std::string_view{});
    }
    put(passage.items);
  }
  void put_block(const auto& lines, const NumberFormat& numbers) {
    write_as_text(lines, options_, numbers.mark, out_);
  }

  void put(const std::vector<Sentence>& sentences, std::string_view color = {}) {
    for (const Sentence& sentence : sentences) {
      write_wrapped(sentence, options_.width, out_, color);
    }
  }

  const RunOptions& options_;
  Writer& out_;
  bool first_ = true;
};

void write_as_table(const Report& report, const RunOptions& options, Writer& out) {
  const Words words = words_for_people(options);
  TextDocument{options, out}.write(report.document(words), words.numbers);
}

}  // namespace

extern const Format kTableFormat = {
    .name = "table",
    .summary = "columns for people, with a sentence above and notes below",
    .suffix = ".txt",
    .audience = Audience::kPeople,
    .write = write_as_table,
};

}  // namespace allot::report
