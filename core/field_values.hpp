// What the fields of mentions can be, as far as a grammar alone tells. Internal to the compiler. Entry point: FieldValues.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "program.hpp"

namespace readout {

/// Where a value of a field comes from: a constant, a field of mentions of these types, or (without types) the text.
struct ValueOrigin {
  std::string constant;
  std::set<std::string> types;
  std::string field;
  bool from_text = false;
};

/// The values of fields: those of lexicons from their entries, those of other types from what rules emit, through as many types as one
/// passes them on to the next.
class FieldValues {
 public:
  /// `program` must have its lexicons, and live as long.
  explicit FieldValues(const Program& program) : program_(program) {}

  /// A rule gives a field of a type a value from there.
  void add(const std::string& type, const std::string& field, ValueOrigin origin) { given_[{type, field}].push_back(std::move(origin)); }

  /// All values that a field can have, once everything was added. Nothing where some come from the text, or are not known before it is
  /// read.
  /// Worked out once; the reference holds as long as this does.
  [[nodiscard]] const std::optional<std::set<std::string>>& of(const std::string& type, const std::string& field);

 private:
  using Key = std::pair<std::string, std::string>;  ///< type and field
  void index_lexicons();
  [[nodiscard]] std::optional<std::set<std::string>> work_out(const Key& wanted);
  /// Adds what one field has of its own, and opens what it takes from others. False where that cannot be known.
  bool collect(const Key& key, std::set<std::string>& values, std::vector<Key>& open);
  bool take(const ValueOrigin& origin, std::set<std::string>& values, std::vector<Key>& open) const;

  const Program& program_;
  std::map<Key, std::vector<ValueOrigin>> given_;
  std::unordered_map<std::uint64_t, std::vector<Symbol>> of_lexicons_;  ///< by lexicon and field
  std::map<Key, std::optional<std::set<std::string>>> known_;
  bool indexed_ = false;
};

}  // namespace readout
