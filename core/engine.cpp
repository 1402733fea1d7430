// The pipeline: one article the whole way. Entry points: Engine::compile, Engine::extract.
#include "engine.hpp"

#include "program.hpp"
#include "stages.hpp"

namespace readout {
namespace {

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (text[i] < '0' || text[i] > '9') return false;
  return true;
}

}  // namespace

Compiled Engine::compile(const Grammar& grammar, const Engine* like, ParsedRules* parsed) {
  Compiled compiled;
  auto program = compile_program(grammar, compiled.diagnostics, like ? like->program_.get() : nullptr, parsed);
  if (program) compiled.engine = std::shared_ptr<const Engine>(new Engine(std::move(program)));
  return compiled;
}

Document Engine::extract(std::string_view text, const ExtractOptions& options) const { return read_article(*program_, text, options); }

Document read_article(const Program& program, std::string_view text, const ExtractOptions& options, MatchLog* log) {
  Document document;
  document.id = options.id;
  document.title = options.title;
  document.text = std::string(text);
  if (is_day(options.published))
    document.published = options.published;
  else if (!options.published.empty())
    document.warnings.push_back("published is not a date of the form YYYY-MM-DD: " + options.published);

  split_text(document, *program.language);
  if (options.depth == Depth::text) return document;
  tag_words(document, *program.language);
  if (options.depth == Depth::words) return document;
  if (options.depth == Depth::syntax) {
    analyse_syntax(document, *program.language);
    return document;
  }
  match(document, program, MatchStage::mentions, log);
  resolve_dates(document, program, options.day_first);
  link_actors(document, program);
  match(document, program, MatchStage::events, log);
  if (options.depth == Depth::mentions) return document;
  build_events(document, program);
  build_stances(document, *program.language);
  return document;
}

std::string Engine::to_json(const Document& document, const JsonOptions& options) const { return write_json(document, *program_, options); }

std::string Engine::to_csv(const Document& document, OffsetUnit offsets, bool header) const {
  return (header ? csv_header() : "") + write_csv(document, *program_, offsets);
}

std::string_view version() { return READOUT_VERSION; }

}  // namespace readout
