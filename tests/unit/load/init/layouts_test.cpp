#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "allot/engine/run.hpp"
#include "allot/load/init/scenario_template.hpp"
#include "support/memory_files.hpp"
#include "support/workbook_sample.hpp"

using namespace allot;
using namespace allot::load;
using allot::test::MemoryFiles;
using allot::test::Texts;

// Tables as offices have them, each ending in a scenario that runs with the right districts, counts
// and money of last year.

namespace {

using Lines = std::vector<std::string>;

/// Files in the order in which they are given.
using Tables = std::vector<std::pair<std::string, std::string>>;

/// A cell that is a number by its type where it reads as one that a spreadsheet keeps.
std::string sheet_cell(std::string_view text, std::size_t row, std::size_t column) {
  const std::string name = std::string(1, static_cast<char>('A' + column)) + std::to_string(row);
  const bool number = !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
  return number ? fmt::format(R"(<c r="{}"><v>{}</v></c>)", name, text)
                : fmt::format(R"(<c r="{}" t="inlineStr"><is><t>{}</t></is></c>)", name, text);
}

/// A workbook of one sheet `Kreise`, from lines with cells between semicolons.
std::string workbook(std::string_view lines) {
  std::string rows;
  std::size_t row = 0;
  while (!lines.empty()) {
    std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    rows += fmt::format("<row r=\"{}\">", ++row);
    for (std::size_t column = 0; !line.empty(); ++column) {
      const std::string_view cell = line.substr(0, line.find(';'));
      line.remove_prefix(std::min(cell.size() + 1, line.size()));
      rows += cell.empty() ? "" : sheet_cell(cell, row, column);
    }
    rows += "</row>";
  }
  return WorkbookSample{.rows = rows}.bytes();
}

/// The scenario that is proposed, or what is wrong.
std::string scenario_for(const Tables& tables, Lines& messages) {
  SourceFiles files;
  Problems problems;
  TablesOnHand on_hand{.tables = {}};
  for (const auto& [path, content] : tables) {
    on_hand.tables.push_back({.file = files.add(path, content), .path = path, .where = {}});
  }
  const auto scenario = scenario_for_tables(files, on_hand, "s.yaml", problems);
  for (const Diagnostic& problem : problems.sorted()) {
    messages.push_back(problem.message);
  }
  return scenario ? scenario->text : std::string{};
}

/// "08111 Stuttgart 500 1000100": the id, the name, the key and last year's money.
std::string row_of(const Scenario& scenario, std::size_t i) {
  const auto* prior = scenario.prior ? std::get_if<PriorColumn>(&scenario.prior->from) : nullptr;
  std::string text = fmt::format("{} {}", scenario.districts.ids[i], scenario.districts.names[i]);
  text += " " + scenario.columns.front().values.at(i).to_string();
  if (prior != nullptr) {
    text += " " + scenario.columns[index_of(prior->column)].values.at(i).to_string();
  }
  return text;
}

/// The districts of the scenario for these tables, once it has run; or what is wrong.
Lines districts_for(const Tables& tables, std::string* text = nullptr) {
  Lines lines;
  const std::string scenario_text = scenario_for(tables, lines);
  if (scenario_text.empty()) {
    return lines;
  }
  if (text != nullptr) {
    *text = scenario_text;
  }
  MemoryFiles files{Texts{tables.begin(), tables.end()}};
  Loaded loaded = files.load(scenario_text);
  if (loaded.scenario) {
    engine::run(*loaded.scenario, loaded.problems);
  }
  for (std::string& line : files.lines(loaded.problems)) {
    lines.push_back(std::move(line));
  }
  for (std::size_t i = 0; loaded.scenario && i < loaded.scenario->districts.size(); ++i) {
    lines.push_back(row_of(*loaded.scenario, i));
  }
  return lines;
}

bool has_line(const std::string& text, std::string_view line) {
  return text.find("\n" + std::string{line}) != std::string::npos;
}

/// A layout, the fields that its scenario must have, and its districts.
struct Layout {
  std::string_view what;
  Tables tables;
  Lines fields;
  Lines districts;
};

constexpr std::string_view kLand =
    "Statistisches Landesamt Baden-Württemberg\n"
    "Zugang von Asylbewerbern 2025 nach Kreisen\n"
    "Stand: 31.12.2025\n"
    "\n"
    "AGS;Kreis;Zugang 2025;Zuweisung 2025\n"
    ";;Anzahl;Tsd. EUR\n"
    "08;Baden-Württemberg;1.500;3.000,5\n"
    "081;Regierungsbezirk Stuttgart;900;1.800,3\n"
    "08111;Stuttgart;500;1.000,1\n"
    "08115;Böblingen;400;800,2\n"
    "083;Regierungsbezirk Freiburg;600;1.200,2\n"
    "08311;Freiburg im Breisgau;350;700,1\n"
    "08315;Breisgau-Hochschwarzwald;250;500,1\n"
    "Quelle: Statistisches Landesamt\n";

const std::vector<Layout>& layouts() {
  static const std::vector<Layout> all{
      {"a statistical office of a Land: titles, units below the names, higher levels",
       {{"bw.csv", std::string{kLand}}},
       {"  header: [5, 6] ", "  id_digits: 5 ", "  other_rows: skip ",
        "    Zuweisung 2025 / Tsd. EUR: {times: 1000}", "    amount: 3_000_500 "},
       {"08111 Stuttgart 500 1000100", "08115 Böblingen 400 800200",
        "08311 Freiburg im Breisgau 350 700100", "08315 Breisgau-Hochschwarzwald 250 500100"}},
      {"GENESIS: no name above ids and names",
       {{"12411.csv",
         "Tabelle: 12411-0015\nFortschreibung des Bevölkerungsstandes\n"
         "Bevölkerung: Kreise, Stichtag\n;;31.12.2023\nDG;Deutschland;1500\n"
         "01;  Schleswig-Holstein;600\n01001;    Flensburg;100\n01002;    Kiel;500\n"
         "10;  Saarland;900\n10041;    Saarbrücken;400\n10042;    Merzig-Wadern;500\n"
         "__________\n© Statistisches Bundesamt (Destatis), 2024\n"
         "Stand: 12.10.2024 / 10:15:00\n"}},
       {"  header: 4 ", "  id: A ", "  name: B ", "  id_digits: 5 ", "  other_rows: skip "},
       {"01001 Flensburg 100", "01002 Kiel 500", "10041 Saarbrücken 400",
        "10042 Merzig-Wadern 500"}},
      {"GENESIS with a column of the year, quoted, and units below the names",
       {{"71517.csv",
         "\"GENESIS-Tabelle: 71517-01-03-4\"\n\"Realsteuervergleich - Jahressumme\"\n"
         "\"Realsteuervergleich\";;;;\n;;;\"Einwohner\";\"Gewerbesteuer\"\n"
         ";;;\"Anzahl\";\"Tsd. EUR\"\n\"2022\";\"DG\";\"Deutschland\";1000;2000\n"
         "\"2022\";\"01\";\"Schleswig-Holstein\";1000;2000\n"
         "\"2022\";\"01001\";\"Flensburg\";400;1500\n\"2022\";\"01002\";\"Kiel\";600;500\n"
         "__________\n\"(C)opyright Statistisches Bundesamt, Wiesbaden 2024\"\n"
         "\"Stand: 01.11.2024  /  10:20:30\"\n"}},
       {"  header: [4, 5] ", "  id: B ", "  id_digits: 5 ", "  name: C ",
        "    Gewerbesteuer / Tsd. EUR: {times: 1000}"},
       {"01001 Flensburg 400 1500000", "01002 Kiel 600 500000"}},
      {"an export of Excel that ends in a sum",
       {{"export.csv",
         "Kreis;Zugang;Betrag\nKiel;100;1.000,00 €\nBonn;200;2.000,00 €\nUlm;300;3.000,00 €\n"
         "Summe;600;6.000,00 €\n"}},
       {"  id: Kreis ", "  other_rows: skip "},
       {"Bonn Bonn 200 2000", "Kiel Kiel 100 1000", "Ulm Ulm 300 3000"}},
      {"keys as numbers in a sheet",
       {{"zugang.xlsx", workbook("Zugang nach Kreisen\n\nAGS;Kreis;Zugang;Budget 2025\n"
                                 "1001;Flensburg;92;200906.35\n5315;Köln;1087;2812688.82\n"
                                 "10041;Saarbrücken;5;12.5\n;Summe;1184;3013607.67\n")}},
       {"  header: 3 ", "  id_digits: 5 ", "  other_rows: skip ", "year: 2026 "},
       {"01001 Flensburg 92 4018127/20", "05315 Köln 1087 140634441/50",
        "10041 Saarbrücken 5 25/2"}},
      {"a Swiss table: running number, code, francs",
       {{"kantone.csv",
         "Nr.;Kanton;Abk.;Ständige Wohnbevölkerung;Beitrag 2025\n"
         "1;Zürich;ZH;1'579'967;CHF 12'500'000.--\n2;Bern;BE;1'051'437;CHF 8'400'000.--\n"
         "3;Luzern;LU;424'851;CHF 3'300'000.50\n;Total;;3'056'255;CHF 24'200'000.50\n"}},
       {"currency: CHF ", "  id: Abk. ", "  name: Kanton ", "  other_rows: skip "},
       {"BE Bern 1051437 8400000", "LU Luzern 424851 6600001/2", "ZH Zürich 1579967 12500000"}},
      {"an Austrian table: Länder above their districts, millions, a share that is money",
       {{"bezirke.csv",
         "Kennziffer;Bezirk;Bevölkerung 2024;Ertragsanteile 2024 (Mio. EUR)\n"
         "1;Burgenland;30000;60,0\n101;Eisenstadt(Stadt);10000;20,5\n102;Rust(Stadt);20000;39,5\n"
         "2;Kärnten;70000;140,0\n201;Klagenfurt Stadt;40000;80,25\n202;Villach Stadt;30000;59,75\n"
         "Q: Statistik Austria\n"}},
       {"  id_digits: 3 ", "  other_rows: skip ",
        "    Ertragsanteile 2024 (Mio. EUR): {times: 1000000}"},
       {"101 Eisenstadt(Stadt) 10000 20500000", "102 Rust(Stadt) 20000 39500000",
        "201 Klagenfurt Stadt 40000 80250000", "202 Villach Stadt 30000 59750000"}},
      {"French départements: Corsica has letters in its keys",
       {{"dep.csv",
         "CODGEO;Libellé;Population municipale;Dotation (k€)\n01;Ain;671 937;1 200\n"
         "2A;Corse-du-Sud;164 000;900\n2B;Haute-Corse;185 000;950\n"
         "971;Guadeloupe;378 561;1 100\n;Ensemble;1 399 498;4 150\n"}},
       {"  id: CODGEO ", "  other_rows: skip ", "    \"Dotation (k€)\": {times: 1000}"},
       {"01 Ain 671937 1200000", "2A Corse-du-Sud 164000 900000", "2B Haute-Corse 185000 950000",
        "971 Guadeloupe 378561 1100000"}},
      {"merged cells of a group",
       {{"gruppen.xlsx", workbook("Land;Kreis;AGS;Zugang\nHessen;Bergstraße;06431;10\n"
                                  ";Groß-Gerau;06433;20\n;Offenbach;06438;30\n"
                                  "Saarland;Saarbrücken;10041;40\n;Merzig;10042;50\n")}},
       {"  fill_down: Land ", "  group: Land "},
       {"06431 Bergstraße 10", "06433 Groß-Gerau 20", "06438 Offenbach 30", "10041 Saarbrücken 40",
        "10042 Merzig 50"}},
      {"two files, of which one has lost its zeros and both have a column of the same name",
       {{"zugang.xlsx", workbook("AGS;Kreis;Land;Zugang 2025\n1001;Flensburg;SH;10\n"
                                 "5315;Köln;NW;30\n10041;Saarbrücken;SL;40\n")},
        {"zuweisung-2025.csv",
         "Schlüssel;Kreis;Land;Betrag in EUR\n10041;Saarbrücken;SL;4.000,50\n"
         "01001;Flensburg;SH;1.000,50\n05315;Köln;NW;3.000,50\n;Summe;;8.001,50\n"}},
       {"    - file: zugang.xlsx ", "      id_digits: 5 ", "    - file: zuweisung-2025.csv ",
        "      id: Schlüssel ", "      other_rows: skip ", "      prefix: zuweisung-2025_ "},
       {"01001 Flensburg 10 2001/2", "05315 Köln 30 6001/2", "10041 Saarbrücken 40 8001/2"}},
      {"two files in the order in which they are given, where both have all districts",
       {{"geld.csv", "id;name;budget\na;A;5\nb;B;6\n"}, {"alle.csv", "id;heads\nb;2\na;1\n"}},
       {"    - file: geld.csv "},
       {"a A 1 5", "b B 2 6"}},
      {"amounts in thousands, which only a title says",
       {{"titel.csv",
         "Zuweisungen nach Kreisen, in Tsd. EUR;;;\n;;;\nAGS;Kreis;Einwohner;Budget 2025\n"
         "01001;Flensburg;92.550;1.250\n01002;Kiel;247.717;2.500\n"}},
       {"  header: 3 ", "    Budget 2025: {times: 1000}", "  decimal: \",\""},
       {"01001 Flensburg 92550 1250000", "01002 Kiel 247717 2500000"}},
      {"Windows-1252, as Excel writes a CSV",
       {{"w.csv", "AGS;Kreis;Zug\xE4nge\n01001;Flensburg;5\n05315;K\xF6ln;7\n"}},
       {"  encoding: windows-1252 ", "      - share: {by: Zugänge}"},
       {"01001 Flensburg 5", "05315 Köln 7"}},
      {"two lines of names, with years below",
       {{"jahre.csv",
         "Kreise in Hessen\nAGS;Kreis;Zugang;;Anteil;\n;;2024;2025;2024;2025\n"
         "06431;Bergstraße;10;20;33,3;40,0\n06433;Groß-Gerau;20;30;66,7;60,0\n"}},
       {"  header: [2, 3] ", "      - share: {by: Zugang / 2025}"},
       {"06431 Bergstraße 20", "06433 Groß-Gerau 30"}},
      {"columns that are counted below their names",
       {{"nummern.csv",
         "Kreis;Fläche;Zugang\n1;2;3\nKiel;118,65;5\nBonn;141,06;7\nUlm;118,69;9\n"}},
       {"  header: [1, 2] "},
       {"Bonn Bonn 7", "Kiel Kiel 5", "Ulm Ulm 9"}},
      {"an old print: counted columns, groups of rows, thousands of persons, no keys",
       {{"druck.csv",
         ";;;Tabelle 3\n;Regierungsbezirk, Landkreis;Bevölkerung;Zuwendungen 2024\n"
         ";;in 1 000;in 1 000 EUR\n;;1;2\n;Kreisfreie Städte;;\n;Ansbach;41,7;1 234\n"
         ";Bayreuth;74,0;2 345\n;Landkreise;;\n;Aichach;133,9;3 456\n;Bamberg;147,1;4 567\n"
         ";Zusammen;396,7;11 602\n"}},
       {"  header: [2, 4] ", "  other_rows: skip ",
        "    Zuwendungen 2024 / in 1 000 EUR / 2: {times: 1000}"},
       {"Aichach Aichach 133900 3456000", "Ansbach Ansbach 41700 1234000",
        "Bamberg Bamberg 147100 4567000", "Bayreuth Bayreuth 74000 2345000"}},
      {"signs of statistics",
       {{"zeichen.csv",
         "AGS;Kreis;Anzahl\n01001;Flensburg;-\n01002;Kiel;(12)\n01003;Lübeck;5 p\n"}},
       {"  signs: din55301 "},
       {"01001 Flensburg 0", "01002 Kiel 12", "01003 Lübeck 5"}},
      {"rows of higher levels that only a column tells from others",
       {{"ebene.csv",
         "Code;Ebene;Gebiet;Fälle\nX-01;Kreis;Kiel;100\nX-02;Kreis;Bonn;200\nX-03;Kreis;Ulm;300\n"
         "X-04;Kreis;Jena;50\nX-99;Land;Kreise zusammen;650\n"}},
       {"  where: {Ebene: Kreis} "},
       {"X-01 Kiel 100", "X-02 Bonn 200", "X-03 Ulm 300", "X-04 Jena 50"}},
      {"a sum that has an id and no name",
       {{"ohne.csv", "Kreis;Fälle\nKiel;100\nBonn;200\nUlm;300\nDeutschland;600\n"}},
       {"  where: {Kreis: [\"Kiel\", \"Bonn\", \"Ulm\"]}  # guessed: without `Deutschland`\n"},
       {"Bonn Bonn 200", "Kiel Kiel 100", "Ulm Ulm 300"}},
      {"districts without a level below them beside others that have one",
       {{"stadt.csv",
         "AGS;Kreis;Fälle\n01;Schleswig-Holstein;600\n01001;Flensburg;100\n01002;Kiel;500\n"
         "02;Hamburg;200\n10;Saarland;700\n10041;Saarbrücken;300\n10042;Merzig-Wadern;400\n"}},
       {"  where: {AGS: [\"01001\", \"01002\", \"02\", \"10041\", \"10042\"]} "},
       {"01001 Flensburg 100", "01002 Kiel 500", "02 Hamburg 200", "10041 Saarbrücken 300",
        "10042 Merzig-Wadern 400"}},
      {"keys without their zeros, of which one begins others of another Land",
       {{"gem.csv",
         "AGS;Gemeinde;Einwohner\n1;Schleswig-Holstein;30\n1001;Flensburg;30\n1001001;A;10\n"
         "1001002;B;20\n10;Saarland;70\n10010;Kreis;70\n10010011;C;30\n10010012;D;40\n"}},
       {"  id_digits: 8 ", "  other_rows: skip "},
       {"01001001 A 10", "01001002 B 20", "10010011 C 30", "10010012 D 40"}},
      {"a currency in the head is money, in whatever language",
       {{"cantons.csv",
         "Canton,Population,Contribution (kCHF)\nGenève,514114,\"1,200\"\n"
         "Vaud,830431,\"2,400\"\nValais,357282,\"1,000\"\nTotal,1701827,\"4,600\"\n"}},
       {"currency: CHF ", "    Contribution (kCHF): {times: 1000}", "  decimal: \".\" "},
       {"Genève Genève 514114 1200000", "Valais Valais 357282 1000000",
        "Vaud Vaud 830431 2400000"}},
      {"a percentage is no money",
       {{"prozent.csv",
         "AGS;Kreis;Zuweisung in %;Veränderung Budget;Einwohner\n01001;Kiel;5,5;3,2;10\n"
         "01002;Bonn;6,5;1,7;20\n"}},
       {"# prior: {column: NAME}", "      - share: {by: Einwohner}"},
       {"01001 Kiel 10", "01002 Bonn 20"}}};
  return all;
}

}  // namespace

