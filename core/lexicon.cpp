// Lexicons: JSON files of words and phrases with attributes, read with simdjson. Entry point: read_lexicon.
#include <simdjson.h>

#include <algorithm>

#include "engine.hpp"
#include "json_places.hpp"
#include "lexicons.hpp"
#include "stages.hpp"

namespace readout {
namespace {

namespace dom = simdjson::dom;

class LexiconReader {
 public:
  LexiconReader(const SourceFile& file, const Language& language, LexiconDraft& draft, Diagnostics& diagnostics, std::size_t part)
      : file_(file), language_(language), draft_(draft), diagnostics_(diagnostics), part_(part) {}

  void read() {
    dom::parser parser;
    dom::element root;
    if (const auto error = parser.parse(file_.content).get(root); error) return report_json(simdjson::error_message(error));
    dom::object head;
    if (root.get_object().get(head)) return report("L002", "a lexicon is one JSON object", {});
    std::string_view name;
    if (head["lexicon"].get_string().get(name)) return report("L003", "\"lexicon\", the name that rules use, is missing", {});
    if (!is_name(name))
      return report("L003", "\"" + std::string(name) + "\" cannot be the name of a lexicon", {"lexicon"},
                    "a name has letters, digits and _, and does not begin with a digit");
    for (const std::string_view key : {"about", "source", "license"}) {
      std::string_view text;
      if (head[key].get_string().get(text))
        report("L004", "\"" + std::string(key) + "\" is missing from the head", {},
               "who reads a lexicon must know what it holds, where it is from and under which licence");
    }
    if (!draft_.begin(name, file_.path, part_))
      return report("L008", "there is another lexicon called " + std::string(name), {"lexicon"}, "give one of the two another name");
    LexiconMatch match = LexiconMatch::lower;
    std::string_view way;
    if (!head["match"].get_string().get(way) && !read_match(way, match, {"match"})) return;
    dom::array entries;
    if (head["entries"].get_array().get(entries)) return report("L003", "\"entries\", a list, is missing", {"entries"});
    std::size_t index = 0;
    for (const dom::element entry : entries) {
      entry_ = std::to_string(index++);
      read_entry(entry, match);
    }
  }

 private:
  using Path = std::vector<std::string>;
  using Attribute = std::pair<std::string_view, std::string_view>;

  static bool is_name(std::string_view name) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !name.empty() && letter(name[0]) &&
           std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || (c >= '0' && c <= '9'); });
  }

  bool read_match(std::string_view way, LexiconMatch& match, const Path& path) {
    if (way == "text")
      match = LexiconMatch::text;
    else if (way == "lower")
      match = LexiconMatch::lower;
    else if (way == "lemma")
      match = LexiconMatch::lemma;
    else {
      report("L005", "there is no \"match\" called \"" + std::string(way) + "\"", path,
             "it is \"text\" (exact), \"lower\" (in any case) or \"lemma\" (every form of each word)");
      return false;
    }
    return true;
  }

  void read_entry(const dom::element& entry, LexiconMatch match) {
    std::vector<std::string_view> forms;
    std::vector<Attribute> attributes;
    std::string_view form;
    if (!entry.get_string().get(form)) {
      forms.push_back(form);
    } else {
      dom::object object;
      if (entry.get_object().get(object)) return report("L006", "an entry is a text or an object with \"forms\"", {"entries", entry_});
      if (!read_object(object, attributes, forms, match)) return;
    }
    draft_.begin_entry();
    for (const auto& [key, value] : attributes) draft_.attribute(key, value);
    for (const std::string_view f : forms) add_form(f, match);
  }

  bool read_object(const dom::object& object, std::vector<Attribute>& attributes, std::vector<std::string_view>& forms,
                   LexiconMatch& match) {
    for (const dom::key_value_pair pair : object) {
      const std::string key(pair.key);
      std::string_view text;
      if (key == "forms") {
        if (!read_forms(pair.value, forms)) return false;
      } else if (pair.value.get_string().get(text)) {
        report("L007", "the attribute \"" + key + "\" is not a text", {"entries", entry_, key},
               "attributes are texts, numbers too: \"" + key + "\": \"1\"");
        return false;
      } else if (key == "match") {
        if (!read_match(text, match, {"entries", entry_, key})) return false;
      } else {
        attributes.emplace_back(pair.key, text);
      }
    }
    if (forms.empty()) report("L006", "this entry has no \"forms\"", {"entries", entry_});
    return !forms.empty();
  }

  bool read_forms(const dom::element& value, std::vector<std::string_view>& forms) {
    dom::array list;
    bool good = !value.get_array().get(list);
    if (good)
      for (const dom::element form : list) {
        std::string_view text;
        good = good && !form.get_string().get(text);
        forms.push_back(text);
      }
    if (!good) report("L006", "\"forms\" is a list of texts", {"entries", entry_, "forms"});
    return good;
  }

  void add_form(std::string_view form, LexiconMatch match) {
    Document words;
    words.text = std::string(form);
    split_text(words, language_);
    std::vector<std::string_view> form_words;
    std::string lower;
    for (const Token& token : words.tokens) {
      if (!lower.empty() && token.space_before) lower += ' ';
      lower += token.lower;
      form_words.push_back(match == LexiconMatch::text ? words.slice(token.range) : token.lower);
    }
    if (form_words.empty()) return report("L006", "this entry has a form without a word", {"entries", entry_});
    draft_.form(match, form_words, lower);
  }

  void report_json(const std::string& problem) {
    JsonError error = json_error(file_.content);
    if (const std::size_t bad = invalid_utf8(file_.content); bad != std::string_view::npos)
      error = {bad, "this byte is not UTF-8", "save the file as UTF-8"};
    if (error.at == std::string_view::npos)
      error = {0, "this is not JSON: " + problem, "the form of a lexicon is described in grammars/README.md"};
    add("L001", error.message, error.at, error.hint);
  }

  void report(const char* code, const std::string& message, const Path& path,
              const std::string& hint = "the form of a lexicon is described in grammars/README.md") {
    add(code, message, json_place(file_.content, path), hint);
  }

  void add(const char* code, const std::string& message, std::size_t byte, const std::string& hint) {
    locate(add_error(diagnostics_, code, file_.path, message, hint), file_.content, byte);
  }

  const SourceFile& file_;
  const Language& language_;
  LexiconDraft& draft_;
  Diagnostics& diagnostics_;
  std::size_t part_;
  std::string entry_;  ///< index of the entry that is read
};

}  // namespace

void read_lexicon(const SourceFile& file, const Language& language, LexiconDraft& draft, Diagnostics& diagnostics, std::size_t part) {
  LexiconReader(file, language, draft, diagnostics, part).read();
}

}  // namespace readout
