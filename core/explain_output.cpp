// Explanations as JSON and as text. Entry points: explanation_json, explanation_text, write_explanation.
#include "explain_output.hpp"

#include <algorithm>
#include <set>

namespace readout {
namespace {

class Writer {
 public:
  Writer(JsonWriter& json, const Document& document, const Offsets& offsets) : json_(json), document_(document), offsets_(offsets) {}

  void sentence(const SentenceExplanation& sentence) {
    json_.begin_object();
    range(sentence.range);
    list("results", sentence.results, [&](const Derivation& result) { this->result(result); });
    list("lost", sentence.lost, [&](const LostFind& find) { lost(find); });
    list("near_misses", sentence.near_misses, [&](const NearMiss& miss) { near_miss(miss); });
    json_.end_object();
  }

 private:
  template <typename Items, typename Write>
  void list(const char* name, const Items& items, const Write& write) {
    json_.key(name).begin_array();
    for (const auto& item : items) write(item);
    json_.end_array();
  }

  void range(Range bytes) { json_.key("start").integer(offsets_(bytes.begin)).key("end").integer(offsets_(bytes.end)); }
  void words(Range bytes) {
    range(bytes);
    json_.key("text").string(document_.slice(bytes));
  }

  void rule(const RuleInfo& rule) {
    json_.key("rule").string(rule.name).key("doc").string(rule.doc).key("file").string(rule.file).key("line").integer(rule.line);
  }

  void captures(const std::vector<ExplainedCapture>& captures) {
    list("captures", captures, [&](const ExplainedCapture& capture) {
      json_.begin_object().key("capture").string(capture.name);
      words(capture.words);
      json_.key("found_by").string_or_null(capture.found_by).end_object();
    });
  }

  void result(const Derivation& result) {
    json_.begin_object().key("kind").string(result.kind);
    list("ids", result.ids, [&](const std::string& id) { json_.string(id); });
    json_.key("retold").boolean(result.retold);
    rule(result.rule);
    words(result.words);
    captures(result.captures);
    list("beaten", result.beaten, [&](const LostFind& find) { lost(find); });
    json_.end_object();
  }

  void lost(const LostFind& find) {
    static constexpr const char* reasons[] = {"overlap", "outside", "unless", "relation"};
    json_.begin_object();
    rule(find.rule);
    words(find.words);
    json_.key("reason")
        .string(reasons[static_cast<std::size_t>(find.reason)])
        .key("winner")
        .string_or_null(find.winner)
        .key("cause")
        .string_or_null(find.cause)
        .end_object();
  }

  void near_miss(const NearMiss& miss) {
    json_.begin_object().key("kind").string(miss.kind);
    rule(miss.rule);
    json_.key("share").decimal(miss.share, 2).key("message").string(miss.message);
    list("expected", miss.expected, [&](const std::string& words) { json_.string(words); });
    json_.key("saw").string_or_null(miss.saw).key("at").begin_object();
    range(miss.at);
    json_.end_object().key("matched").begin_object();
    words(miss.matched);
    json_.end_object();
    captures(miss.captures);
    list("within", miss.within, [&](const InnerMiss& inner) {
      json_.begin_object();
      rule(inner.rule);
      json_.key("message").string(inner.message).end_object();
    });
    json_.end_object();
  }

  JsonWriter& json_;
  const Document& document_;
  const Offsets& offsets_;
};

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank || (!out.empty() && out.back() != ' ')) out += blank ? ' ' : c;
  }
  return out;
}

std::string place(const RuleInfo& rule) { return rule.name + "  (" + rule.file + ":" + std::to_string(rule.line) + ")"; }

class Text {
 public:
  explicit Text(const Document& document) : document_(document) {}

  std::string write(const SentenceExplanation& sentence) {
    out_ += one_line(document_.slice(sentence.range)) + "\n";
    for (const Derivation& result : sentence.results) this->result(result);
    for (const LostFind& find : sentence.lost) lost(find, "  ");
    if (!sentence.near_misses.empty()) out_ += "  near misses\n";
    for (const NearMiss& miss : sentence.near_misses) near_miss(miss);
    if (sentence.results.empty() && sentence.lost.empty() && sentence.near_misses.empty())
      out_ += "  no rule for meetings or positions comes near to this sentence\n";
    return std::move(out_);
  }

 private:
  void result(const Derivation& result) {
    out_ += "  " + result.kind;
    for (const std::string& id : result.ids) out_ += " " + id;
    out_ += ": \"" + one_line(document_.slice(result.words)) + "\"\n    by " + place(result.rule) + "\n";
    if (!result.rule.doc.empty()) out_ += "       " + result.rule.doc + "\n";
    captures(result.captures);
    for (const LostFind& find : result.beaten) lost(find, "    ");
    if (result.ids.empty())
      out_ += "    it names nobody whom the text knows, or tells again what is told elsewhere: no result rests on it\n";
  }

  void captures(const std::vector<ExplainedCapture>& captures) {
    std::size_t width = 0;
    for (const ExplainedCapture& capture : captures) width = std::max(width, capture.name.size());
    for (const ExplainedCapture& capture : captures)
      out_ += "    " + capture.name + std::string(width - capture.name.size(), ' ') + "  \"" + one_line(document_.slice(capture.words)) +
              "\"" + (capture.found_by.empty() ? "" : "  (" + capture.found_by + ")") + "\n";
  }

  void lost(const LostFind& find, const std::string& indent) {
    out_ +=
        indent + "not kept: " + place(find.rule) + " matched \"" + one_line(document_.slice(find.words)) + "\"" + loss_words(find) + "\n";
  }

  void near_miss(const NearMiss& miss) {
    out_ += "    " + miss.kind + " by " + place(miss.rule) + "  " + std::to_string(static_cast<int>(miss.share * 100 + 0.5)) + " %\n";
    if (!miss.rule.doc.empty()) out_ += "      " + miss.rule.doc + "\n";
    out_ += "      " + miss.message + "\n";
    for (const InnerMiss& inner : miss.within) {
      const std::string words = "        by " + place(inner.rule) + ": " + inner.message + "\n";
      if (told_.insert(words).second) out_ += words;
    }
  }

  const Document& document_;
  std::string out_;
  std::set<std::string> told_;  ///< what rules of helpers lacked: several near misses may want the same of them
};

}  // namespace

std::string loss_words(const LostFind& find) {
  switch (find.reason) {
    case LossReason::overlap: return ", but " + find.winner + " won" + (find.cause.empty() ? "" : ", which " + find.cause);
    case LossReason::outside: return ", but lies inside <" + find.winner + ">";
    case LossReason::relation: return ", but " + find.cause + ", as one of its `with` asks";
    case LossReason::unless: return ", but " + find.cause + ", which one of its `unless` forbids";
  }
  return {};
}

void write_explanation(JsonWriter& json, const Explanation& explanation, const Offsets& offsets) {
  json.begin_object().key("schema").string("readout-explain/1").key("sentences").begin_array();
  for (const SentenceExplanation& sentence : explanation.sentences) Writer(json, explanation.document, offsets).sentence(sentence);
  json.end_array().end_object();
}

std::string explanation_json(const Explanation& explanation, const JsonOptions& options) {
  JsonWriter json(options.pretty);
  write_explanation(json, explanation, Offsets(explanation.document.text, options.offsets));
  return std::move(json).text();
}

std::string explanation_text(const Explanation& explanation) {
  std::string out;
  for (const SentenceExplanation& sentence : explanation.sentences)
    out += (out.empty() ? "" : "\n") + Text(explanation.document).write(sentence);
  return out;
}

}  // namespace readout
