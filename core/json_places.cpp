// Where in a JSON text something stands. Entry points: json_error, json_place.
//
// One reader goes through the text once; it checks the form, and notes each value that lies on the wanted path.
#include "json_places.hpp"

#include <algorithm>

namespace readout {
namespace {

constexpr std::size_t deepest = 1000;

class JsonWalker {
 public:
  explicit JsonWalker(std::string_view text, const std::vector<std::string>* path = nullptr) : text_(text), path_(path) {}

  void run() {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") at_ = 3;
    if (!value(0, path_ != nullptr)) return;
    space();
    if (at_ < text_.size()) fail(at_, "there is something after the end", "a file holds one JSON value");
  }

  [[nodiscard]] const JsonError& error() const { return error_; }
  [[nodiscard]] std::size_t place() const { return place_; }

 private:
  bool fail(std::size_t at, std::string message, std::string hint) {
    error_ = {std::min(at, text_.size()), std::move(message), std::move(hint)};
    return false;
  }

  void space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t' || text_[at_] == '\r')) ++at_;
  }

  [[nodiscard]] char next() {
    space();
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  /// A value; `wanted` tells that it lies on the path, `depth` steps from its root.
  bool value(std::size_t depth, bool wanted) {
    const char c = next();
    if (depth > deepest) return fail(at_, "this is nested too deep", "a lexicon is a flat list");
    if (wanted) place_ = at_;
    if (c == '{') return members(depth, wanted);
    if (c == '[') return elements(depth, wanted);
    if (c == '"') return string();
    return scalar();
  }

  [[nodiscard]] bool on_path(std::size_t depth, std::string_view step, bool wanted) const {
    return wanted && depth < path_->size() && (*path_)[depth] == step;
  }

  bool members(std::size_t depth, bool wanted) {
    const std::size_t opening = at_++;
    if (next() == '}') return close();
    while (true) {
      if (next() != '"')
        return fail(at_, at_ >= text_.size() ? "this is not closed" : "expected a key in double quotes here",
                    "a pair is written \"key\": value; the last one has no comma after it");
      const std::size_t key = at_ + 1;
      if (!string()) return false;
      const std::string_view name = text_.substr(key, at_ - key - 1);
      if (next() != ':') return fail(end_, "expected : after this key", "a pair is written \"key\": value");
      ++at_;
      if (!value(depth + 1, on_path(depth, name, wanted))) return false;
      if (!separated(opening, '}')) return false;
      if (text_[at_] == '}') return close();
      ++at_;
    }
  }

  bool elements(std::size_t depth, bool wanted) {
    const std::size_t opening = at_++;
    if (next() == ']') return close();
    for (std::size_t index = 0;; ++index) {
      if (next() == ']') return fail(at_, "expected another value here", "the last value of a list has no comma after it");
      if (!value(depth + 1, on_path(depth, wanted ? std::to_string(index) : std::string(), wanted))) return false;
      if (!separated(opening, ']')) return false;
      if (text_[at_] == ']') return close();
      ++at_;
    }
  }

  bool close() {
    end_ = ++at_;
    return true;
  }

  /// Whether a comma or the closing bracket follows.
  bool separated(std::size_t opening, char closer) {
    const char c = next();
    if (c == ',' || c == closer) return true;
    if (at_ >= text_.size())
      return fail(opening, std::string("this ") + text_[opening] + " is not closed", std::string("write ") + closer + " where it ends");
    return fail(end_, std::string("expected , or ") + closer + " here",
                "values stand between commas; is a comma or a quote missing before this?");
  }

  bool string() {
    const std::size_t opening = at_++;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        end_ = ++at_;
        return true;
      }
      if (c == '\n') break;
      if (static_cast<unsigned char>(c) < 0x20U)
        return fail(at_, "a control character stands in this text", "write \\t for a tab, \\n for a line feed");
      if (c != '\\') continue;
      ++at_;
      if (at_ >= text_.size() || std::string_view("\"\\/bfnrtu").find(text_[at_]) == std::string_view::npos)
        return fail(at_ - 1, "this escape is none of JSON's", "write \\\\ for a backslash");
    }
    return fail(opening, "this text has no closing quote",
                "texts stand in straight double quotes on one line; write \\\" for a quote inside");
  }

  bool scalar() {
    const std::size_t begin = at_;
    const auto belongs = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.' || c == '_';
    };
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    end_ = at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word == "true" || word == "false" || word == "null" || (!word.empty() && (word[0] == '-' || (word[0] >= '0' && word[0] <= '9'))))
      return true;
    return fail(begin, "expected a value here", "texts stand in straight double quotes");
  }

  std::string_view text_;
  const std::vector<std::string>* path_;
  std::size_t at_ = 0, end_ = 0, place_ = 0;  ///< end_: after the last value or key
  JsonError error_;
};

}  // namespace

JsonError json_error(std::string_view text) {
  JsonWalker walker(text);
  walker.run();
  return walker.error();
}

std::size_t json_place(std::string_view text, const std::vector<std::string>& path) {
  JsonWalker walker(text, &path);
  walker.run();
  return walker.place();
}

}  // namespace readout
