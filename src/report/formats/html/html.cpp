#include <cstddef>
#include <string>
#include <vector>

#include "report/charts/chart.hpp"
#include "report/document/document.hpp"
#include "report/document/provenance.hpp"
#include "report/formats/html/style.hpp"
#include "report/formats/html/table.hpp"
#include "report/formats/html/text.hpp"
#include "report/words/language.hpp"

namespace allot::report {
namespace html {
namespace {

using enum Text;

/// A table of more rows is opened by who wants to read it.
constexpr std::size_t kMostRowsInSight = 500;

/// Nothing but what the page brings with it: no script, no file, no network.
constexpr std::string_view kPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// One file from top to bottom.
class Page {
 public:
  Page(const RunOptions& options, const Words& words, Writer& out)
      : options_{options}, words_{words}, out_{out} {}

  void write(const Report& report) {
    Document document = report.document(words_);
    take_beginning(document);
    put_head(report);
    put_beginning(document);
    if (report.charts) {
      put_charts(report.charts(words_));
    }
    put_blocks(document, 2);
    if (!document.notes.empty()) {
      put_heading(2, {words_(kHeadingNotes)});
      put_list(document.notes);
    }
    if (report.rule) {
      put_rule(report.rule(words_));
    }
    if (!document.names_files) {
      put_files();
    }
    out_.put("</main>\n</body>\n</html>\n");
  }

 private:
  /// What stands at the top: it is not said again below.
  void take_beginning(Document& document) {
    verdict_ = std::move(document.verdict);
    const auto take_first = [](std::vector<Sentence>& sentences) {
      Sentence first = std::move(sentences.front());
      sentences.erase(sentences.begin());
      return first;
    };
    if (!document.page_title.empty()) {
      title_ = std::move(document.page_title);
    } else if (!document.titles.empty()) {
      title_ = take_first(document.titles);
      if (verdict_.empty() && !document.head.empty()) {
        verdict_.push_back(take_first(document.head));
      }
    } else if (!document.head.empty()) {
      title_ = take_first(document.head);
    }
  }

