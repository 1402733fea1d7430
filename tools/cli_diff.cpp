// The command `readout diff`: what two grammars find in the same articles. Entry point: diff.
//
// Each result becomes a record of one form: its kind, the words that tell it, its fields by name. Records of the two grammars
// are paired by kind and words, then by words that overlap; what stays alone was gained or lost.
#include <iostream>
#include <map>

#include "cli_corpus.hpp"
#include "json_writer.hpp"
#include "program.hpp"

namespace cli {
namespace {

using readout::Document;
using readout::Engine;
using readout::none;
using readout::Range;

struct Record {
  std::string kind, subject;  ///< subject: what it is about, such as the holder of a position
  std::string rule;
  Range words, context;  ///< in bytes; context: the sentence
  std::vector<std::pair<std::string, std::string>> fields;
};

/// The results of a document as records, in text order within each kind.
class Records {
 public:
  Records(const Document& document, const readout::Program& program) : document_(document), program_(program) {}

  std::vector<Record> all(const std::string& only) {
    if (only.empty() || only == "actors") actors();
    if (only.empty() || only == "places") places();
    if (only.empty() || only == "dates") dates();
    if (only.empty() || only == "meetings") meetings();
    if (only.empty() || only == "positions") positions();
    return std::move(records_);
  }

 private:
  Record& add(std::string kind, std::string subject, std::uint32_t rule, Range words) {
    Record record;
    record.kind = std::move(kind);
    record.subject = std::move(subject);
    record.rule = program_.rule_name(rule);
    record.words = words;
    record.context = sentence_of(words);
    records_.push_back(std::move(record));
    return records_.back();
  }

  [[nodiscard]] Range sentence_of(Range words) const {
    for (const readout::Sentence& sentence : document_.sentences)
      if (sentence.range.end > words.begin) return sentence.range;
    return words;
  }

  [[nodiscard]] std::string names(const std::vector<std::uint32_t>& actors) const {
    std::string out;
    for (const std::uint32_t actor : actors) out += (out.empty() ? "" : ", ") + name(actor);
    return out;
  }
  [[nodiscard]] std::string name(std::uint32_t actor) const { return actor == none ? "" : document_.actors[actor].name; }
  [[nodiscard]] std::string date(std::uint32_t date) const { return date == none ? "" : document_.dates[date].value; }
  [[nodiscard]] std::string words(const readout::SpanSet& set) const {
    std::string out;
    for (const Range span : set.spans) out += (out.empty() ? "" : " ... ") + one_line(document_.slice(span), 300);
    return out;
  }

  void actors() {
    for (const readout::Actor& actor : document_.actors) {
      if (actor.mentions.empty()) continue;
      Record& record = add("actor", actor.name, actor.mentions.front().rule, actor.mentions.front().range);
      std::string roles, mentions;
      for (const readout::Role& role : actor.roles)
        roles += (roles.empty() ? "" : "; ") + role.title + (role.of.empty() ? "" : " of " + role.of) +
                 (role.status == "current" ? "" : " (" + role.status + ")");
      for (const readout::ActorMention& mention : actor.mentions)
        mentions += (mentions.empty() ? "" : ", ") + std::string(document_.slice(mention.range));
      record.fields = {
          {"type", actor.type}, {"country", actor.country}, {"sector", actor.sector}, {"roles", roles}, {"mentions", mentions}};
    }
  }

  void places() {
    for (const readout::Place& place : document_.places) {
      if (place.mentions.empty()) continue;
      Record& record = add("place", place.name, place.mentions.front().rule, place.mentions.front().range);
      record.fields = {{"country", place.country}, {"mentions", std::to_string(place.mentions.size())}};
    }
  }

  void dates() {
    for (const readout::Date& date : document_.dates)
      add("date", std::string(document_.slice(date.range)), date.rule, date.range).fields = {{"type", date.type}, {"value", date.value}};
  }

  void meetings() {
    for (const readout::Meeting& meeting : document_.meetings) {
      Range cue = meeting.evidence.spans.empty() ? Range{} : meeting.evidence.spans.front();
      for (const auto& [capture, range] : meeting.derivation)
        if (capture == "cue") cue = range;
      Record& record = add("meeting", names(meeting.participants), meeting.rule, cue);
      record.fields = {{"participants", names(meeting.participants)},
                       {"status", meeting.status},
                       {"format", meeting.format},
                       {"host", names(meeting.host)},
                       {"mediators", names(meeting.mediators)},
                       {"reporters", names(meeting.reporters)},
                       {"place", meeting.place == none ? "" : document_.places[meeting.place].name},
                       {"date", date(meeting.date)},
                       {"topic", words(meeting.topic)},
                       {"occasion", words(meeting.occasion)},
                       {"conflicts", conflicts(meeting)},
                       {"event", meeting.codes.event}};
    }
  }

