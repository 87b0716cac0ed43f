#include "support/published_tables.hpp"

#include "support/printed_sample.hpp"

namespace allot::test {

namespace {

const Fraction kPercent{BigInt{1}, BigInt{100}};

}  // namespace

// Baden-Württemberg, Integrationsmanagement 2018/19, from the press: pressreader
// schwaebische-zeitung-tettnang 2018-01-17, rnz.de arid 329127, teckbote.de arid 210360,
// thomas-marwein.de, morgenweb.de arid 1180705. 58 000 000 EUR by heads, of 72 857 in all.
PrintedTable bw_im_2018() {
  return printed_sample(
      {"Tettnang",
       "Neukirch",
       "Meckenbeuren",
       "Kressbronn",
       "Schriesheim",
       "Hirschberg",
       "Weinheim",
       "Edingen-Neckarhausen",
       "Ladenburg",
       "Heddesheim",
       "Kirchheim unter Teck",
       "Weilheim",
       "Wendlingen",
       "Plochingen",
       "Bissingen",
       "Notzingen",
       "Ortenau (smallest above threshold)",
       "Ortenau (largest)",
       "Hockenheim",
       "Schwetzingen",
       "Eppelheim"},
      {{PrintedRole::kAmount, "EUR", {"132149", "10349",  "60502", "72443", "67667",  "23882",
                                      "280220", "61298",  "62094", "66075", "213349", "67667",
                                      "70851",  "44580",  "16718", "23882", "52541",  "292957",
                                      "136926", "107471", "93141"}},
       {PrintedRole::kKey, "heads", {"166", "13", "76", "91", "85", "30", "352", "", "", "", "",
                                     "",    "",   "",   "",   "",   "",   "",    "", "", ""}}});
}

// Germany, KitaFinHG § 6: 580.5 million EUR; children under 3 recovered.
PrintedTable kitafinhg_6() {
  return printed_sample(
      {"Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
       "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
       "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"},
      {{PrintedRole::kAmount,
        "EUR",
        {"78158734", "90874152", "27670595", "16508519", "4646357", "14111602", "44134416",
         "11256883", "54678686", "126434159", "27191155", "6045959", "29574122", "14876315",
         "19533207", "14805139"}},
       {PrintedRole::kKey,
        "children",
        {"274527", "319189", "97191", "57985", "16320", "49566", "155019", "39539", "192055",
         "444091", "95507", "21236", "103877", "52252", "68609", "52002"}}});
}

// Germany, Königstein key (KommunalWiki). 2014 repeats 2015 for Brandenburg.
PrintedTable koenigstein() {
  return printed_sample(
      {"Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
       "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
       "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"},
      {{PrintedRole::kPercent,
        "2016",
        {"12.96662", "15.53327", "5.08324", "3.03655", "0.95331", "2.55752", "7.39885", "2.01240",
         "9.33138", "21.14424", "4.83089", "1.21111", "5.05577", "2.79941", "3.39074", "2.69470"},
        kPercent},
       {PrintedRole::kPercent,
        "2015",
        {"12.86456", "15.51873", "5.04927", "3.06053", "0.95688", "2.52968", "7.35890", "2.02906",
         "9.32104", "21.21010", "4.83710", "1.22173", "5.08386", "2.83068", "3.40337", "2.72451"},
        kPercent},
       {PrintedRole::kPercent,
        "2014",
        {"12.97496", "15.33048", "5.04557", "3.06053", "0.94097", "2.52738", "7.31557", "2.04165",
         "9.35696", "21.24052", "4.83472", "1.21566", "5.10067", "2.85771", "3.38791", "2.74835"},
        kPercent}});
}

// EU, Asylum, Migration and Integration Fund: Regulation 516/2014, Annex I.
PrintedTable eu_amif_2014() {
  return printed_sample(
      {"AT", "BE", "BG", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
       "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "UK"},
      {{PrintedRole::kAmount,
        "minimum",
        {"5000000", "5000000", "5000000", "10000000", "5000000",  "5000000", "5000000",
         "5000000", "5000000", "5000000", "5000000",  "5000000",  "5000000", "5000000",
         "5000000", "5000000", "5000000", "5000000",  "10000000", "5000000", "5000000",
         "5000000", "5000000", "5000000", "5000000",  "5000000",  "5000000"}},
       {PrintedRole::kPercent,
        "%",
        {"2.65",  "3.75", "0.22", "0.99", "0.94",  "9.05", "0.23",  "11.22", "0.82", "11.60",
         "11.32", "0.54", "0.83", "0.65", "13.59", "0.21", "0.10",  "0.39",  "0.32", "3.98",
         "2.60",  "1.24", "0.75", "5.05", "0.43",  "0.27", "16.26", ""},
        kPercent},
       {PrintedRole::kAmount,
        "average amount",
        {"59533977",  "84250977", "5006777",   "22308677",  "21185177", "203416877", "5156577",
         "252101877", "18488777", "260565577", "254348877", "12133800", "18713477",  "14519077",
         "305355777", "4632277",  "2160577",   "8751777",   "7178877",  "89419077",  "58410477",
         "27776377",  "16915877", "113536877", "9725477",   "5980477",  "365425577", "2247000000"}},
       {PrintedRole::kAmount,
        "total",
        {"64533977",  "89250977", "10006777",  "32308677",  "26185177", "208416877", "10156577",
         "257101877", "23488777", "265565577", "259348877", "17133800", "23713477",  "19519077",
         "310355777", "9632277",  "7160577",   "13751777",  "17178877", "94419077",  "63410477",
         "32776377",  "21915877", "118536877", "14725477",  "10980477", "370425577"}}},
      true);
}

// Germany, 610 posts for counselling: EUTBV of 14 June 2021, § 3.
PrintedTable eutbv_2021() {
  return printed_sample(
      {"Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
       "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
       "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"},
      {{PrintedRole::kAmount,
        "posts",
        {"76.2", "102.1", "20.5", "26.5", "3.9", "10.5", "43.5", "18.8", "64.3", "113.4", "31.0",
         "6.6", "30.3", "20.9", "22.7", "18.7"}},
       {PrintedRole::kKey,
        "inhabitants",
        {"11069533", "13076721", "3644826", "2511917", "682986", "1841179", "6265809", "1609675",
         "7982448", "17932651", "4084844", "990509", "4077937", "2208321", "2896712", "2143145"}}});
}

// Germany, VAT key 2021: UStSchlFestV 2021 § 6.
PrintedTable ustschl_2021() {
  return printed_sample(
      {"Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
       "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
       "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"},
      {{PrintedRole::kPercent,
        "Schlüssel",
        {"0.138454877", "0.170812448", "0.039740186", "0.019699043", "0.011309512", "0.037783008",
         "0.084795378", "0.013682749", "0.085892771", "0.235090621", "0.040787564", "0.011770473",
         "0.042224573", "0.019781070", "0.027232624", "0.020943103"}}});
}

// Germany, GaFinHG § 5: 2.75 billion EUR by the Königstein key 2019.
PrintedTable gafinhg_5() {
  return printed_sample(
      {"Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
       "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz",
       "Saarland", "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen"},
      {{PrintedRole::kAmount,
        "EUR",
        {"358616775", "427919800", "142723625", "83321425", "26229225", "71594325", "204519975",
         "54462375", "258371575", "579587800", "132508200", "32952425", "137007200", "74143300",
         "93658950", "72383025"}},
       {PrintedRole::kPercent,
        "key",
        {"13.04061", "15.56072", "5.18995", "3.02987", "0.95379", "2.60343", "7.43709", "1.98045",
         "9.39533", "21.07592", "4.81848", "1.19827", "4.98208", "2.69612", "3.40578", "2.63211"},
        kPercent}});
}

}  // namespace allot::test
