#include "status.h"

#include <cstdio>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <tiffio.h>

#include "silent_errors.h"

namespace {
thread_local char last_error[1024];
}

void foldline::set_last_error(const char* words) noexcept { std::snprintf(last_error, sizeof last_error, "%s", words); }

const char* fl_imaging_last_error() { return last_error; }

void fl_imaging_initialize() {
    // The loader's threads give the parallelism; OpenCV's own would only compete with them.
    foldline::guard([] {
        cv::setNumThreads(0);
        foldline::filter_standard_errors();
        cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
        // libtiff prints every oddity of a file; its results tell what counts.
        TIFFSetErrorHandler(nullptr);
        TIFFSetWarningHandler(nullptr);
        // An exception is all we want of OpenCV's errors; it also prints them otherwise.
        cv::redirectError([](int, const char*, const char*, const char*, int, void*) { return 0; });
    });
}
