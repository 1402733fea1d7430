// Lexicons: JSON files of words and phrases with attributes, read with simdjson. Entry point: load_lexicon.
#include <simdjson.h>

#include "program.hpp"

namespace readout {
namespace {

namespace dom = simdjson::dom;

class LexiconReader {
 public:
  LexiconReader(const SourceFile& file, Program& program, Diagnostics& diagnostics) : file_(file), program_(program), diagnostics_(diagnostics) {}

  void read() {
    dom::parser parser;
    dom::element root;
    if (const auto error = parser.parse(file_.content).get(root); error) return report("L001", std::string("not valid JSON: ") + simdjson::error_message(error), 0);
    dom::object head;
    if (root.get_object().get(head)) return report("L002", "a lexicon is one JSON object", 0);
    std::string_view name;
    if (head["lexicon"].get_string().get(name)) return report("L003", "\"lexicon\", the name that rules use, is missing", 0);
    for (const std::string_view key : {"about", "source", "license"}) {
      std::string_view text;
      if (head[key].get_string().get(text)) report("L004", "\"" + std::string(key) + "\" is missing from the head", 0);
    }
    lexicon_ = program_.symbols.intern(name);
    program_.lexicons.insert(lexicon_);
    LexiconMatch match = LexiconMatch::lower;
    std::string_view way;
    if (!head["match"].get_string().get(way) && !read_match(way, match)) return;
    dom::array entries;
    if (head["entries"].get_array().get(entries)) return report("L003", "\"entries\", a list, is missing", 0);
    for (const dom::element entry : entries) read_entry(entry, match);
  }

 private:
  bool read_match(std::string_view way, LexiconMatch& match) {
    if (way == "text") match = LexiconMatch::text;
    else if (way == "lower") match = LexiconMatch::lower;
    else if (way == "lemma") match = LexiconMatch::lemma;
    else {
      report("L005", "\"match\" is \"text\", \"lower\" or \"lemma\", not \"" + std::string(way) + "\"", file_.content.find("\"" + std::string(way) + "\""));
      return false;
    }
    return true;
  }

  void read_entry(const dom::element& entry, LexiconMatch match) {
    LexiconEntry made;
    made.lexicon = lexicon_;
    std::vector<std::string_view> forms;
    std::string_view form;
    if (!entry.get_string().get(form)) {
      forms.push_back(form);
    } else {
      dom::object object;
      if (entry.get_object().get(object)) return report("L006", "an entry is a text or an object with \"forms\"", 0);
      if (!read_object(object, made, forms, match)) return;
    }
    const auto index = static_cast<std::uint32_t>(program_.entries.size());
    program_.entries.push_back(std::move(made));
    for (const std::string_view f : forms) add_form(f, match, index);
  }

  bool read_object(const dom::object& object, LexiconEntry& made, std::vector<std::string_view>& forms, LexiconMatch& match) {
    for (const dom::key_value_pair pair : object) {
      std::string_view text;
      dom::array list;
      if (pair.key == "forms" && !pair.value.get_array().get(list)) {
        for (const dom::element f : list)
          if (!f.get_string().get(text)) forms.push_back(text);
      } else if (pair.value.get_string().get(text)) {
        report("L007", "the attribute \"" + std::string(pair.key) + "\" is not a text", file_.content.find("\"" + std::string(pair.key) + "\""));
        return false;
      } else if (pair.key == "match") {
        if (!read_match(text, match)) return false;
      } else {
        Field field;
        field.name = program_.symbols.intern(pair.key);
        field.value = std::string(text);
        program_.symbols.intern(text);
        made.fields.push_back(std::move(field));
      }
    }
    if (forms.empty()) report("L006", "an entry has no \"forms\"", 0);
    return !forms.empty();
  }

  void add_form(std::string_view form, LexiconMatch match, std::uint32_t entry) {
    Document words;
    words.text = std::string(form);
    split_text(words, *program_.language);
    Trie& trie = program_.tries[static_cast<std::size_t>(match)];
    std::uint32_t node = 0;
    std::string lower;
    for (const Token& token : words.tokens) {
      if (!lower.empty() && token.space_before) lower += ' ';
      lower += token.lower;
      const Symbol word = program_.symbols.intern(match == LexiconMatch::text ? words.slice(token.range) : std::string_view(token.lower));
      auto [next, fresh] = trie.nodes[node].next.try_emplace(word, static_cast<std::uint32_t>(trie.nodes.size()));
      node = next->second;
      if (fresh) trie.nodes.emplace_back();
    }
    if (node) trie.nodes[node].entries.push_back(entry);
    program_.entry_of.try_emplace(program_.symbols.text(lexicon_) + "\n" + lower, entry);
  }

  void report(const char* code, std::string message, std::size_t byte) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.file = file_.path;
    diagnostic.message = std::move(message);
    diagnostic.hint = "the form of a lexicon is described in grammars/README.md";
    locate(diagnostic, file_.content, byte == std::string::npos ? 0 : byte);
    diagnostics_.push_back(std::move(diagnostic));
  }

  const SourceFile& file_;
  Program& program_;
  Diagnostics& diagnostics_;
  Symbol lexicon_ = 0;
};

}  // namespace

void load_lexicon(const SourceFile& file, Program& program, Diagnostics& diagnostics) { LexiconReader(file, program, diagnostics).read(); }

}  // namespace readout
