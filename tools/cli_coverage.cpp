// The command `readout coverage`. Entry point: coverage.
#include <algorithm>
#include <iostream>
#include <map>

#include "cli_corpus.hpp"
#include "json_writer.hpp"
#include "program.hpp"
#include "stages.hpp"

namespace cli {
namespace {

using readout::Document;
using readout::Program;

struct Silent {
  std::string place, text;  ///< place: "id:start-end"
};

/// A match that was not kept, and the rule that won; `none` where the rule's own clauses or a mention around it ruled it out.
struct Loss {
  std::uint32_t rule = 0, winner = 0;
  std::string text;
};

/// What one article gives.
struct Finds {
  std::vector<std::uint32_t> by_rule;
  std::vector<std::pair<std::uint32_t, std::string>> examples;  ///< the first find of a rule
  std::size_t sentences = 0, silent = 0;
  std::vector<Silent> silent_sentences;
  std::vector<Loss> losses;  ///< of rules that find nothing in the article
};

/// Where a text stands in a corpus: "id: text".
std::string sample(const Article& article, const Document& document, readout::TokenRange tokens) {
  return article.about.id + ": " + one_line(document.slice(document.bytes(tokens)), 100);
}

Finds finds_of(const readout::Engine& engine, const Article& article, bool keep_sentences) {
  const Program& program = engine.program();
  readout::MatchLog log;
  const Document document = readout::read_article(program, article.text, article.about, &log);
  const readout::Symbol actor = program.symbols.find("actor");
  Finds finds;
  finds.by_rule.resize(program.rules.size());
  for (const readout::Mention& mention : document.mentions) {
    if (mention.rule == readout::none) continue;
    if (mention.link != readout::none && mention.type == actor) continue;  // made of a find that counts itself
    if (finds.by_rule[mention.rule]++ == 0) finds.examples.emplace_back(mention.rule, sample(article, document, mention.tokens));
  }
  for (const readout::LostMatch& match : log)
    if (finds.by_rule[match.rule] == 0)
      finds.losses.push_back({match.rule, match.reason == readout::LossReason::overlap ? match.winner : readout::none,
                              sample(article, document, match.tokens)});
  const std::vector<bool> told = readout::told_sentences(document);
  finds.sentences = told.size();
  for (std::size_t i = 0; i < told.size(); ++i) {
    if (told[i]) continue;
    ++finds.silent;
    const readout::Range range = document.sentences[i].range;
    if (keep_sentences)
      finds.silent_sentences.push_back({article.about.id + ":" + place_text(document, range), one_line(document.slice(range), 400)});
  }
  return finds;
}

struct RuleCount {
  std::uint64_t finds = 0, articles = 0;
  std::string example;
  std::uint64_t lost = 0;                          ///< matches that were not kept, in articles without a find
  std::map<std::uint32_t, std::uint64_t> lost_to;  ///< by the rule that won; `none`: ruled out by its own clauses or a mention around it
  std::string lost_example;
};

class Coverage {
 public:
  explicit Coverage(const Program& program) : program_(program), counts_(program.rules.size()) {}

  void add(const Finds& finds) {
    ++articles_;
    sentences_ += finds.sentences;
    silent_ += finds.silent;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      counts_[i].finds += finds.by_rule[i];
      counts_[i].articles += finds.by_rule[i] > 0 ? 1 : 0;
    }
    for (const auto& [rule, text] : finds.examples)
      if (counts_[rule].example.empty()) counts_[rule].example = text;
    for (const Loss& loss : finds.losses) {
      RuleCount& count = counts_[loss.rule];
      ++count.lost;
      ++count.lost_to[loss.winner];
      if (count.lost_example.empty()) count.lost_example = loss.text;
    }
    silent_sentences_.insert(silent_sentences_.end(), finds.silent_sentences.begin(), finds.silent_sentences.end());
  }

