// The WebAssembly boundary, as thin as it can be: text goes in as UTF-8 bytes in this module's memory, JSON comes out as
// bytes, and everything that can go wrong comes out as a value. No C++ exception crosses it. readout.mjs is the only caller.
// Entry point: EMSCRIPTEN_BINDINGS at the end; Session is one loaded grammar.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "dump.hpp"
#include "explain.hpp"
#include "offsets.hpp"

namespace {

using emscripten::val;

/// Where bytes lie in the module's memory; valid until the next call. JavaScript must take HEAPU8 afresh to read them.
struct Bytes {
  std::uint32_t address = 0, size = 0;
  std::string error;  ///< empty unless the call failed
};

struct Options {
  std::string id, title, published;
  bool pretty = false, dayFirst = false;
  std::string offsets = "utf16";
};

readout::ExtractOptions extract_options(const Options& options) {
  readout::ExtractOptions out;
  out.id = options.id;
  out.title = options.title;
  out.published = options.published;
  out.day_first = options.dayFirst;
  return out;
}

struct RelatedPlaceValue {
  std::string file, note, source;
  std::uint32_t line = 0, column = 0, length = 0;
};

struct DiagnosticValue {
  std::string severity, code, file, message, hint, source;
  std::uint32_t line = 0, column = 0, length = 0;
  val related = val::array();
};

std::string_view view(std::uint32_t address, std::uint32_t size) {
  return {reinterpret_cast<const char*>(static_cast<std::uintptr_t>(address)), size};
}

readout::OffsetUnit offset_unit(const std::string& name) {
  if (name == "utf8") return readout::OffsetUnit::utf8;
  return name == "codepoint" ? readout::OffsetUnit::codepoint : readout::OffsetUnit::utf16;
}

val to_values(const readout::Diagnostics& diagnostics) {
  val list = val::array();
  for (const readout::Diagnostic& d : diagnostics) {
    const char* severity = d.severity == readout::Severity::error ? "error" : "warning";
    DiagnosticValue value{severity, d.code, d.file, d.message, d.hint, d.source, d.line, d.column, d.length};
    for (const readout::RelatedPlace& place : d.related)
      value.related.call<void>("push", RelatedPlaceValue{place.file, place.note, place.source, place.line, place.column, place.length});
    list.call<void>("push", value);
  }
  return list;
}

readout::Diagnostics failure(const char* message) {
  readout::Diagnostic diagnostic;
  diagnostic.code = "W001";
  diagnostic.message = message;
  return {diagnostic};
}

/// Runs `work`, which gives diagnostics; an exception becomes one more diagnostic.
template <typename Work>
val diagnose(Work work) {
  try {
    return to_values(work());
  } catch (const std::exception& error) {
    return to_values(failure(error.what()));
  } catch (...) {
    return to_values(failure("unknown failure"));
  }
}

/// One loaded grammar, the engine compiled from it, and the last result.
class Session {
 public:
  /// Loads a pack. The session is usable if none of the returned diagnostics is an error.
  val load(std::uint32_t address, std::uint32_t size) {
    return diagnose([&] {
      readout::Compiled packed = readout::Engine::load(view(address, size));
      if (!packed.engine) return std::move(packed.diagnostics);
      packed_ = loaded_ = engine_ = std::move(packed.engine);
      grammar_ = with_actors_ = readout::unpack_grammar(view(address, size), packed.diagnostics);
      edits_.clear();
      return std::move(packed.diagnostics);
    });
  }

  /// Lays the user's own actors (CSV or JSON, as UTF-8) over the loaded grammar, or takes them away where `some` is false. Where a
  /// diagnostic is an error, the session stays as it was.
  val actors(std::uint32_t address, std::uint32_t size, const std::string& name, bool some) {
    return diagnose([&] {
      readout::Diagnostics diagnostics;
      const readout::SourceFile file{name, std::string(view(address, size))};
      readout::Grammar grammar = some ? readout::with_user_actors(grammar_, file, diagnostics) : grammar_;
      if (readout::has_errors(diagnostics)) return diagnostics;
      readout::Compiled compiled;
      compiled.engine = packed_;
      if (some) compiled = readout::Engine::compile(grammar, packed_.get(), &parsed_);
      diagnostics.insert(diagnostics.end(), compiled.diagnostics.begin(), compiled.diagnostics.end());
      if (!compiled.engine) return diagnostics;
      with_actors_ = std::move(grammar);
      loaded_ = engine_ = std::move(compiled.engine);
      if (edits_.empty()) return diagnostics;
      if (auto edited = readout::Engine::compile(changed(edits_), packed_.get(), &parsed_).engine) engine_ = std::move(edited);
      return diagnostics;
    });
  }

  /// Reads the article whose UTF-8 lies at `address`; gives the readout/1 object.
  Bytes extract(std::uint32_t address, std::uint32_t size, const Options& options) {
    return result([&] {
      const readout::Document document = engine_->extract(view(address, size), extract_options(options));
      return engine_->to_json(document, {offset_unit(options.offsets), options.pretty});
    });
  }

  /// Reads the article; gives its meetings and positions as CSV.
  Bytes csv(std::uint32_t address, std::uint32_t size, const Options& options) {
    return result(
        [&] { return engine_->to_csv(engine_->extract(view(address, size), extract_options(options)), offset_unit(options.offsets)); });
  }

  /// Reads the article as far as a dump shows it; gives the dump, an empty one for a name that is none.
  Bytes dump(std::uint32_t address, std::uint32_t size, const std::string& what) {
    return result([&] {
      readout::ExtractOptions options;
      options.depth = readout::dump_depth(what);
      return readout::dump(engine_->extract(view(address, size), options), what, &engine_->program());
    });
  }