  [[nodiscard]] std::string conflicts(const readout::Meeting& meeting) const {
    std::string out;
    for (const readout::Conflict& conflict : meeting.conflicts) {
      out.append(out.empty() ? "" : ", ").append(conflict.field).append(" ");
      out += conflict.place != none ? document_.places[conflict.place].name : conflict.date != none ? date(conflict.date) : conflict.status;
    }
    return out;
  }

  void positions() {
    for (const readout::Position& position : document_.positions) {
      const readout::SpanSet& anchor = position.cue.spans.empty() ? position.evidence : position.cue;
      Record& record = add("position", name(position.holder), position.rule, anchor.spans.empty() ? Range{} : anchor.spans.front());
      record.fields = {{"holder", name(position.holder)},
                       {"act", position.act},
                       {"stance", position.stance},
                       {"cue", words(position.cue)},
                       {"content", words(position.content)},
                       {"target", names(position.target)},
                       {"quote", position.quote},
                       {"negated", position.negated ? "yes" : ""},
                       {"certainty", position.certainty},
                       {"source", words(position.source)},
                       {"reporters", names(position.reporters)},
                       {"date", date(position.date)},
                       {"event", position.codes.event}};
    }
  }

  const Document& document_;
  const readout::Program& program_;
  std::vector<Record> records_;
};

struct FieldChange {
  std::string name, before, after;
};

struct Change {
  char sign = '~';  ///< + gained, - lost, ~ changed
  std::string kind, subject, rule, place, text;
  std::vector<FieldChange> fields;
};

class Comparison {
 public:
  Comparison(const Document& before, const Document& after, const std::vector<Record>& old_records, const std::vector<Record>& new_records)
      : before_(before),
        after_(after),
        old_(old_records),
        new_(new_records),
        partner_(old_records.size(), none),
        used_(new_records.size()) {}

  std::vector<Change> run() {
    pair([](const Record& a, const Record& b) { return a.words == b.words && a.subject == b.subject; });
    pair([](const Record& a, const Record& b) { return a.words == b.words; });
    pair([](const Record& a, const Record& b) { return a.subject == b.subject && a.context == b.context; });
    pair([](const Record& a, const Record& b) { return a.words.overlaps(b.words); });
    std::vector<Change> out;
    for (std::size_t i = 0; i < old_.size(); ++i) {
      if (partner_[i] == none)
        out.push_back(alone('-', before_, old_[i]));
      else if (Change change = changed(old_[i], new_[partner_[i]]); !change.fields.empty())
        out.push_back(std::move(change));
    }
    for (std::size_t i = 0; i < new_.size(); ++i)
      if (!used_[i]) out.push_back(alone('+', after_, new_[i]));
    return out;
  }

 private:
  template <typename Same>
  void pair(const Same& same) {
    for (std::size_t i = 0; i < old_.size(); ++i)
      for (std::size_t k = 0; k < new_.size() && partner_[i] == none; ++k) {
        if (used_[k] || old_[i].kind != new_[k].kind || !same(old_[i], new_[k])) continue;
        partner_[i] = static_cast<std::uint32_t>(k);
        used_[k] = true;
      }
  }

  static Change made(char sign, const Document& document, const Record& record) {
    Change change;
    change.sign = sign;
    change.kind = record.kind;
    change.subject = record.subject;
    change.rule = record.rule;
    change.place = document.id + ":" + place_text(document, record.words);
    change.text = one_line(document.slice(record.context), 300);
    return change;
  }

  static Change alone(char sign, const Document& document, const Record& record) {
    Change change = made(sign, document, record);
    for (const auto& [name, value] : record.fields)
      if (!value.empty()) change.fields.push_back({name, sign == '-' ? value : "", sign == '-' ? "" : value});
    return change;
  }

  Change changed(const Record& a, const Record& b) const {
    Change change = made('~', after_, b);
    if (a.subject != b.subject && a.kind != "position" && a.kind != "meeting") change.fields.push_back({"name", a.subject, b.subject});
    for (std::size_t i = 0; i < a.fields.size(); ++i)
      if (a.fields[i].second != b.fields[i].second) change.fields.push_back({a.fields[i].first, a.fields[i].second, b.fields[i].second});
    if (a.rule != b.rule) change.fields.push_back({"rule", a.rule, b.rule});
    return change;
  }

