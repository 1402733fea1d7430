// The command line of `readout`, read by one table of what each command accepts. Entry point: parse_arguments.
#include <algorithm>

#include "cli.hpp"

namespace cli {
namespace {

std::string allowed_values(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : value == values.back() ? " or " : ", ") + value;
  return out;
}

class Parser {
 public:
  Parser(const std::vector<std::string>& words, const Syntax& syntax, std::string& error) : words_(words), syntax_(syntax), error_(error) {}

  std::optional<Arguments> parse() {
    for (; at_ < words_.size(); ++at_) {
      if (!word(words_[at_])) return std::nullopt;
    }
    if (arguments_.operands.size() > syntax_.max_operands) {
      error_ = "one argument too many: '" + arguments_.operands[syntax_.max_operands] + "'";
      return std::nullopt;
    }
    return std::move(arguments_);
  }

 private:
  bool word(const std::string& word) {
    if (only_operands_ || word.size() < 2 || word[0] != '-') {
      arguments_.operands.push_back(word);
    } else if (word == "--") {
      only_operands_ = true;
    } else if (syntax_.flags.contains(word)) {
      arguments_.flags.insert(word);
    } else {
      return option(word);
    }
    return true;
  }

  bool option(const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    const auto known = syntax_.options.find(name);
    if (known == syntax_.options.end()) {
      error_ = syntax_.flags.contains(name) ? name + " takes no value" : "there is no option '" + name + "'";
      return false;
    }
    if (equals == std::string::npos && at_ + 1 == words_.size()) {
      error_ = name + " needs a value";
      return false;
    }
    const std::string value = equals == std::string::npos ? words_[++at_] : word.substr(equals + 1);
    const auto& allowed = known->second;
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
      error_ = name + " must be " + allowed_values(allowed) + ", not '" + value + "'";
      return false;
    }
    arguments_.options[name] = value;
    return true;
  }

  const std::vector<std::string>& words_;
  const Syntax& syntax_;
  std::string& error_;
  Arguments arguments_;
  std::size_t at_ = 0;
  bool only_operands_ = false;
};

}  // namespace

std::string Arguments::option(std::string_view name) const {
  const auto found = options.find(name);
  return found == options.end() ? std::string() : found->second;
}

std::optional<Arguments> parse_arguments(const std::vector<std::string>& words, const Syntax& syntax, std::string& error) {
  return Parser(words, syntax, error).parse();
}

}  // namespace cli
