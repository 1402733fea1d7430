// Times each part alone: what it needs of the parts before it is made ready outside of the measured time. Entry point: Bench::run.
#include "parts.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "language_data.hpp"
#include "program.hpp"
#include "stages.hpp"
#include "text_parts.hpp"

namespace readout::bench {
namespace {

template <typename Work>
double seconds(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void split(Document& document, const Language& language) {
  std::vector<Gap> gaps = split_tokens(document, language);
  join_wrapped_lines(document, gaps);
  split_sentences(document, gaps, language);
}

void lemmatize(Document& document, const Language& language) {
  for (Token& token : document.tokens)
    token.lemma = language.lemmatizer.lemma(document.slice(token.range), token.lower, token.xpos, token.upos, document.words);
}

}  // namespace

std::string Bench::load(Compiled compiled, std::string_view articles) {
  if (!compiled.engine) return render(compiled.diagnostics.front());
  engine_ = std::move(compiled.engine);
  for (std::size_t at = 0; at < articles.size();) {
    const std::size_t end = std::min(articles.find('\x1E', at), articles.size());
    texts_.emplace_back(articles.substr(at, end - at));
    at = end + 1;
  }
  for (const std::string& text : texts_) {
    ExtractOptions options;
    options.depth = Depth::text;
    tokens_ += engine_->extract(text, options).tokens.size();
  }
  return {};
}

std::string_view Bench::article() const {
  const auto longest = std::max_element(texts_.begin(), texts_.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return longest == texts_.end() ? std::string_view() : std::string_view(*longest);
}

double Bench::run(std::string_view part) {
  static constexpr std::array<std::string_view, 8> parts = {"split", "quotes", "tags", "lemmas", "layer", "syntax", "parsed", "extract"};
  if (std::find(parts.begin(), parts.end(), part) == parts.end()) return -1;
  const Language& language = *engine_->program().language;
  double sum = 0;
  for (const std::string& text : texts_) {
    if (part == "extract") {
      sum += seconds([&] { static_cast<void>(engine_->to_json(engine_->extract(text))); });
      continue;
    }
    Document document;
    document.text = text;
    if (part == "layer" || part == "parsed") {
      sum += seconds([&] {
        split_text(document, language);
        tag_words(document, language);
        if (part == "parsed") analyse_syntax(document, language);
      });
    } else if (part == "split") {
      sum += seconds([&] { split(document, language); });
    } else if (part == "quotes") {
      split(document, language);
      sum += seconds([&] { pair_quotes(document); });
    } else if (part == "tags") {
      split_text(document, language);
      sum += seconds([&] { language.tagger.tag(document); });
    } else if (part == "syntax") {
      split_text(document, language);
      tag_words(document, language);
      sum += seconds([&] { analyse_syntax(document, language); });
    } else {
      split_text(document, language);
      language.tagger.tag(document);
      sum += seconds([&] { lemmatize(document, language); });
    }
  }
  return sum;
}

}  // namespace readout::bench
