// A document as Markdown, for people to read. Entry point: to_markdown.
#include <algorithm>

#include "cli.hpp"
#include "program.hpp"

namespace cli {
namespace {

using namespace readout;

/// One line of Markdown that shows exactly this text.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

class Summary {
 public:
  Summary(const Document& document, const Program& program) : document_(document), program_(program) {}

  std::string write() {
    out_ += "# " + escaped(document_.title.empty() ? document_.id : document_.title) + "\n";
    if (!document_.published.empty()) out_ += "\nPublished " + escaped(document_.published) + "\n";
    section("Actors", document_.actors, [this](const Actor& actor) { this->actor(actor); });
    section("Meetings", document_.meetings, [this](const Meeting& meeting) { this->meeting(meeting); });
    section("Positions", document_.positions, [this](const Position& position) { this->position(position); });
    matrix();
    return std::move(out_);
  }

 private:
  /// Who stands where: a row for each holder, a column for each issue, in a cell the stance and the numbers of its positions.
  void matrix() {
    out_ += "\n## Stances\n\n";
    if (document_.stances.empty()) {
      out_ += "None found.\n";
      return;
    }
    std::vector<std::string> issues;
    std::vector<std::uint32_t> holders;
    for (const Stance& cell : document_.stances) {
      if (std::find(issues.begin(), issues.end(), issue(cell)) == issues.end()) issues.push_back(issue(cell));
      if (std::find(holders.begin(), holders.end(), cell.holder) == holders.end()) holders.push_back(cell.holder);
    }
    out_ += "| |";
    for (const std::string& name : issues) out_ += " " + name + " |";
    out_ += "\n|---|";
    for (std::size_t i = 0; i < issues.size(); ++i) out_ += "---|";
    for (const std::uint32_t holder : holders) {
      out_ += "\n| **" + escaped(document_.actors[holder].name) + "** |";
      for (const std::string& name : issues) out_ += " " + cells(holder, name) + " |";
    }
    out_ += "\n\n+ for what is said, - against it, ± both, o neither; the numbers are those of the positions above.\n";
  }

  [[nodiscard]] std::string issue(const Stance& cell) const {
    return escaped(cell.target == none ? cell.topic : document_.actors[cell.target].name);
  }

  [[nodiscard]] std::string cells(std::uint32_t holder, const std::string& name) const {
    std::string out;
    for (const Stance& cell : document_.stances) {
      if (cell.holder != holder || issue(cell) != name) continue;
      out += out.empty() ? "" : "; ";
      out += cell.stance == "pro" ? "+" : cell.stance == "con" ? "-" : cell.stance == "mixed" ? "±" : "o";
      for (const std::uint32_t position : cell.positions)
        out += (position == cell.positions.front() ? " " : ", ") + std::to_string(position + 1);
    }
    return out;
  }

  template <class Item, class Write>
  void section(const char* title, const std::vector<Item>& items, Write write) {
    out_ += std::string("\n## ") + title + "\n\n";
    if (items.empty()) out_ += "None found.\n";
    for (const Item& item : items) write(item);
  }

  void actor(const Actor& actor) {
    out_ += "- **" + escaped(actor.name) + "** (" + actor.type;
    for (const std::string* code : {&actor.country, &actor.sector, &actor.external_id}) {
      if (!code->empty()) out_ += ", " + *code;
    }
    out_ += ")";
    std::string_view between = ": ";
    for (const Role& role : actor.roles) {
      out_ += between;
      out_ += escaped(role.title) + (role.of.empty() ? "" : ", " + escaped(role.of));
      if (role.status != "current") out_ += " (" + role.status + ")";
      between = "; ";
    }
    out_ += "\n";
  }

  void meeting(const Meeting& meeting) {
    out_ += "- **" + names(meeting.participants) + "**: " + meeting.status + ", " + spaced(meeting.format);
    if (meeting.place != none) out_ += ", in " + escaped(document_.places[meeting.place].name);
    if (meeting.date != none) out_ += ", " + escaped(document_.slice(document_.dates[meeting.date].range));
    labelled("host", names(meeting.host));
    labelled("mediator", names(meeting.mediators));
    labelled("topic", escaped(document_.text_of(meeting.topic)));
    labelled("told by", names(meeting.reporters));
    out_ += "\n";
    for (const Conflict& conflict : meeting.conflicts) this->conflict(conflict);
    proof(meeting, "  ");
  }

  void conflict(const Conflict& conflict) {
    out_ += "  - told otherwise: ";
    if (conflict.field == "place") out_ += "in " + escaped(document_.places[conflict.place].name);
    if (conflict.field == "date") out_ += escaped(document_.slice(document_.dates[conflict.date].range));
    out_ += conflict.status + " (" + escaped(document_.text_of(conflict.evidence)) + ")\n";
  }

  void position(const Position& position) {
    out_ += std::to_string(++told_) + ". **" + (position.holder == none ? "Not named" : escaped(document_.actors[position.holder].name)) +
            "**: ";
    out_ += (position.negated ? "does not " : "") + position.act;
    if (position.certainty != "asserted") out_ += " (" + position.certainty + ")";
    labelled("towards", names(position.target));
    labelled("told by", names(position.reporters));
    if (const std::string content = escaped(document_.text_of(position.content)); !content.empty()) out_ += ": " + content;
    out_ += "\n";
    proof(position, "   ");
  }

  template <class Event>
  void proof(const Event& event, const std::string& indent) {
    out_ += indent + "> " + escaped(document_.text_of(event.evidence)) + "\n" + indent + ">\n" + indent + "> rule `" +
            std::string(program_.rule_name(event.rule)) + "`\n";
  }

  void labelled(const char* label, const std::string& text) {
    if (!text.empty()) out_ += std::string(", ") + label + " " + text;
  }

  [[nodiscard]] std::string names(const std::vector<std::uint32_t>& actors) const {
    std::string out;
    for (const std::uint32_t actor : actors) out += (out.empty() ? "" : ", ") + escaped(document_.actors[actor].name);
    return out;
  }

  static std::string spaced(std::string name) {
    for (char& c : name) {
      if (c == '_') c = ' ';
    }
    return name;
  }

  const Document& document_;
  const Program& program_;
  std::string out_;
  std::size_t told_ = 0;  ///< positions written so far
};

}  // namespace

std::string to_markdown(const Document& document, const Program& program) { return Summary(document, program).write(); }

}  // namespace cli
