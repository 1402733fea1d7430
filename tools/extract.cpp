// The command `readout`.
#include <iostream>

#include "engine.hpp"

int main() {
  std::cout << readout::invalid_utf8("") << '\n';
  return 0;
}
