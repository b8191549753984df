// fl_image as cv::Mat headers (no copy).
#pragma once

#include <opencv2/core.hpp>

#include "status.h"

namespace foldline {

inline int cv_depth(int32_t depth) {
    switch (depth) {
        case FL_UINT8: return CV_8U;
        case FL_UINT16: return CV_16U;
        case FL_FLOAT32: return CV_32F;
        default: fail(FL_BAD_ARGUMENT, "unknown depth");
    }
}

inline int64_t sample_bytes(int32_t depth) { return depth == FL_UINT8 ? 1 : depth == FL_UINT16 ? 2 : 4; }

inline void require(bool condition, const char* words) {
    if (!condition) fail(FL_BAD_ARGUMENT, words);
}

inline void check(const fl_image* image) {
    require(image && image->data && image->height > 0 && image->width > 0 && image->channels > 0, "empty image");
}

inline cv::Mat view(const fl_image* image) {
    check(image);
    require(image->channels <= CV_CN_MAX, "more than 512 channels");
    return cv::Mat(image->height, image->width, CV_MAKETYPE(cv_depth(image->depth), image->channels), image->data);
}

inline bool same_kind(const fl_image* a, const fl_image* b) { return a->channels == b->channels && a->depth == b->depth; }

inline bool same_shape(const fl_image* a, const fl_image* b) {
    return same_kind(a, b) && a->height == b->height && a->width == b->width;
}

inline int64_t sample_count(const fl_image* image) {
    return static_cast<int64_t>(image->height) * image->width * image->channels;
}

}  // namespace foldline