  /// Explains the sentences from `start` to `end`, in the unit of the options; gives the readout-explain/1 object.
  Bytes explain(std::uint32_t address, std::uint32_t size, const Options& options, std::uint32_t start, std::uint32_t end) {
    return result([&] {
      const std::string_view text = view(address, size);
      const readout::Offsets offsets(text, offset_unit(options.offsets));
      const auto explanation = readout::explain(*engine_, text, extract_options(options), {{offsets.byte(start), offsets.byte(end)}});
      return readout::explanation_json(explanation, {offset_unit(options.offsets), options.pretty});
    });
  }

  /// Compiles the loaded grammar with some files replaced or added, and keeps nothing of it. `paths` and `contents` are
  /// JavaScript arrays of strings of one length.
  val check(const val& paths, const val& contents) {
    return diagnose([&] { return readout::Engine::compile(changed(files_of(paths, contents)), packed_.get(), &parsed_).diagnostics; });
  }

  /// The same, but where there is no error, texts are read with it from now on; without files, with the loaded grammar again.
  val edit(const val& paths, const val& contents) {
    return diagnose([&] {
      readout::Grammar files = files_of(paths, contents);
      readout::Compiled compiled;
      compiled.engine = loaded_;
      if (!files.empty()) compiled = readout::Engine::compile(changed(files), packed_.get(), &parsed_);
      if (!compiled.engine) return std::move(compiled.diagnostics);
      engine_ = std::move(compiled.engine);
      edits_ = std::move(files);
      return std::move(compiled.diagnostics);
    });
  }

  /// The rule files of the loaded grammar and its manifest, which says what they are for: path, content, path, content ...
  [[nodiscard]] val sources() const {
    val list = val::array();
    for (const readout::SourceFile& file : grammar_) {
      if (!std::string_view(file.path).ends_with(".rules") && file.path != "manifest.json") continue;
      list.call<void>("push", file.path);
      list.call<void>("push", file.content);
    }
    return list;
  }

  /// Gives back the memory of the last result.
  void release() { std::string().swap(result_); }

 private:
  /// Keeps what `work` gives as the last result; an exception becomes its error.
  template <typename Work>
  Bytes result(Work work) {
    try {
      if (!engine_) return {0, 0, "no grammar is loaded"};
      result_ = work();
      return {static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(result_.data())), static_cast<std::uint32_t>(result_.size()), ""};
    } catch (const std::exception& error) {
      return {0, 0, error.what()};
    } catch (...) {
      return {0, 0, "unknown failure"};
    }
  }

  static readout::Grammar files_of(const val& paths, const val& contents) {
    readout::Grammar files;
    const auto count = paths["length"].as<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) files.push_back({paths[i].as<std::string>(), contents[i].as<std::string>()});
    return files;
  }

  /// The loaded grammar, with the user's own actors, and files replaced or added.
  [[nodiscard]] readout::Grammar changed(const readout::Grammar& files) const {
    readout::Grammar grammar = with_actors_;
    for (const readout::SourceFile& file : files) {
      const auto old =
          std::find_if(grammar.begin(), grammar.end(), [&](const readout::SourceFile& other) { return other.path == file.path; });
      if (old == grammar.end())
        grammar.push_back(file);
      else
        old->content = file.content;
    }
    return grammar;
  }

  readout::Grammar grammar_, with_actors_;  ///< sources as they were loaded; with the user's own actors
  readout::Grammar edits_;                  ///< files that are in use in the place of others
  /// Of the pack, which lends its language layer and its lexicons; of `with_actors_`; and with the edits.
  std::shared_ptr<const readout::Engine> packed_, loaded_, engine_;
  readout::ParsedRules parsed_;
  std::string result_;
};

std::string version() { return std::string(readout::version()); }

}  // namespace

EMSCRIPTEN_BINDINGS(readout) {
  emscripten::value_object<Bytes>("Bytes").field("address", &Bytes::address).field("size", &Bytes::size).field("error", &Bytes::error);
  emscripten::value_object<Options>("Options")
      .field("id", &Options::id)
      .field("title", &Options::title)
      .field("published", &Options::published)
      .field("pretty", &Options::pretty)
      .field("dayFirst", &Options::dayFirst)
      .field("offsets", &Options::offsets);
  emscripten::value_object<RelatedPlaceValue>("RelatedPlace")
      .field("file", &RelatedPlaceValue::file)
      .field("note", &RelatedPlaceValue::note)
      .field("source", &RelatedPlaceValue::source)
      .field("line", &RelatedPlaceValue::line)
      .field("column", &RelatedPlaceValue::column)
      .field("length", &RelatedPlaceValue::length);
  emscripten::value_object<DiagnosticValue>("Diagnostic")
      .field("severity", &DiagnosticValue::severity)
      .field("code", &DiagnosticValue::code)
      .field("file", &DiagnosticValue::file)
      .field("message", &DiagnosticValue::message)
      .field("hint", &DiagnosticValue::hint)
      .field("source", &DiagnosticValue::source)
      .field("line", &DiagnosticValue::line)
      .field("column", &DiagnosticValue::column)
      .field("length", &DiagnosticValue::length)
      .field("related", &DiagnosticValue::related);
  emscripten::class_<Session>("Session")
      .constructor<>()
      .function("load", &Session::load)
      .function("actors", &Session::actors)
      .function("extract", &Session::extract)
      .function("csv", &Session::csv)
      .function("dump", &Session::dump)
      .function("explain", &Session::explain)
      .function("check", &Session::check)
      .function("edit", &Session::edit)
      .function("sources", &Session::sources)
      .function("release", &Session::release);
  emscripten::function("version", &version);
}
