#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "allot/engine/rounding/rounding.hpp"
#include "allot/engine/steps/step_kinds.hpp"
#include "allot/load/format.hpp"
#include "load/fields/fields.hpp"
#include "load/fields/format_examples.hpp"
#include "load/problems/messages.hpp"

namespace allot::load {

namespace {

constexpr std::string_view kIntroduction = R"(# The scenario format

A scenario is one YAML file (UTF-8): who can receive, by which keys, which pots, rounded how.
The figures of this example are invented.

```yaml
allot: 1
title: Integration managers 2026
year: 2026
currency: EUR
districts:
  - {id: "01001", name: Flensburg, intake_2024: 88, intake_2025: 92, budget_2025: 200_906.35}
  - {id: "05315", name: Köln, intake_2024: 1_101, intake_2025: 1_087, budget_2025: 2_812_688.82}
  - {id: "09162", name: München, intake_2024: 1_650, intake_2025: 1_512, budget_2025: 4_850_453.17}
keys:
  two_years: {average: [intake_2024, intake_2025], of: counts}
pots:
  - id: base
    amount: 8_000_000
    steps:
      - flat: {amount: 100_000}
      - share: {by: two_years}
    rounding: {unit: 0.01, method: largest_remainder}
prior: {column: budget_2025}
expect: {total: 8_000_000}
```

Long lists belong in a table beside the file: `districts: {table: districts.csv, id: ags, name: kreis}`.

- Numbers are read from their text and kept exactly: `58000000`, `58_000_000`, `-12.5`, `2/3`,
  `12.5 %`. Anything else is an error that shows what it may mean.
- A percentage carries `%` or is a fraction: `95 %`, `19/20`.
- Ids are text: put them in quotes, or `08111` is a number to other programs.
- Fields that are not in this list, duplicate keys, anchors, aliases and merge keys are errors.
- An amount of money with a point and three digits, `25.000`, can be read in two ways and is an
  error: write `25_000` or `25.00`.
- Files are named relative to the file that names them. Tables are CSV with `,`, `;` or tabs, or
  XLSX, by what is in them.
- A scenario file has at most 8 MiB, a text in it or a cell of a table at most 64 KiB.
- The steps of all pots and the parts of all keys, times the districts, are at most 300 million; a
  tier counts as a step, and each of its groups as 600 districts more.
- An empty cell is not 0: where it is used, it is an error, except where this page says otherwise.
- A field with *required* has no default; no default moves money without a word in the report.
)";

class Reference {
 public:
  std::string write() {
    text_ = kIntroduction;
    for (const Section& part : sections()) {
      put("\n## {}\n\n", part.path.empty() ? "The file" : fmt::format("`{}`", part.path));
      if (!part.summary.empty()) {
        put("{}\n\n", part.summary);
      }
      write_fields(part.fields.first(part.fields.size() - part.of_tables));
      if (part.of_tables > 0) {
        put("| `{}` … | | | of its tables, as at `{}` |\n",
            part.fields[part.fields.size() - part.of_tables].name, kTablePath);
      }
      if (!part.path.empty() && part.path != "overlay") {  // which have examples already
        write_examples(part.path);
      }
    }
    write_steps();
    write_methods();
    return std::move(text_);
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
  }

  void write_fields(std::span<const Field> fields) {
    put("| field | value | default | |\n|---|---|---|---|\n");
    for (const Field& field : fields) {
      put("| `{}` | {} | {} | {} |\n", field.name,
          field.type == FieldType::kChoice
              ? fmt::format("`{}`", fmt::join(choices_of(field), "` · `"))
              : std::string{form_of(field.type).words},
          field.required ? "*required*" : field.fallback, field.summary);
    }
  }

  void write_steps() {
    put("\n## Steps\n\n"
        "`steps` is a list of maps with one key each: `- share: {{by: KEY}}`. A step works on what "
        "the steps before it left, and may have what `{}` has, too. Adjacent `flat` and `rate` "
        "steps, and an `equalise` whose `base` is a number, are claimed together. A pot whose "
        "amount is `open` is the sum of its claims, and has only {}.\n",
        kEveryStepPath, listed_words(steps_of_open_pots()));
    for (const engine::StepKind& kind : engine::step_kinds()) {
      put("\n### `{0}`\n\n`{0}` {1} ({2}).\n\n", kind.name, kind.summary, kind.german);
      write_fields(kind.fields);
      write_examples(std::string{kStepPath}.append(kind.name));
    }
  }

  void write_examples(std::string_view path) {
    put("\n```yaml\n");
    for (const std::string_view line : examples_of(path)) {
      put("{}\n", as_written(path, line));
    }
    put("```\n");
  }

  void write_methods() {
    put("\n## Rounding methods\n\n| method | also called | | closes |\n|---|---|---|---|\n");
    for (const engine::RoundingMethod& method : engine::rounding_methods()) {
      put("| `{}` | {} | {} | {} |\n", method.name, method.also_called, method.summary,
          method.closes ? "yes" : "no: `residual` is required");
    }
    put("\nDivisor methods round weights, not amounts: they need a pot whose only step is one "
        "`share`.\n");
  }

  std::string text_;
};

}  // namespace

std::string format_reference() { return Reference{}.write(); }

}  // namespace allot::load
