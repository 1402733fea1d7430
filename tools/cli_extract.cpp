// The command `readout extract`. Entry point: extract.
#include <iostream>

#include "cli.hpp"
#include "dump.hpp"
#include "explain.hpp"
#include "json_writer.hpp"

namespace cli {
namespace {

readout::OffsetUnit offset_unit(const std::string& name) {
  if (name == "utf16") return readout::OffsetUnit::utf16;
  return name == "utf8" ? readout::OffsetUnit::utf8 : readout::OffsetUnit::codepoint;
}

/// Writes the results in one of the formats, each as soon as it is known.
class Writer {
 public:
  Writer(const Arguments& arguments, const readout::Engine& engine)
      : engine_(engine), format_(arguments.option("--format")), dump_(arguments.option("--dump")) {
    if (format_.empty()) format_ = "json";
    json_ = {offset_unit(arguments.option("--offsets")), format_ == "json"};
  }

  /// With an explanation, where one is wanted.
  void document(const readout::Document& document, const readout::Explanation* explanation) {
    json_.explanation = explanation;
    if (!dump_.empty()) {
      std::cout << readout::dump(document, dump_, &engine_.program());
    } else if (format_ == "md") {
      std::cout << (count_ == 0 ? "" : "\n") << to_markdown(document, engine_.program());
      if (explanation) std::cout << "\n## Explanation\n\n```text\n" << readout::explanation_text(*explanation) << "```\n";
    } else if (format_ == "csv") {
      std::cout << engine_.to_csv(document, json_.offsets, count_ == 0);
    } else if (format_ == "jsonl") {
      std::cout << engine_.to_json(document, json_) << std::endl;
    } else {
      array_item(engine_.to_json(document, json_));
    }
    ++count_;
  }

  void failure(const std::string& id, const std::string& error) {
    if (!dump_.empty() || format_ != "jsonl") return;
    readout::JsonWriter writer(false);
    writer.begin_object().key("id").string(id).key("error").string(error).end_object();
    std::cout << writer.text() << std::endl;
  }

  void finish() {
    if (!dump_.empty()) return;
    if (format_ == "csv" && count_ == 0) std::cout << engine_.to_csv({});
    if (format_ != "json" || count_ == 0) return;
    std::cout << (count_ == 1 ? first_ + "\n" : "\n]\n");
  }

 private:
  /// One article is an object, several are an array: the first is kept until it is known which.
  void array_item(std::string json) {
    if (count_ == 0) {
      first_ = std::move(json);
      return;
    }
    if (count_ == 1) std::cout << "[\n" << indented(first_);
    std::cout << ",\n" << indented(json);
  }

  static std::string indented(const std::string& json) {
    std::string out = "  ";
    for (const char c : json) out.append(1, c).append(c == '\n' ? 2 : 0, ' ');
    return out;
  }

  const readout::Engine& engine_;
  std::string format_, dump_, first_;
  readout::JsonOptions json_;
  std::size_t count_ = 0;
};

}  // namespace

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t at : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U}) {
    if (text[at] < '0' || text[at] > '9') return false;
  }
  const int month = (text[5] - '0') * 10 + (text[6] - '0'), day = (text[8] - '0') * 10 + (text[9] - '0');
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

int extract(const Arguments& arguments) {
  const std::string published = arguments.option("--published");
  if (!published.empty() && !is_date(published)) {
    complain("--published must be a date such as 2024-07-11, not '" + published + "'");
    return usage;
  }
  if (arguments.flag("--explain") && arguments.option("--format") == "csv") {
    complain("--explain has no place in a table: take --format json, jsonl or md");
    return usage;
  }
  const auto engine = load_engine(arguments.option("--grammar"), arguments.option("--actors"));
  if (!engine) return failed;

  Writer writer(arguments, *engine);
  const std::string dumped = arguments.option("--dump");
  const bool explains = arguments.flag("--explain") && dumped.empty();
  bool complete = true;
  const ArticleSink sink = {
      [&](const Article& article) {
        readout::ExtractOptions options = article.about;
        options.day_first = arguments.flag("--day-first");
        if (!dumped.empty()) options.depth = readout::dump_depth(dumped);
        if (!explains) return writer.document(engine->extract(article.text, options), nullptr);
        const readout::Explanation explanation = readout::explain(*engine, article.text, options, {{0, readout::none}, 3, false});
        writer.document(explanation.document, &explanation);
      },
      [&](const std::string& id, const std::string& error) {
        complete = false;
        complain(id + ": " + error);
        writer.failure(id, error);
      },
  };
  const std::vector<std::string> paths = arguments.operands.empty() ? std::vector<std::string>{"-"} : arguments.operands;
  read_articles(paths, {arguments.option("--from"), arguments.option("--format"), published, arguments.flag("--lossy")}, sink);
  writer.finish();
  return complete ? ok : failed;
}

}  // namespace cli
