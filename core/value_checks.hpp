// Whether the values that fields can have are such as something can be made of. Internal to the compiler. Entry point: ValueChecks.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "field_values.hpp"
#include "rule_compiler.hpp"

namespace readout {

/// What `$capture.attribute` can ask of any words.
inline constexpr std::array<std::string_view, 5> word_attributes = {"lower", "lemma", "text", "before_hyphen", "after_hyphen"};

/// Keeps what rules give to fields and ask of them, and tells, once all is known, which values come to nothing.
class ValueChecks {
 public:
  ValueChecks(const Program& program, const Reporter& reporter) : program_(program), reporter_(reporter), values_(program) {}

  /// A rule of a file gives a field of a type one of its values. A constant is checked at once.
  void note(const std::string& path, const std::string& type, const ast::Field& field, const ast::Value& value, const Captures& captures);

  /// The comparison behind `if` that was compiled to a condition.
  [[nodiscard]] static std::vector<ValueQuestion> questions(const std::string& path, const ast::Guard& guard, std::uint32_t condition,
                                                            const Captures& captures);

  /// After all rules.
  void check(const std::vector<ValueQuestion>& questions);

 private:
  /// A place at which a value is used: in which field of which type, or, as a key, in which lexicon.
  struct Use {
    std::string path;
    Range at;
    ValueOrigin origin;
    std::string type, field;
  };
  void check_constant(const std::string& path, const std::string& type, const std::string& field, const ast::Name& value) const;
  void check_keys(const Use& use);
  void check_output(const Use& use);
  void check_question(const ValueQuestion& question);

  const Program& program_;
  const Reporter& reporter_;
  FieldValues values_;
  std::vector<Use> keys_, outputs_;
};

}  // namespace readout
