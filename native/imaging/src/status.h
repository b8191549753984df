// One error protocol at the edge: code inside throws `Failure`, guard() turns everything into a status and words.
#pragma once

#include <new>
#include <stdexcept>
#include <string>

#include "foldline_imaging.h"

namespace foldline {

class Failure : public std::runtime_error {
public:
    Failure(fl_status status, const std::string& words) : std::runtime_error(words), status_(status) {}
    fl_status status() const { return status_; }

private:
    fl_status status_;
};

void set_last_error(const char* words) noexcept;

[[noreturn]] inline void fail(fl_status status, const std::string& words) { throw Failure(status, words); }

template <typename Body>
int32_t guard(Body&& body) noexcept {
    try {
        body();
        return FL_OK;
    } catch (const Failure& e) {
        set_last_error(e.what());
        return e.status();
    } catch (const std::bad_alloc&) {
        set_last_error("not enough memory");
        return FL_OUT_OF_MEMORY;
    } catch (const std::exception& e) {
        set_last_error(e.what());
        return FL_INTERNAL;
    } catch (...) {
        set_last_error("unknown failure");
        return FL_INTERNAL;
    }
}

}  // namespace foldline
