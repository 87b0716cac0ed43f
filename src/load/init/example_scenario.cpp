#include "allot/load/init/scenario_template.hpp"
#include "load/init/template_text.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kHeadComment =
    "# An example with invented figures, which runs as it is. Put your own in their place.\n";

constexpr std::string_view kBody =
    R"(allot: 1                                # version of the format; always the first field
title: Zuweisung 2026                   # printed above every report
year: 2026                              # a label; 2025/26 or 2026-2030 will do too
currency: EUR                           # leave the line out for seats, posts or persons

# Who can receive (Empfänger). An id is text: quotes keep its leading zero. The other fields are
# columns of your choice; here persons who came, and the money of last year. A long list is better
# kept in a table: `allot init --from kreise.csv` writes a scenario for one.
districts:
  - {id: "01001", name: Flensburg, intake: 92, budget_2025: 200_906.35}
  - {id: "05315", name: Köln, intake: 1_087, budget_2025: 2_812_688.82}
  - {id: "06431", name: Bergstraße, intake: 274, budget_2025: 774_924.47}
  - {id: "06433", name: Groß-Gerau, intake: 281, budget_2025: 861_027.19}
  - {id: "09162", name: München, intake: 1_512, budget_2025: 4_850_453.17}

# The money (Fördertöpfe): one item for each pot.
pots:
  - id: base                            # options name it: `--adjust pots.base.amount=+3%`
    title: Grundzuweisung
    amount: 10_000_000                  # the money in the pot
    status: invented                    # final, preliminary, planned, estimated or invented
    steps:                              # done in this order; `allot help steps` lists all
      # - flat: {amount: 10_000}        # the same for each first (Sockelbetrag)
      - share: {by: intake}             # in proportion to a column (nach Schlüssel)
      # - hold_harmless: {percent_of_prior: 95 %, paid_by: ratable}   # (Besitzstandsgarantie)
    rounding: {unit: 0.01, method: largest_remainder}   # (Rundung); see `allot help methods`

prior: {column: budget_2025}            # last year (Vorjahr); reports show the shift against it

expect:                                 # what must come out; `allot check` holds it against that
  total: 10_000_000
)";

}  // namespace

std::string example_scenario(std::string_view name) {
  std::string text{kHeadComment};
  text += way_to_run(name, "base");
  text += kBody;
  return text;
}

}  // namespace allot::load
