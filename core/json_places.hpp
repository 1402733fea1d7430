// Where in a JSON text something stands, which simdjson's DOM does not tell: for the line and column of a message. Internal.
// Entry points: json_error, json_place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace readout {

struct JsonError {
  std::size_t at = std::string_view::npos;  ///< npos where the text is JSON
  std::string message, hint;
};

/// The first thing that is wrong with a JSON text.
[[nodiscard]] JsonError json_error(std::string_view text);

/// Byte at which the value stands that a path of keys and indexes ("entries", "12", "forms") leads to in a text that is JSON;
/// where the path ends early, the last value on it.
[[nodiscard]] std::size_t json_place(std::string_view text, const std::vector<std::string>& path);

}  // namespace readout
