// The three steps of split_text, each in a file of its own. Internal. Entry point: split_text in stages.hpp.
#pragma once

#include <cstdint>
#include <vector>

#include "model.hpp"
#include "stages.hpp"

namespace readout {

/// What stands between a token and the one before it.
enum class Gap : std::uint8_t { tight, space, newline, blank_line };

/// text_tokens.cpp. Fills Document::tokens; gives the gap before each token.
[[nodiscard]] std::vector<Gap> split_tokens(Document& document, const Language& language);

/// text_lines.cpp. Turns each newline that merely wraps a paragraph into a space, each other one into a blank line.
void join_wrapped_lines(const Document& document, std::vector<Gap>& gaps);

/// text_sentences.cpp. Fills Document::sentences and Token::sentence.
void split_sentences(Document& document, const std::vector<Gap>& gaps, const Language& language);

/// text_quotes.cpp. Fills Document::quotes and Token::quoted.
void pair_quotes(Document& document);

/// A bullet or list number at the start of a line: "•", "-", "*", "1.".
[[nodiscard]] bool is_bullet(std::string_view token);

}  // namespace readout