TEST_CASE("a table as an office has it becomes a scenario that runs with its figures") {
  for (const Layout& layout : layouts()) {
    CAPTURE(layout.what);
    std::string text;
    const Lines districts = districts_for(layout.tables, &text);
    CAPTURE(text);
    CHECK(districts == layout.districts);
    for (const std::string& field : layout.fields) {
      CAPTURE(field);
      CHECK(has_line(text, field));
    }
  }
}

TEST_CASE("the table that has all the districts is the first, and what others lack is told") {
  CHECK(districts_for({{"teil.csv", "id;budget\na;5\nc;7\n"},
                       {"alle.csv", "id;name;heads\nb;B;2\na;A;1\nc;C;3\n"}}) ==
        Lines{"district_not_in_table alle.csv:2:1 `b` (B) is not in `teil.csv`"});
}

TEST_CASE("tables without common ids are told from each other") {
  CHECK(districts_for({{"a.csv", "id;heads\na;1\nb;2\n"}, {"b.csv", "id;budget\nx;1\ny;2\n"}}) ==
        Lines{"no column of `b.csv` has the ids of `a.csv`"});
}

TEST_CASE("a row without an id that is no sum is asked for its id") {
  CHECK(districts_for({{"t.csv", "ags;kreis;n\n01001;Kiel;5\n01002;Bonn;6\n;Ulm;7\n"}}) ==
        Lines{"missing_id t.csv:4:1 the row has no `ags`"});
}

