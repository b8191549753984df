// The traces that a lossy codec leaves: encodes in memory and decodes again.
#include <vector>

#include <opencv2/imgcodecs.hpp>

#include "opencv_calls.h"

using namespace foldline;

int32_t fl_imaging_compress(const fl_image* source, const fl_image* destination, int32_t format, int32_t quality, int32_t as_bgr) {
    return guard([&] {
        const cv::Mat in = view(source);
        cv::Mat out = view(destination);
        require(same_shape(source, destination) && source->depth == FL_UINT8, "two 8-bit images of one shape are needed");
        require(in.channels() == 1 || in.channels() == 3, "1 or 3 channels are needed");
        require(format == FL_JPEG || format == FL_WEBP, "JPEG or WebP is needed");
        const bool swap = in.channels() == 3 && !as_bgr;
        cv::Mat ordered = in;
        if (swap) {
            ordered = cv::Mat();
            cv::cvtColor(in, ordered, cv::COLOR_RGB2BGR);
        }

        const bool jpeg = format == FL_JPEG;
        std::vector<uint8_t> bytes;
        if (!cv::imencode(jpeg ? ".jpg" : ".webp", ordered, bytes, {jpeg ? cv::IMWRITE_JPEG_QUALITY : cv::IMWRITE_WEBP_QUALITY, quality}))
            fail(FL_UNSUPPORTED, "the codec cannot store this picture");
        const cv::Mat decoded = cv::imdecode(bytes, in.channels() == 1 ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR);
        if (decoded.type() != in.type() || decoded.size() != in.size()) fail(FL_INTERNAL, "the codec gave another picture");
        if (swap)
            cv::cvtColor(decoded, out, cv::COLOR_BGR2RGB);
        else
            decoded.copyTo(out);
        require_in_place(out, destination);
    });
}
