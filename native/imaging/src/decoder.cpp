// Chooses the format by content, judges header and container, and reads by our own decoders or OpenCV's.
#include "decoder.h"

#include <algorithm>
#include <cstring>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sys/mman.h>
#include <unistd.h>

#include "image_view.h"
#include "silent_errors.h"

namespace foldline {

bool Bytes::starts_with(const char* magic, int64_t count, int64_t offset) const {
    return length >= offset + count && std::memcmp(data + offset, magic, count) == 0;
}

void check_limits(int64_t height, int64_t width, int64_t bytes_a_pixel, const fl_decode_options& options) {
    // Sides are at most 2^32, so their product may not fit: compare by division.
    if (height > options.max_pixels / width)
        fail(FL_TOO_LARGE, "the header claims " + std::to_string(width) + " x " + std::to_string(height) + " pixels, allowed are " +
                               std::to_string(options.max_pixels));
    if (height * width > options.max_bytes / bytes_a_pixel)
        fail(FL_TOO_LARGE, "the decoded picture would take " + std::to_string(height * width * bytes_a_pixel) + " bytes, allowed are " +
                               std::to_string(options.max_bytes));
}

namespace {

const Format* const formats[] = {&png_format, &jpeg_format, &tiff_format, &bmp_format, &webp_format, &pnm_format};

const Format& find_format(const Bytes& bytes) {
    for (const Format* format : formats)
        if (format->matches(bytes)) return *format;
    if (bytes.starts_with("GIF8", 4)) fail(FL_UNSUPPORTED, "GIF pictures are not read");
    if (bytes.starts_with("\0\0\0\x0cjP  ", 8)) fail(FL_UNSUPPORTED, "JPEG 2000 pictures are not read");
    if (bytes.starts_with("DICM", 4, 128)) fail(FL_UNSUPPORTED, "DICOM files are not read as pictures");
    if (bytes.starts_with("ftypavif", 8, 4) || bytes.starts_with("ftyphei", 7, 4)) fail(FL_UNSUPPORTED, "AVIF and HEIC pictures are not read");
    fail(FL_UNKNOWN_FORMAT, "the file begins like no known picture format");
}

int read_mode(const fl_decode_options& options) {
    if (options.color == FL_UNCHANGED) return cv::IMREAD_UNCHANGED;
    const int color = options.color == FL_GRAY ? cv::IMREAD_GRAYSCALE : cv::IMREAD_COLOR;
    return options.keep_depth ? color | cv::IMREAD_ANYDEPTH : color;
}

// OpenCV 4.6 fails on tiled TIFF in memory but reads it from a file, so these bytes become a nameless file in memory.
cv::Mat decode_file(const Bytes& bytes, int mode) {
    const int file = memfd_create("foldline", MFD_CLOEXEC);
    if (file < 0) fail(FL_INTERNAL, "no file in memory can be made");
    int64_t written = 0;
    while (written < bytes.length) {
        const ssize_t count = write(file, bytes.data + written, bytes.length - written);
        if (count <= 0) break;
        written += count;
    }
    cv::Mat mat;
    if (written == bytes.length) mat = cv::imread("/proc/self/fd/" + std::to_string(file), mode);
    close(file);
    return mat;
}

// OpenCV's codecs choose type and channels themselves, so the picture is decoded on opening (after all checks of the header).
class OpenCvDecoder final : public fl_decoder {
public:
    OpenCvDecoder(const Bytes& bytes, const Header& header, const fl_decode_options& options) {
        int mode = read_mode(options);
        // OpenCV repeats the grey channel by itself; ask for grey when it shall not.
        if (options.color == FL_COLOR && !options.expand_gray && header.channels == 1)
            mode = options.keep_depth ? cv::IMREAD_GRAYSCALE | cv::IMREAD_ANYDEPTH : cv::IMREAD_GRAYSCALE;
        if (header.sample_size > 2 && options.color != FL_UNCHANGED)
            fail(FL_UNSUPPORTED, "pictures of real numbers are read only unchanged, since grey and colour are 8-bit");

        try {
            const SilentErrors silent;
            mat_ = header.needs_file ? decode_file(bytes, mode) : cv::imdecode(cv::Mat(1, static_cast<int>(bytes.length), CV_8U, const_cast<uint8_t*>(bytes.data)), mode);
        } catch (const cv::Exception& e) {
            fail(FL_BAD_DATA, "the codec failed: " + e.err);
        }
        if (mat_.empty()) fail(FL_BAD_DATA, "the codec found damaged data");
        if (mat_.depth() == CV_64F) mat_.convertTo(mat_, CV_32F);

        info_.format = header.format;
        info_.height = mat_.rows;
        info_.width = mat_.cols;
        info_.channels = mat_.channels();
        info_.depth = depth_of(mat_.depth());
    }

