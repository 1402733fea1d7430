// The user's own actors, as CSV or JSON, laid over a grammar: they take the place of its lexicon `user_actors`, whose rules win
// over all others. Entry point: with_user_actors (engine.hpp).
//
// CSV (RFC 4180; commas, semicolons or tabs) has a line of headings; JSON is a list of objects with the same keys:
// name, aliases, type, country, sector, id. In CSV aliases are parted by "|".
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>

#include "json_places.hpp"
#include "json_writer.hpp"
#include "manifest.hpp"
#include "program.hpp"
#include "schema.hpp"
#include "text_unicode.hpp"

namespace readout {
namespace {

constexpr std::string_view lexicon_path = "lexicons/user_actors.json";
constexpr std::array<std::string_view, 6> columns = {"name", "aliases", "type", "country", "sector", "id"};
const std::vector<std::string> types = {"person", "organization", "country", "group"};

struct Text {
  std::string value;
  std::size_t at = 0;  ///< byte in the file
};

struct UserActor {
  std::map<std::string, Text, std::less<>> cells;
  std::vector<Text> aliases;
  std::size_t at = 0;
};

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1));
}

class Problems {
 public:
  Problems(const SourceFile& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  void add(const char* code, std::size_t at, const std::string& message, const std::string& hint, Severity severity = Severity::error) {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = code;
    diagnostic.file = file_.path;
    diagnostic.message = message;
    diagnostic.hint = hint;
    locate(diagnostic, file_.content, std::min(at, file_.content.size()));
    diagnostics_.push_back(std::move(diagnostic));
  }

  /// A heading or key that nothing reads.
  void unknown(const std::string& name, std::size_t at) {
    const std::string near = nearest(name, {columns.begin(), columns.end()});
    add("U002", at, "\"" + name + "\" is not read", near.empty() ? "known are name, aliases, type, country, sector, id" : near,
        Severity::warning);
  }

 private:
  const SourceFile& file_;
  Diagnostics& diagnostics_;
};

// ---- CSV
class CsvReader {
 public:
  CsvReader(std::string_view text, Problems& problems) : text_(text), problems_(problems) {}

  [[nodiscard]] std::vector<UserActor> read() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    const std::string_view first = text_.substr(at_, text_.find('\n', at_) - at_);
    for (const char mark : {'\t', ';', ','})
      if (first.find(mark) != std::string_view::npos) separator_ = mark;
    std::vector<Text> head = row();
    for (Text& cell : head) cell.value = lower_text(cell.value);
    if (std::none_of(head.begin(), head.end(), [](const Text& cell) { return cell.value == "name"; })) {
      problems_.add("U001", head.empty() ? 0 : head.front().at, "the first line has no heading \"name\"",
                    "a CSV file begins with a line of headings such as name,aliases,type,country,id");
      return {};
    }
    for (const Text& cell : head)
      if (std::find(columns.begin(), columns.end(), cell.value) == columns.end()) problems_.unknown(cell.value, cell.at);
    std::vector<UserActor> actors;
    while (at_ < text_.size()) take(row(), head, actors);
    return actors;
  }

