// OpenCV's readers print to std::cerr what they also report; the caller has the report, so the print is dropped.
#pragma once

namespace foldline {

// Puts a filter before std::cerr that passes everything on, except from threads that hold a SilentErrors. Called once.
void filter_standard_errors();

class SilentErrors {
public:
    SilentErrors();
    ~SilentErrors();
    SilentErrors(const SilentErrors&) = delete;
    SilentErrors& operator=(const SilentErrors&) = delete;
};

}  // namespace foldline
