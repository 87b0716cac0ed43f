#include "allot/load/format.hpp"
#include "cli/commands/commands.hpp"

namespace allot::cli {

namespace {

void execute_schema(Session& session) {
  session.print([](report::Writer& out) { out.put(load::scenario_schema()); });
}

}  // namespace

extern const Command kSchema = {
    .name = "schema",
    .usage = "schema",
    .summary = "the JSON Schema of scenarios: editors check and complete by it",
    .examples = "allot schema > allot.schema.json\n",
    .least_operands = 0,
    .most_operands = 0,
    .execute = execute_schema,
};

}  // namespace allot::cli
