// Pixels that move without being mixed: flips, turns, crops, borders and tables of places.
#include <cstring>

#include "opencv_calls.h"

namespace {

using namespace foldline;

// Also known to src/Foldline.Imaging/Transforms/Geometry/Symmetry.cs.
enum symmetry : int32_t { identity, flip_horizontal, flip_vertical, rotate_180, transpose, rotate_90, rotate_270, anti_transpose };

// cv::flip's codes; `none` for the symmetries without one.
constexpr int none = 2;
constexpr int flip_codes[] = {none, 1, 0, -1, none, 0, 1, -1};

bool is_transposed_by_opencv(size_t pixel_bytes) {
    for (size_t known : {1, 2, 3, 4, 6, 8, 12, 16, 24, 32})
        if (pixel_bytes == known) return true;
    return false;
}

void transpose_into(const cv::Mat& in, cv::Mat& out) {
    const size_t bytes = in.elemSize();
    if (is_transposed_by_opencv(bytes)) {
        cv::transpose(in, out);
        return;
    }

    for (int y = 0; y < out.rows; y++)
        for (int x = 0; x < out.cols; x++) std::memcpy(out.ptr(y, x), in.ptr(x, y), bytes);
}

}  // namespace

int32_t fl_imaging_turn(const fl_image* source, const fl_image* destination, int32_t symmetry) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(symmetry >= identity && symmetry <= anti_transpose, "unknown symmetry");
        const bool exchanged = symmetry >= transpose;
        require(same_kind(source, destination) && in.rows == (exchanged ? out.cols : out.rows) && in.cols == (exchanged ? out.rows : out.cols),
                "source and destination differ in shape");
        require(source->data != destination->data, "a turn cannot work in place");
        const int code = flip_codes[symmetry];
        if (exchanged) {
            transpose_into(in, out);
            if (code != none) cv::flip(out, out, code);
        } else if (code == none) {
            in.copyTo(out);
        } else {
            cv::flip(in, out, code);
        }
        require_in_place(out, destination);
    });
}

int32_t fl_imaging_crop(const fl_image* source, const fl_image* destination, int32_t top, int32_t left) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_kind(source, destination), "source and destination differ in depth or channels");
        require(top >= 0 && left >= 0 && top <= in.rows - out.rows && left <= in.cols - out.cols, "the crop lies outside");
        in(cv::Rect(left, top, out.cols, out.rows)).copyTo(out);
        require_in_place(out, destination);
    });
}

int32_t fl_imaging_pad(const fl_image* source, const fl_image* destination, int32_t top, int32_t left, int32_t border, const double* value) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_kind(source, destination), "source and destination differ in depth or channels");
        const int bottom = out.rows - in.rows - top, right = out.cols - in.cols - left;
        require(top >= 0 && left >= 0 && bottom >= 0 && right >= 0, "the border is negative");
        const int code = border_code(border);
        const auto pad = [&](const cv::Mat& a, cv::Mat& b, int first) {
            cv::copyMakeBorder(a, b, top, bottom, left, right, code | cv::BORDER_ISOLATED, fill_of(value, first, std::min(4, a.channels())));
        };
        if (code == cv::BORDER_CONSTANT)
            in_groups_of_four(in, out, pad);
        else
            pad(in, out, 0);
        require_in_place(out, destination);
    });
}

int32_t fl_imaging_gather(const fl_image* source, const fl_image* destination, const int32_t* places) {
    return guard([&] {
        check(source);
        check(destination);
        require(same_kind(source, destination) && source->data != destination->data, "source and destination do not fit");
        const int32_t pixels = source->height * source->width;
        const int64_t bytes = sample_bytes(source->depth) * source->channels;
        const auto* in = static_cast<const char*>(source->data);
        auto* out = static_cast<char*>(destination->data);
        const int64_t count = static_cast<int64_t>(destination->height) * destination->width;
        for (int64_t i = 0; i < count; i++) {
            require(places[i] < pixels, "a place lies outside");
            if (places[i] < 0)
                std::memset(out + i * bytes, 0, bytes);
            else
                std::memcpy(out + i * bytes, in + places[i] * bytes, bytes);
        }
    });
}
