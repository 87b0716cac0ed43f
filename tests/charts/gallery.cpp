// The made-up charts on one page, to be looked at: `allot_gallery [LANGUAGE [BEGIN_OF_NAME]] >
// page.html`.

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>

#include "allot/report/words/languages.hpp"
#include "allot/report/words/writer.hpp"
#include "report/charts/chart.hpp"
#include "report/words/words.hpp"
#include "support/made_up_charts.hpp"

int main(int count, char** values) {
  using namespace allot;
  const report::Language* language = report::find_language(count > 1 ? values[1] : "de");
  if (language == nullptr) {
    return 2;
  }
  const report::Words words{*language};
  const std::string_view begin = count > 2 ? values[2] : "";
  report::Writer out{
      [](std::string_view text) { (void)std::fwrite(text.data(), 1, text.size(), stdout); }};
  out.put(
      "<!DOCTYPE html><html lang=de><meta charset=utf-8><meta name=viewport "
      "content=\"width=device-width\"><title>Charts</title><style>\n");
  out.put(
      "body{margin:16px;max-width:736px;font:16px sans-serif;background:#fff;color:#222}"
      "figure{margin:0 0 32px;overflow-x:auto}figcaption{font-weight:700;margin-bottom:6px}"
      "@media screen and (prefers-color-scheme:dark){body{background:#1b1b1b;color:#eee}}\n");
  out.put(report::charts::chart_style());
  out.put("</style>\n");
  for (const test::MadeUpChart& made_up : test::made_up_charts()) {
    if (made_up.name.starts_with(begin)) {
      out.put(fmt::format("<figure><figcaption>{}</figcaption>\n", made_up.name));
      report::charts::draw(made_up.chart, words, out);
      out.put("</figure>\n");
    }
  }
  out.flush();
}