  void put_head(const Report& report) {
    put("<!DOCTYPE html>\n<html lang=\"");
    put(options_.language->name);
    put("\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    put(kPolicy);
    put("\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
        "<meta name=\"color-scheme\" content=\"light dark\"/>\n<meta name=\"generator\" "
        "content=\"");
    put(kProgram);
    put("\"/>\n<link rel=\"icon\" href=\"data:,\"/>\n<title>");
    put_text(plain_text(title_), out_);
    put("</title>\n<style>");
    put(kStyle);
    put(report.charts ? charts::chart_style() : "");
    put("</style>\n</head>\n<body>\n<main>\n");
  }

  /// The first phrase of a title is its name; the others say what it is of. A year alone is none.
  void put_beginning(const Document& document) {
    put("<h1>");
    const bool has_rest = title_.size() > 1 && title_[1].starts_with(kDot) &&
                          title_[0].find_first_not_of("0123456789") != std::string::npos;
    put_sentence(has_rest ? Sentence{title_.front()} : title_, out_);
    put("</h1>\n");
    if (has_rest) {
      Sentence rest{title_.begin() + 1, title_.end()};
      rest.front().erase(0, kDot.size());
      put_paragraph(rest, "about");
    }
    for (const Sentence& sentence : document.titles) {
      put_paragraph(sentence, "about");
    }
    for (const Sentence& sentence : verdict_) {
      put_paragraph(sentence, "lead");
    }
    for (const Sentence& sentence : document.head) {
      put_paragraph(sentence);
    }
    put_list(document.changes);
  }

  void put_charts(std::vector<charts::Chart> charts) {
    std::size_t number = 0;
    for (charts::Chart& chart : charts) {
      chart.number = ++number;
      put_heading(2, {chart.title});
      put("<figure aria-labelledby=\"i" + std::to_string(heading_.id) + "\">\n");
      charts::draw(chart, words_, out_);
      put("</figure>\n");
      put_numbers(chart);
    }
  }

  /// Those of a histogram, which are as many as the rows of the table, are in that.
  void put_numbers(const charts::Chart& chart) {
    if (chart.rows.size() > kMostRowsInSight) {
      return;
    }
    put("<details class=\"numbers\">\n<summary>");
    put_text(words_(kNumbersOfChart), out_);
    put("</summary>\n");
    write_numbers(chart, heading_, words_, out_);
    put("</details>\n");
  }

  /// With headings of this level.
  void put_blocks(const Document& document, int level) {
    level_ = level;
    heading_ = {};
    for (const Block& block : document.blocks) {
      std::visit([&](const auto& each) { put_block(each); }, block);
    }
  }

  void put_block(const Table& table) {
    const bool is_long = table.rows.size() > kMostRowsInSight;
    if (is_long && in_rule_) {
      return put_paragraph(words_.sentence(kRowsElsewhere, {words_.count(table.rows.size())}));
    }
    if (is_long) {
      put("<details class=\"long\">\n<summary>");
      put_text(words_(kAllRows, {words_.count(table.rows.size())}), out_);
      put("</summary>\n");
    }
    write_table(table, table.caption.empty() ? heading_ : Caption{++last_id_, table.caption},
                words_.numbers, out_);
    put(is_long ? "</details>\n" : "");
  }

  void put_block(const Calculation& calculation) {
    put_heading(level_, {calculation.heading});
    if (calculation.lines.empty()) {
      return put_paragraph({calculation.absent});
    }
    write_calculation(calculation, heading_, words_, out_);
    put_list(calculation.below);
  }

  void put_block(const Breakdown& breakdown) {
    if (breakdown.headers.empty()) {
      for (const CalculationLine& line : breakdown.lines) {
        put_paragraph({line.label + words_(kColon) + " " + line.formula + " = " + line.value});
      }
    } else {
      put_heading(level_, {breakdown.heading});
      if (!breakdown.lines.empty()) {
        write_breakdown(breakdown, heading_, out_);
      }
    }
    if (!breakdown.remark.empty()) {
      put_paragraph(breakdown.remark);
    }
  }

  void put_block(const Passage& passage) {
    if (!passage.heading.empty() && !passage.is_on_top) {
      put_heading(passage.is_part ? level_ + 1 : level_, passage.heading);
    }
    put_list(passage.items);
  }

  /// How the figures came about: for who asks.
  void put_rule(const std::vector<Document>& documents) {
    if (documents.empty()) {
      return;
    }
    put("<details>\n<summary><h2>");
    put_text(words_(kHeadingRule), out_);
    put("</h2></summary>\n");
    in_rule_ = true;
    for (const Document& document : documents) {
      for (const Sentence& title : document.titles) {
        put_heading(3, title);
      }
      for (const Sentence& sentence : document.head) {
        put_paragraph(sentence);
      }
      put_list(document.changes);
      put_blocks(document, document.titles.empty() ? 3 : 4);
      put_list(document.notes);
    }
    put("</details>\n");
  }

  void put_files() {
    const Passage files = files_of(options_, words_);
    put("<footer class=\"files\">\n<details>\n<summary>");
    put_sentence(files.heading, out_);
    put("</summary>\n");
    put_list(files.items);
    put("</details>\n</footer>\n");
  }

  void put_heading(int level, const Sentence& heading) {
    heading_ = {++last_id_, joined(heading), true};
    const std::string element = "h" + std::to_string(level);
    put("<" + element + " id=\"i" + std::to_string(heading_.id) + "\">");
    put_sentence(heading, out_);
    put("</" + element + ">\n");
  }

  void put_paragraph(const Sentence& sentence, std::string_view kind = {}) {
    put("<p");
    if (!kind.empty()) {
      put(" class=\"");
      put(kind);
      put("\"");
    }
    put(">");
    put_sentence(sentence, out_);
    put("</p>\n");
  }

  void put_list(const std::vector<Sentence>& sentences) {
    if (sentences.size() == 1) {
      return put_paragraph(sentences.front());
    }
    if (sentences.empty()) {
      return;
    }
    put("<ul>\n");
    for (const Sentence& sentence : sentences) {
      put("<li>");
      put_sentence(sentence, out_);
      put("</li>\n");
    }
    put("</ul>\n");
  }

  void put(std::string_view text) { out_.put(text); }

  static constexpr std::string_view kDot = "· ";

  const RunOptions& options_;
  const Words& words_;
  Writer& out_;
  Sentence title_ = {};
  std::vector<Sentence> verdict_ = {};
  std::size_t last_id_ = 0;
  int level_ = 2;
  bool in_rule_ = false;
  Caption heading_ = {};  ///< the last
};

void write_as_html(const Report& report, const RunOptions& options, Writer& out) {
  const Words words = words_for_people(options);
  Page{options, words, out}.write(report);
}

}  // namespace
}  // namespace html

extern const Format kHtmlFormat = {
    .name = "html",
    .summary = "a page of its own with charts, for browsers and paper: no script, no network",
    .suffix = ".html",
    .audience = Audience::kPeople,
    .write = html::write_as_html,
    .with_charts = true,
};

}  // namespace allot::report
