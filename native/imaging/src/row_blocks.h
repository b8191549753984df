// Work on a few rows at a time, so that what lies between two steps stays in the cache.
#pragma once

#include <algorithm>
#include <memory>

#include "image_view.h"

namespace foldline {

constexpr int64_t block_pixels = 8192;

inline int rows_of_block(const fl_image* image) {
    return static_cast<int>(std::min<int64_t>(image->height, std::max<int64_t>(1, block_pixels / image->width)));
}

// Some rows as an image of their own; the samples stay where they are.
inline fl_image rows(const fl_image* image, int first, int count) {
    fl_image part = *image;
    part.data = static_cast<uint8_t*>(image->data) + sample_bytes(image->depth) * image->channels * image->width * static_cast<int64_t>(first);
    part.height = count;
    return part;
}

// Memory between two steps, with the pixels of one block; its content is undefined.
class Stage {
public:
    Stage(const fl_image* like, int channels, int32_t depth)
        : image_{nullptr, rows_of_block(like), like->width, channels, depth},
          memory_(new uint8_t[static_cast<size_t>(sample_count(&image_) * sample_bytes(depth))]) {
        image_.data = memory_.get();
    }

    fl_image rows(int count) const {
        fl_image part = image_;
        part.height = count;
        return part;
    }

private:
    fl_image image_;
    std::unique_ptr<uint8_t[]> memory_;
};

// Calls body(source rows, destination rows) for all blocks. Sizes must agree; channels and depths may differ.
template <typename Body>
void in_row_blocks(const fl_image* source, const fl_image* destination, Body body) {
    check(source);
    check(destination);
    require(source->height == destination->height && source->width == destination->width, "source and destination differ in size");
    const int step = rows_of_block(source);
    for (int first = 0; first < source->height; first += step) {
        const int count = std::min(step, source->height - first);
        const fl_image in = rows(source, first, count), out = rows(destination, first, count);
        body(in, out);
    }
}

}  // namespace foldline
