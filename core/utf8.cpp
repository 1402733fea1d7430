// Which bytes of a text are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
// Entry points: invalid_utf8, lossy_utf8 (engine.hpp).
#include "utf8.hpp"
#include "engine.hpp"

namespace readout {

std::size_t invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

std::string lossy_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text, at);
    out += length == 0 ? replacement_character : text.substr(at, length);
    at += length == 0 ? 1 : length;
  }
  return out;
}

}  // namespace readout