 private:
  void take(const std::vector<Text>& cells, const std::vector<Text>& head, std::vector<UserActor>& actors) {
    if (cells.size() == 1 && cells.front().value.empty()) return;
    if (cells.size() > head.size())
      return problems_.add("U003", cells[head.size()].at,
                           "this line has " + std::to_string(cells.size()) + " cells, the headings are " + std::to_string(head.size()),
                           "put a cell that holds the separator into double quotes; part aliases with |");
    UserActor actor;
    actor.at = cells.front().at;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (head[i].value == "aliases")
        actor.aliases = parts(cells[i]);
      else
        actor.cells[head[i].value] = cells[i];
    }
    actors.push_back(std::move(actor));
  }

  static std::vector<Text> parts(const Text& cell) {
    std::vector<Text> out;
    for (std::size_t at = 0; at <= cell.value.size();) {
      const std::size_t end = std::min(cell.value.find('|', at), cell.value.size());
      const std::string part = trimmed(std::string_view(cell.value).substr(at, end - at));
      if (!part.empty()) out.push_back({part, cell.at});
      at = end + 1;
    }
    return out;
  }

  std::vector<Text> row() {
    std::vector<Text> cells;
    while (true) {
      cells.push_back(cell());
      if (at_ >= text_.size()) return cells;
      const char mark = text_[at_++];
      if (mark == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      if (mark != separator_) return cells;
    }
  }

  Text cell() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    return {trimmed(text_.substr(begin, at_ - begin)), begin};
  }

  Text quoted() {
    Text out;
    out.at = at_++;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      out.value += text_[at_];
    }
    if (at_ >= text_.size()) problems_.add("U003", out.at, "this quote is not closed", "a quote inside a quoted cell is written twice");
    while (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    out.value = trimmed(out.value);
    return out;
  }

  std::string_view text_;
  Problems& problems_;
  std::size_t at_ = 0;
  char separator_ = ',';
};

// ---- JSON
class ListReader {
 public:
  ListReader(const std::string& text, Problems& problems) : text_(text), problems_(problems) {}

  [[nodiscard]] std::vector<UserActor> read() {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto error = parser.parse(text_).get(root); error) {
      const JsonError found = json_error(text_);
      problems_.add("U001", found.at == std::string_view::npos ? 0 : found.at, found.message.empty() ? "this is not JSON" : found.message,
                    found.hint);
      return {};
    }
    simdjson::dom::array list;
    if (root.get_array().get(list)) {
      problems_.add("U001", 0, "the file is not a list of actors", form);
      return {};
    }
    std::vector<UserActor> actors;
    std::size_t index = 0;
    for (const simdjson::dom::element item : list) object(item, std::to_string(index++), actors);
    return actors;
  }

 private:
  static constexpr const char* form = R"(write [{"name": "Ana Ruiz", "type": "person", "country": "PER", "id": "Q1"}, ...])";

  void object(const simdjson::dom::element& item, const std::string& index, std::vector<UserActor>& actors) {
    UserActor actor;
    actor.at = json_place(text_, {index});
    simdjson::dom::object members;
    if (item.get_object().get(members)) return problems_.add("U001", actor.at, "an actor is an object with a name", form);
    for (const simdjson::dom::key_value_pair pair : members) {
      const std::string key(pair.key);
      const std::size_t at = json_place(text_, {index, key});
      std::string_view value;
      if (std::find(columns.begin(), columns.end(), key) == columns.end())
        problems_.unknown(key, at);
      else if (key == "aliases")
        aliases(pair.value, at, actor);
      else if (!pair.value.get_string().get(value))
        actor.cells[key] = {trimmed(value), at};
      else if (!pair.value.is_null())
        problems_.add("U003", at, "\"" + key + "\" is not a text", "texts stand in double quotes");
    }
    actors.push_back(std::move(actor));
  }

  void aliases(const simdjson::dom::element& value, std::size_t at, UserActor& actor) {
    simdjson::dom::array list;
    bool good = !value.get_array().get(list);
    if (good)
      for (const simdjson::dom::element item : list) {
        std::string_view alias;
        good = good && !item.get_string().get(alias);
        if (good && !trimmed(alias).empty()) actor.aliases.push_back({trimmed(alias), at});
      }
    if (!good) problems_.add("U003", at, "\"aliases\" is not a list of texts", R"(write "aliases": ["Ruiz", "A. Ruiz"])");
  }

  const std::string& text_;
  Problems& problems_;
};

// ---- what is read
class Checker {
 public:
  explicit Checker(Problems& problems) : problems_(problems) {}

