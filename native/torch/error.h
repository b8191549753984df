// One error protocol for the whole ABI: run the body, turn every C++ exception into a message of the calling thread.
#pragma once

#include <exception>
#include <string>

#include <c10/util/Exception.h>

namespace foldline {

void set_last_error(const char* message) noexcept;

template <typename Body>
int guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& error) {
    set_last_error(error.what_without_backtrace());
  } catch (const std::exception& error) {
    set_last_error(error.what());
  } catch (...) {
    set_last_error("unknown C++ exception");
  }
  return 1;
}

// A malloc'd copy for the caller, who frees it with fl_torch_free.
char* copy_text(const std::string& text);

}  // namespace foldline
