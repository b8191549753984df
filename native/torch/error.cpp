#include "error.h"

#include <cstdlib>
#include <cstring>
#include <new>

#include <torch/version.h>

#include "foldline_torch.h"

namespace foldline {

namespace {
// A fixed buffer: reporting "out of memory" must not allocate.
constexpr size_t kMessageLength = 4096;
thread_local char last_error[kMessageLength] = "";
}  // namespace

void set_last_error(const char* message) noexcept {
  std::strncpy(last_error, message, kMessageLength - 1);
  last_error[kMessageLength - 1] = '\0';
}

char* copy_text(const std::string& text) {
  auto* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy == nullptr) throw std::bad_alloc();
  std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

}  // namespace foldline

const char* fl_torch_last_error() { return foldline::last_error; }
const char* fl_torch_version() { return TORCH_VERSION; }
void fl_torch_free(void* memory) { std::free(memory); }
