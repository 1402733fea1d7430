// A compiled grammar as text for people. Entry points: dump_program, condition_text, edge_text.
#include "program_text.hpp"

#include <algorithm>

#include "program.hpp"
#include "rule_words.hpp"

namespace readout {
namespace {

using Op = Instruction::Op;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out + '"';
}

std::string number(std::size_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), ' ') + text : text;
}

/// `on` is "first.", "last." or "head." for a condition on that token of a mention.
std::string text_of(const Program& program, std::uint32_t condition, const std::string& on);

/// The name of what a condition is on: `tag`, `first.tag`, or a field.
std::string subject(const Program& program, const Condition& c, const std::string& on) {
  if (c.kind == Condition::Kind::flag) return on + std::string(name_of(c.flag));
  return c.attribute == Attribute::field ? program.text_of(c.field) : on + std::string(name_of(c.attribute));
}

std::string joined(const Program& program, const Condition& c, const char* sign, const std::string& on) {
  std::string out;
  for (const std::uint32_t part : c.parts) {
    const Condition::Kind kind = program.conditions[part].kind;
    const bool bracket = kind == Condition::Kind::any || (kind == Condition::Kind::all && c.kind == Condition::Kind::negation);
    const std::string text = text_of(program, part, on);
    out += (out.empty() ? "" : sign) + (bracket ? "(" + text + ")" : text);
  }
  return out;
}

std::string negated(const Program& program, const Condition& c, const std::string& on) {
  const Condition& part = program.conditions[c.parts.front()];
  const std::string text = joined(program, c, "", on);
  if (const auto sign = text.find(" = ");
      sign < text.find('"') && part.kind != Condition::Kind::any && part.kind != Condition::Kind::all)
    return text.substr(0, sign) + " != " + text.substr(sign + 3);
  return part.kind == Condition::Kind::flag || text.front() == '(' ? "!" + text : "!(" + text + ")";
}

std::string text_of(const Program& program, std::uint32_t condition, const std::string& on) {
  const Condition& c = program.conditions[condition];
  using Kind = Condition::Kind;
  switch (c.kind) {
    case Kind::always: return {};
    case Kind::flag: return subject(program, c, on);
    case Kind::equals: return subject(program, c, on) + " = " + quoted(c.text);
    case Kind::prefix: return subject(program, c, on) + " = " + quoted(c.text + "*");
    case Kind::member: return subject(program, c, on) + " in " + program.set_names[c.set];
    case Kind::has: return subject(program, c, on) + " has " + quoted(c.text);
    case Kind::all: return joined(program, c, " & ", on);
    case Kind::any: return joined(program, c, " | ", on);
    case Kind::negation: return negated(program, c, on);
    case Kind::first: return text_of(program, c.parts.front(), "first.");
    case Kind::head: return text_of(program, c.parts.front(), "head.");
    case Kind::last: return text_of(program, c.parts.front(), "last.");
  }
  return {};
}

class Dump {
 public:
  Dump(const Program& program, bool places) : program_(program), places_(places) {}

  std::string run() {
    std::size_t entries = 0;
    for (const LexiconLayer& layer : program_.layers)
      for (const LexiconEntry& entry : layer.lexicons->entries) entries += layer.hides(entry.lexicon) ? 0 : 1;
    out_ = "grammar " + program_.name + " " + program_.version + "\n";
    out_ += "  " + std::to_string(program_.rules.size()) + " rules, " + std::to_string(program_.lexicons.size()) + " lexicons with " +
            std::to_string(entries) + " entries, " + std::to_string(program_.conditions.size()) + " conditions\n";
    for (std::size_t i = 0; i < program_.sets.size(); ++i)
      if (!program_.lexicons.contains(program_.symbols.find(program_.set_names[i]))) set(i);
    for (const Phase& phase : program_.phases) {
      head(phase);
      for (std::uint32_t i = phase.first_rule; i < phase.last_rule; ++i) rule(program_.rules[i]);
    }
    return std::move(out_);
  }

 private:
  void line(std::size_t indent, const std::string& text) { out_ += std::string(indent, ' ') + text + "\n"; }

  void set(std::size_t index) {
    std::vector<std::string> words;
    for (const Symbol word : program_.sets[index]) words.push_back(quoted(program_.text_of(word)));
    std::sort(words.begin(), words.end());
    std::string text = "set " + program_.set_names[index] + " =";
    for (const std::string& word : words) text += " " + word;
    line(0, text);
  }

  void head(const Phase& phase) {
    std::string text = "\nphase " + phase.name + " of " + (phase.stage == MatchStage::events ? "events" : "mentions");
    text += phase.overlap == Overlap::all     ? ", all finds are kept"
            : phase.overlap == Overlap::first ? ", overlaps are settled for the first"
                                              : ", overlaps are settled";
    if (phase.overlap_on) text += " on " + program_.text_of(phase.overlap_on);
    for (const Symbol type : phase.outside) text += ", outside <" + program_.text_of(type) + ">";
    line(0, text);
  }

  void rule(const RulePlan& rule) {
    line(0, "\nrule " + rule.name + (places_ ? "  " + rule.file + ":" + std::to_string(rule.line) : "") +
                (rule.priority ? "  priority " + std::to_string(rule.priority) : ""));
    if (!rule.doc.empty()) line(2, "/// " + rule.doc);
    entrances(rule);
    line(2, "match");
    code(rule.code, 4);
    for (const Look& look : rule.unless) {
      line(2, look.behind ? "unless before, read to the left" : "unless after");
      code(look.code, 4);
    }
    for (const Code& inside : rule.inside) {
      line(2, "unless inside");
      code(inside, 4);
    }
    for (const Code& outer : rule.unless_sentence) {
      line(2, "unless same sentence");
      code(outer, 4);
    }
    for (const Code& outer : rule.unless_clause) {
      line(2, "unless same clause");
      code(outer, 4);
    }
    for (const RelationPlan& plan : rule.with) line(2, "with " + relation(plan));
    for (const RelationPlan& plan : rule.unless_with) line(2, "unless with " + relation(plan));
    for (const EmitPlan& plan : rule.emits) emission(plan);
    for (const ExamplePlan& example : rule.examples) this->example(example);
  }