    void read(void* destination) override {
        cv::Mat out(mat_.rows, mat_.cols, mat_.type(), destination);
        if (mat_.channels() == 3)
            cv::cvtColor(mat_, out, cv::COLOR_BGR2RGB);
        else if (mat_.channels() == 4)
            cv::cvtColor(mat_, out, cv::COLOR_BGRA2RGBA);
        else
            mat_.copyTo(out);
        if (out.data != destination) fail(FL_INTERNAL, "the result was written elsewhere");
    }

private:
    static int32_t depth_of(int depth) {
        switch (depth) {
            case CV_8U: return FL_UINT8;
            case CV_16U: return FL_UINT16;
            case CV_32F: return FL_FLOAT32;
            default: fail(FL_UNSUPPORTED, "samples are signed integers; 8 and 16 bit unsigned and real numbers are read");
        }
    }

    cv::Mat mat_;
};

Header judged_header(const Format& format, const Bytes& bytes) {
    const Header header = format.read_header(bytes);
    if (header.height < 1 || header.width < 1)
        fail(FL_BAD_HEADER, "the header gives a size of " + std::to_string(header.width) + " x " + std::to_string(header.height));
    return header;
}

std::unique_ptr<fl_decoder> open(const Bytes& bytes, const fl_decode_options& options) {
    require(options.color >= FL_UNCHANGED && options.color <= FL_COLOR, "unknown colour mode");
    require(options.max_pixels > 0 && options.max_bytes > 0, "limits must be positive");
    const Format& format = find_format(bytes);
    const Header header = judged_header(format, bytes);
    const int64_t channels = options.color == FL_COLOR ? std::max(header.channels, 3) : header.channels;
    check_limits(header.height, header.width, channels * header.sample_size, options);
    if (options.strict && format.check_container) format.check_container(bytes);
    if (format.open)
        if (auto decoder = format.open(bytes, header, options)) return decoder;
    return std::make_unique<OpenCvDecoder>(bytes, header, options);
}

Bytes checked(const uint8_t* bytes, int64_t length) {
    require(bytes && length > 0, "no bytes");
    if (length > INT32_MAX) fail(FL_TOO_LARGE, "the file is larger than 2 GiB");
    return {bytes, length};
}

}  // namespace
}  // namespace foldline

int32_t fl_imaging_probe(const uint8_t* bytes, int64_t length, fl_image_info* info) {
    using namespace foldline;
    return guard([&] {
        const Bytes file = checked(bytes, length);
        const Header header = judged_header(find_format(file), file);
        if (header.height > INT32_MAX || header.width > INT32_MAX) fail(FL_TOO_LARGE, "the header claims a side of more than 2^31 pixels");
        *info = {header.format, static_cast<int32_t>(header.height), static_cast<int32_t>(header.width), header.channels, header.depth};
    });
}

int32_t fl_decoder_open(const uint8_t* bytes, int64_t length, const fl_decode_options* options, fl_decoder** decoder, fl_image_info* info) {
    using namespace foldline;
    return guard([&] {
        auto opened = open(checked(bytes, length), *options);
        *info = opened->info();
        *decoder = opened.release();
    });
}

int32_t fl_decoder_read(fl_decoder* decoder, void* destination, int64_t capacity) {
    using namespace foldline;
    return guard([&] {
        const fl_image_info& info = decoder->info();
        const int64_t needed = static_cast<int64_t>(info.height) * info.width * info.channels * sample_bytes(info.depth);
        require(destination && capacity >= needed, "the destination is too small");
        decoder->read(destination);
    });
}

void fl_decoder_close(fl_decoder* decoder) { delete decoder; }