TEST_CASE("a district without numbers is no note") {
  CHECK(districts_for({{"t.csv", "ags;kreis;n\n01001;Kiel;5\n01002;Bonn;\n01003;Ulm;7\n"}}) ==
        Lines{"missing_cell t.csv:3:12 `n` of `Bonn` (01002) is empty"});
}

namespace {

/// A workbook with an empty sheet `Deckblatt` before `Kreise`.
std::string two_sheets() {
  WorkbookSample sample{.rows = ""};
  sample.workbook =
      R"(<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="Deckblatt" sheetId="1" r:id="r1"/>)"
      R"(<sheet name="Kreise" sheetId="2" r:id="r4"/></sheets></workbook>)";
  sample.relationships.insert(
      sample.relationships.find("</Relationships>"),
      R"(<Relationship Id="r4" Type="http://t/worksheet" Target="worksheets/sheet2.xml"/>)");
  return sample.zip()
      .add(
          "xl/worksheets/sheet2.xml",
          R"(<worksheet xmlns="m"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is>)"
          R"(</c><c r="B1" t="inlineStr"><is><t>heads</t></is></c></row><row r="2"><c r="A2" )"
          R"(t="inlineStr"><is><t>a</t></is></c><c r="B2"><v>5</v></c></row></sheetData></worksheet>)")
      .bytes();
}

/// The text for a sheet, or what is wrong.
std::string text_for_sheet(std::vector<NamedSheet> sheets) {
  SourceFiles files;
  Problems problems;
  const auto scenario = scenario_for_tables(
      files,
      {.tables = {{.file = files.add("t.xlsx", two_sheets()), .path = "t.xlsx", .where = {}}},
       .mapped = {},
       .sheets = std::move(sheets)},
      "s.yaml", problems);
  if (scenario) {
    return scenario->text;
  }
  std::string text;
  for (const Diagnostic& problem : problems.list()) {
    text += problem.message + "; " + problem.help.front();
  }
  return text;
}

}  // namespace

TEST_CASE("of several sheets one is named") {
  CHECK(text_for_sheet({}) ==
        "`t.xlsx` has 2 visible sheets; name it: `--sheet NAME`; its sheets are `Deckblatt` and "
        "`Kreise`");
  CHECK(text_for_sheet({{.name = "Kreis", .where = {}}}) ==
        "no table has a sheet `Kreis`; did you mean `Kreise`?");
  const std::string text = text_for_sheet({{.name = "Kreise", .where = {}}});
  CHECK(has_line(text, "  sheet: Kreise "));
  MemoryFiles files{{{"t.xlsx", two_sheets()}}};
  CHECK(files.lines(files.load(text).problems) == Lines{});
}
