#include "vectors.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "allot/core/error.hpp"

namespace allot::test {
namespace {

template <class T>
std::vector<T> list(const nlohmann::json& object, const char* name) {
  return object.value(name, std::vector<T>{});
}

Vector vector_from(const nlohmann::json& object) {
  Vector vector;
  vector.id = object.at("id").get<std::string>();
  vector.method = object.at("method").get<std::string>();
  vector.total = object.at("total").get<std::int64_t>();
  for (const std::string& weight : list<std::string>(object, "weights")) {
    vector.weights.push_back(number(weight));
  }
  vector.minimum = list<std::int64_t>(object, "min");
  vector.maximum = list<std::int64_t>(object, "max");
  vector.expected = list<std::int64_t>(object, "expected");
  vector.tie = object.at("tie").get<bool>();
  vector.tied = list<std::size_t>(object, "tied");
  return vector;
}

}  // namespace

RoundingCase Vector::rounding_case() const {
  return {.method = method,
          .weights = Quantities::from(std::span<const Fraction>{weights}),
          .units = total,
          .minimum = minimum,
          .maximum = maximum};
}

std::vector<Vector> read_vectors() {
  std::ifstream file{ALLOT_SOURCE_DIR "/tests/published/vectors/apportionment.json"};
  invariant(file.good(), "the published vectors are in the source tree");
  std::vector<Vector> vectors;
  for (const nlohmann::json& object : nlohmann::json::parse(file)) {
    vectors.push_back(vector_from(object));
  }
  return vectors;
}

const Vector& vector_named(const std::vector<Vector>& vectors, std::string_view id) {
  const auto found = std::find_if(vectors.begin(), vectors.end(),
                                  [&](const Vector& vector) { return vector.id == id; });
  invariant(found != vectors.end(), "a vector that a test names is in the file");
  return *found;
}

}  // namespace allot::test