  const Document &before_, &after_;
  const std::vector<Record>&old_, &new_;
  std::vector<std::uint32_t> partner_;
  std::vector<bool> used_;
};

std::vector<Change> changes_in(const Engine& before, const Engine& after, const Article& article, const std::string& only) {
  const Document a = before.extract(article.text, article.about), b = after.extract(article.text, article.about);
  return Comparison(a, b, Records(a, before.program()).all(only), Records(b, after.program()).all(only)).run();
}

/// Changes by rule, each rule's in the order of the corpus.
class Report {
 public:
  void add(std::vector<Change>& changes) {
    ++articles_;
    changed_ += changes.empty() ? 0 : 1;
    for (Change& change : changes) {
      ++total_[change.sign];
      by_rule_[change.rule].push_back(std::move(change));
    }
  }

  [[nodiscard]] bool same() const { return by_rule_.empty(); }

  void print_text() const {
    for (const auto& [rule, changes] : by_rule_) {
      std::map<char, std::size_t> count;
      for (const Change& change : changes) ++count[change.sign];
      std::cout << rule << "  +" << count['+'] << " -" << count['-'] << " ~" << count['~'] << '\n';
      for (const Change& change : changes) print(change);
      std::cout << '\n';
    }
    std::cout << counted(articles_, "article") << ", " << changed_ << " with differences: " << count('+') << " gained, " << count('-')
              << " lost, " << count('~') << " changed\n";
  }

  void print_json() const {
    readout::JsonWriter json(true);
    json.begin_object().key("articles").integer(articles_).key("gained").integer(count('+')).key("lost").integer(count('-'));
    json.key("changed").integer(count('~')).key("changes").begin_array();
    for (const auto& [rule, changes] : by_rule_)
      for (const Change& change : changes) {
        json.begin_object().key("what").string(change.sign == '+' ? "gained" : change.sign == '-' ? "lost" : "changed");
        json.key("kind").string(change.kind).key("rule").string(rule).key("name").string(change.subject);
        json.key("place").string(change.place).key("text").string(change.text).key("fields").begin_array();
        for (const FieldChange& field : change.fields)
          json.begin_object()
              .key("field")
              .string(field.name)
              .key("before")
              .string_or_null(field.before)
              .key("after")
              .string_or_null(field.after)
              .end_object();
        json.end_array().end_object();
      }
    json.end_array().end_object();
    std::cout << json.text() << '\n';
  }

 private:
  [[nodiscard]] std::size_t count(char sign) const {
    const auto found = total_.find(sign);
    return found == total_.end() ? 0 : found->second;
  }

  static void print(const Change& change) {
    std::cout << "  " << change.sign << ' ' << change.kind << (change.subject.empty() ? "" : " ") << change.subject << "  (" << change.place
              << ")\n";
    for (const FieldChange& field : change.fields) {
      std::cout << "      " << field.name << ": ";
      if (change.sign == '~')
        std::cout << (field.before.empty() ? "nothing" : field.before) << " -> " << (field.after.empty() ? "nothing" : field.after) << '\n';
      else
        std::cout << field.before << field.after << '\n';
    }
    std::cout << "      | " << change.text << '\n';
  }

  std::map<std::string, std::vector<Change>> by_rule_;
  std::map<char, std::size_t> total_;
  std::size_t articles_ = 0, changed_ = 0;
};

}  // namespace

int diff(const Arguments& arguments) {
  if (arguments.operands.size() < 3) {
    complain("diff needs two grammars and a corpus: readout diff OLD NEW CORPUS...");
    return usage;
  }
  const std::string published = arguments.option("--published");
  if (!published.empty() && !is_date(published)) {
    complain("--published must be a date such as 2024-07-11, not '" + published + "'");
    return usage;
  }
  const auto before = load_engine(arguments.operands[0]), after = load_engine(arguments.operands[1]);
  if (!before || !after) return failed;
  const std::string only = arguments.option("--only");
  Report report;
  const bool complete = for_each_article(
      {arguments.operands.begin() + 2, arguments.operands.end()},
      {arguments.option("--from"), "jsonl", published, arguments.flag("--lossy")},
      [&](const Article& article) { return changes_in(*before, *after, article, only); },
      [&](const Article&, std::vector<Change>& changes) { report.add(changes); });
  if (arguments.option("--format") == "json")
    report.print_json();
  else
    report.print_text();
  return complete && report.same() ? ok : failed;
}

}  // namespace cli