  void print_text(const std::string& grammar) const {
    std::size_t width = 0;
    for (const auto& rule : program_.rules) width = std::max(width, rule.name.size());
    std::cout << std::string(width + 2, ' ') << "    finds articles  example\n";
    std::string file;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const auto& rule = program_.rules[i];
      if (rule.file != file) std::cout << (file = rule.file) << '\n';
      std::cout << "  " << rule.name << std::string(width - rule.name.size(), ' ') << right(counts_[i].finds) << right(counts_[i].articles)
                << (counts_[i].example.empty() ? "" : "  ") << counts_[i].example << '\n';
    }
    print_never(grammar);
    if (!silent_sentences_.empty()) std::cout << "\nsentences without a meeting or position\n";
    for (const Silent& sentence : silent_sentences_) std::cout << "  " << sentence.place << "  " << sentence.text << '\n';
    std::cout << '\n'
              << counted(articles_, "article") << ", " << counted(sentences_, "sentence") << "; " << silent_
              << " sentences without a meeting or position" << percent() << '\n';
  }

  void print_json() const {
    readout::JsonWriter json(true);
    json.begin_object().key("articles").integer(articles_).key("sentences").integer(sentences_).key("silent").integer(silent_);
    json.key("rules").begin_array();
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      const auto& rule = program_.rules[i];
      json.begin_object().key("rule").string(rule.name).key("file").string(rule.file).key("line").integer(rule.line);
      json.key("finds").integer(counts_[i].finds).key("articles").integer(counts_[i].articles);
      json.key("example").string_or_null(counts_[i].example);
      json.key("lost").integer(counts_[i].lost).key("lost_to").string_or_null(chief_winner(counts_[i])).end_object();
    }
    json.end_array().key("silent_sentences").begin_array();
    for (const Silent& sentence : silent_sentences_)
      json.begin_object().key("place").string(sentence.place).key("text").string(sentence.text).end_object();
    json.end_array().end_object();
    std::cout << json.text() << '\n';
  }

  [[nodiscard]] std::uint64_t articles() const { return articles_; }

 private:
  static std::string right(std::uint64_t count) {
    const std::string text = std::to_string(count);
    return std::string(text.size() < 9 ? 9 - text.size() : 1, ' ') + text;
  }

  void print_never(const std::string& grammar) const {
    bool any = false;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i].finds) continue;
      if (!any) std::cout << "\nrules that never fire\n";
      any = true;
      std::cout << "  " << user_path(grammar, program_.rules[i].file) << ':' << program_.rules[i].line << ": " << program_.rules[i].name
                << losses(counts_[i]) << '\n';
    }
  }

  /// The rule to which another lost most; empty where it was mostly ruled out by itself.
  [[nodiscard]] std::string chief_winner(const RuleCount& count) const {
    const auto most =
        std::max_element(count.lost_to.begin(), count.lost_to.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == count.lost_to.end() || most->first == readout::none ? "" : program_.rules[most->first].name;
  }

  /// Why a rule that matched never fires.
  [[nodiscard]] std::string losses(const RuleCount& count) const {
    if (count.lost == 0) return "";
    const std::string winner = chief_winner(count);
    return "\n    matched " + counted(count.lost, "time") + ", " +
           (winner.empty() ? "and was ruled out by its own `unless` or `with` or by a mention around it" : "but " + winner + " won") +
           " (" + count.lost_example + ")";
  }

  [[nodiscard]] std::string percent() const {
    return sentences_ == 0 ? "" : " (" + std::to_string((silent_ * 100 + sentences_ / 2) / sentences_) + " %)";
  }

  const Program& program_;
  std::vector<RuleCount> counts_;
  std::uint64_t articles_ = 0, sentences_ = 0, silent_ = 0;
  std::vector<Silent> silent_sentences_;
};

}  // namespace

int coverage(const Arguments& arguments) {
  if (arguments.operands.empty()) {
    complain("coverage needs a corpus: files of articles, or - for standard input");
    return usage;
  }
  const std::string path = grammar_path(arguments.option("--grammar"));
  const auto engine = path.empty() ? nullptr : load_engine(path);
  if (!engine) return failed;
  Coverage coverage(engine->program());
  const bool keep = arguments.flag("--sentences");
  const bool complete = for_each_article(
      arguments.operands, {arguments.option("--from"), "jsonl", "", arguments.flag("--lossy")},
      [&](const Article& article) { return finds_of(*engine, article, keep); },
      [&](const Article&, const Finds& finds) { coverage.add(finds); });
  if (!complete && coverage.articles() == 0) return failed;  // a table of nothing would hide what went wrong
  if (arguments.option("--format") == "json")
    coverage.print_json();
  else
    coverage.print_text(path);
  return complete ? ok : failed;
}

}  // namespace cli