  void check(UserActor& actor) {
    const Text& name = actor.cells["name"];
    if (name.value.empty()) return problems_.add("U004", actor.at, "this actor has no name", "give the name as it stands in texts");
    Text& type = actor.cells["type"];
    type.value = lower_text(type.value);
    if (std::find(types.begin(), types.end(), type.value) == types.end()) {
      const std::string near = nearest(type.value, types);
      problems_.add("U005", type.value.empty() ? actor.at : type.at,
                    type.value.empty() ? "\"" + name.value + "\" has no type" : "there is no type \"" + type.value + "\"",
                    near.empty() ? "a type is person, organization, country or group" : near);
    }
    const Text& country = actor.cells["country"];
    const bool code =
        country.value.size() == 3 && std::all_of(country.value.begin(), country.value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (!country.value.empty() && !code)
      problems_.add("U006", country.at, "\"" + country.value + "\" is no code of a country",
                    "write the three letters of ISO 3166-1, such as NOR for Norway");
    form(name, actor);
    for (const Text& alias : actor.aliases) form(alias, actor);
  }

 private:
  /// Two actors of one name could not be told apart.
  void form(const Text& text, const UserActor& actor) {
    const bool word = std::any_of(text.value.begin(), text.value.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    });
    if (!word) return problems_.add("U004", text.at, "\"" + text.value + "\" has no word in it", "give the name as it stands in texts");
    const auto [found, fresh] = owner_.emplace(text.value, actor.at);
    if (!fresh && found->second != actor.at)
      problems_.add("U007", text.at, "another actor is called \"" + text.value + "\" already", "give each name and alias to one actor");
  }

  Problems& problems_;
  std::map<std::string, std::size_t> owner_;
};

std::string lexicon_of(std::vector<UserActor>& actors, const std::string& path) {
  JsonWriter json(false);
  json.begin_object().key("lexicon").string(user_lexicon).key("about").string("The user's own actors");
  json.key("source").string(path).key("license").string("the user's own").key("match").string("text");
  json.key("entries").begin_array();
  for (UserActor& actor : actors) {
    json.begin_object().key("forms").begin_array().string(actor.cells["name"].value);
    for (const Text& alias : actor.aliases)
      if (alias.value != actor.cells["name"].value) json.string(alias.value);
    json.end_array();
    for (const char* key : {"name", "type", "sector", "id"}) json.key(key).string(actor.cells[key].value);
    json.key("code").string(actor.cells["country"].value).end_object();
  }
  json.end_array().end_object();
  return json.text();
}

/// The path of the lexicon that the user's list takes the place of, of the grammar or of one that it extends; empty where there is none.
std::string place_of(const Grammar& grammar) {
  Diagnostics told;  // by the compiler
  const auto manifest = read_manifest(grammar, told);
  for (const ListedFile& lexicon : manifest ? manifest->lexicons : std::vector<ListedFile>())
    if (lexicon.path.substr(manifest->parts[manifest->part_of(lexicon.path)].size()) == lexicon_path) return lexicon.path;
  return find_file(grammar, lexicon_path) ? std::string(lexicon_path) : "";
}

}  // namespace

Grammar with_user_actors(Grammar grammar, const SourceFile& file, Diagnostics& diagnostics) {
  Problems problems(file, diagnostics);
  const std::string path = place_of(grammar);
  if (path.empty()) {
    problems.add("U008", 0, "this grammar has no place for the user's actors", "it needs a lexicon " + std::string(lexicon_path));
    return grammar;
  }
  if (const std::size_t bad = invalid_utf8(file.content); bad != std::string_view::npos) {
    problems.add("U001", bad, "this byte is not UTF-8", "save the file as UTF-8");
    return grammar;
  }
  const std::size_t first = file.content.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string::npos && (file.content[first] == '[' || file.content[first] == '{');
  std::vector<UserActor> actors = json ? ListReader(file.content, problems).read() : CsvReader(file.content, problems).read();
  Checker checker(problems);
  for (UserActor& actor : actors) checker.check(actor);
  if (has_errors(diagnostics) || actors.empty()) return grammar;
  auto lexicon = std::find_if(grammar.begin(), grammar.end(), [&](const SourceFile& f) { return f.path == path; });
  if (lexicon == grammar.end()) lexicon = grammar.insert(grammar.end(), {path, ""});  // the sources of a pack have no lexicons
  lexicon->content = lexicon_of(actors, file.path);
  return grammar;
}

}  // namespace readout
