// Encoding through OpenCV.
#include <cstdlib>
#include <cstring>
#include <vector>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "image_view.h"

namespace {

using namespace foldline;

struct Target {
    const char* extension;
    int quality_flag;
};

Target target_of(int32_t format) {
    switch (format) {
        case FL_PNG: return {".png", cv::IMWRITE_PNG_COMPRESSION};
        case FL_JPEG: return {".jpg", cv::IMWRITE_JPEG_QUALITY};
        case FL_TIFF: return {".tiff", 0};
        case FL_BMP: return {".bmp", 0};
        case FL_WEBP: return {".webp", cv::IMWRITE_WEBP_QUALITY};
        case FL_PNM: return {".pnm", 0};
        default: fail(FL_BAD_ARGUMENT, "unknown format");
    }
}

void require_writable(const fl_image* image, int32_t format) {
    const bool eight = image->depth == FL_UINT8;
    const bool sixteen = image->depth == FL_UINT16 && (format == FL_PNG || format == FL_TIFF || format == FL_PNM);
    const bool real = image->depth == FL_FLOAT32 && format == FL_TIFF;
    if (!eight && !sixteen && !real) fail(FL_UNSUPPORTED, "this format does not store samples of this type");
    const bool alpha = image->channels == 4 && (format == FL_PNG || format == FL_TIFF || format == FL_WEBP || format == FL_BMP);
    if (image->channels != 1 && image->channels != 3 && !alpha) fail(FL_UNSUPPORTED, "this format does not store that many channels");
}

}  // namespace

int32_t fl_imaging_encode(const fl_image* image, int32_t format, int32_t quality, uint8_t** bytes, int64_t* length) {
    return guard([&] {
        cv::Mat mat = view(image);
        const Target target = target_of(format);
        require_writable(image, format);
        cv::Mat swapped;
        if (image->channels == 3) cv::cvtColor(mat, swapped, cv::COLOR_RGB2BGR);
        if (image->channels == 4) cv::cvtColor(mat, swapped, cv::COLOR_RGBA2BGRA);
        std::vector<int> parameters;
        if (target.quality_flag) parameters = {target.quality_flag, quality};
        std::vector<uint8_t> encoded;
        if (!cv::imencode(target.extension, swapped.empty() ? mat : swapped, encoded, parameters))
            fail(FL_UNSUPPORTED, "the codec cannot store this picture");
        auto* copy = static_cast<uint8_t*>(std::malloc(encoded.size()));
        if (!copy) throw std::bad_alloc();
        std::memcpy(copy, encoded.data(), encoded.size());
        *bytes = copy;
        *length = static_cast<int64_t>(encoded.size());
    });
}

void fl_imaging_release(uint8_t* bytes) { std::free(bytes); }