  void entrances(const RulePlan& rule) {
    line(2, "enters at " + elements(rule.first));
    if (!rule.needed.empty()) line(2, "needs " + elements(rule.needed));
  }

  [[nodiscard]] std::string elements(const std::vector<Element>& list) const {
    std::string text;
    for (const Element element : list)
      text += (text.empty() ? "" : " | ") + (element.kind == Element::Kind::mention ? edge_text(program_, element.index)
                                                                                    : "[" + condition_text(program_, element.index) + "]");
    return text;
  }

  void code(const Code& code, std::size_t indent) {
    const std::size_t width = std::to_string(code.size()).size();
    for (std::size_t i = 0; i < code.size(); ++i) {
      const Instruction& in = code[i];
      const std::string at = number(i, width) + "  ";
      switch (in.op) {
        case Op::token: line(indent, at + "token [" + condition_text(program_, in.a) + "]"); break;
        case Op::mention: line(indent, at + "mention " + edge_text(program_, in.a)); break;
        case Op::split: line(indent, at + "try " + std::to_string(in.a) + " else " + std::to_string(in.b)); break;
        case Op::jump: line(indent, at + "go to " + std::to_string(in.a)); break;
        case Op::open: line(indent, at + "open " + program_.text_of(in.a)); break;
        case Op::close: line(indent, at + "close " + program_.text_of(in.a)); break;
        case Op::accept: line(indent, at + "accept"); break;
        case Op::look: {
          const Look& look = program_.looks[in.a];
          line(indent, at + (look.negated ? "not " : "") + (look.behind ? "behind, read to the left" : "ahead"));
          this->code(look.code, indent + width + 2);
          break;
        }
      }
    }
  }

  [[nodiscard]] std::string value(const ValueSource& value) const {
    const auto name = [&](Symbol symbol) { return program_.text_of(symbol); };
    switch (value.kind) {
      case ValueSource::Kind::constant: return quoted(value.constant);
      case ValueSource::Kind::capture: return "$" + name(value.capture);
      case ValueSource::Kind::attribute: return "$" + name(value.capture) + "." + name(value.attribute);
      default: return name(value.lexicon) + "[$" + name(value.capture) + "." + name(value.attribute) + "]." + name(value.result);
    }
  }

  [[nodiscard]] std::string relation(const RelationPlan& plan) const {
    std::string text = plan.capture ? program_.text_of(plan.capture) : "";
    if (plan.edge != none) text += (text.empty() ? "" : ":") + edge_text(program_, plan.edge);
    if (!text.empty()) text += " = ";
    for (const auto& word : relation_words)
      if (word.kind == plan.kind) text += word.name;
    text += "(" + program_.text_of(plan.anchor);
    for (const std::string& word : plan.words) text += ", " + quoted(word);
    return text + ")" + (plan.optional ? "?" : "");
  }

  [[nodiscard]] std::string guard(const std::vector<GuardStep>& steps) const {
    using Kind = GuardStep::Kind;
    std::vector<std::string> results;
    for (const GuardStep& step : steps) {
      const auto taken = results.end() - step.parts;
      std::string text = "$" + program_.text_of(step.capture);
      if (step.kind == Kind::compares)
        text += "." + (step.condition ? text_of(program_, step.condition, "") : program_.text_of(step.attribute));
      if (step.kind == Kind::negation) text = taken->find(' ') == std::string::npos ? "!" + *taken : "!(" + *taken + ")";
      if (step.kind == Kind::all || step.kind == Kind::any) {
        text = "(";
        for (auto part = taken; part != results.end(); ++part)
          text += (part == taken ? "" : step.kind == Kind::all ? " & " : " | ") + *part;
        text += ")";
      }
      results.erase(taken, results.end());
      results.push_back(std::move(text));
    }
    return results.back();
  }

  void emission(const EmitPlan& plan) {
    line(2, "emit " + program_.text_of(plan.type) + (plan.where ? " at $" + program_.text_of(plan.where) : ""));
    for (const FieldPlan& field : plan.fields) {
      std::string text = program_.text_of(field.name) + ": ";
      for (std::size_t i = 0; i < field.values.size(); ++i) text += (i ? ", " : "") + value(field.values[i]);
      if (!field.guard.empty()) text += " if " + guard(field.guard);
      line(4, text);
    }
  }

  void example(const ExamplePlan& example) {
    std::string text = (example.positive ? "yes " : "no ") + quoted(example.text);
    for (const ExampleField& field : example.fields) {
      text += "  " + field.name + ": ";
      for (std::size_t i = 0; i < field.values.size(); ++i) text += (i ? ", " : "") + quoted(field.values[i]);
    }
    line(2, text);
  }

  const Program& program_;
  bool places_;
  std::string out_;
};

}  // namespace

std::string condition_text(const Program& program, std::uint32_t condition) { return text_of(program, condition, ""); }

std::string edge_text(const Program& program, std::uint32_t edge) {
  std::string out;
  for (const Symbol type : program.edges[edge].types) out += (out.empty() ? "<" : " | ") + program.text_of(type);
  const std::string condition = condition_text(program, program.edges[edge].condition);
  return out + (condition.empty() ? "" : " " + condition) + ">";
}

std::string dump_program(const Program& program, bool places) { return Dump(program, places).run(); }

}  // namespace readout
