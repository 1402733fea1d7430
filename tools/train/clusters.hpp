// Groups words that stand in like surroundings. Entry point: cluster_words.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace readout::train {

/// Words that occur at least `least` times, each with the number of its cluster, from 1 to `count`.
[[nodiscard]] std::map<std::string, std::uint16_t> cluster_words(const std::vector<std::vector<std::string>>& sentences, std::size_t count,
                                                                 std::size_t least);

}  // namespace readout::train
