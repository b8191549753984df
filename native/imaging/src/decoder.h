// A decoder has read and judged the header; read() delivers the pixels into the caller's memory.
#pragma once

#include <memory>

#include "status.h"

struct fl_decoder {
    virtual ~fl_decoder() = default;
    // Fills `info().height * width * channels` samples of `info().depth`.
    virtual void read(void* destination) = 0;
    const fl_image_info& info() const { return info_; }

protected:
    fl_image_info info_{};
};

namespace foldline {

struct Bytes {
    const uint8_t* data;
    int64_t length;

    bool starts_with(const char* magic, int64_t count, int64_t offset = 0) const;
    uint32_t u16le(int64_t at) const { return data[at] | data[at + 1] << 8; }
    uint32_t u32le(int64_t at) const { return u16le(at) | static_cast<uint32_t>(u16le(at + 2)) << 16; }
    uint32_t u16be(int64_t at) const { return data[at] << 8 | data[at + 1]; }
    uint32_t u32be(int64_t at) const { return static_cast<uint32_t>(u16be(at)) << 16 | u16be(at + 2); }
};

// What the header says about the file itself.
struct Header {
    fl_format format;
    int64_t height = 0;
    int64_t width = 0;
    int32_t channels = 0;
    int32_t depth = FL_UINT8;
    int32_t sample_size = 1;  // bytes a sample takes while decoding (8 for float64)
    bool needs_file = false;  // OpenCV's codec reads this kind from files only
};

// Each format: does the file begin so, what does its header say, is the container whole (strict).
struct Format {
    fl_format format;
    bool (*matches)(const Bytes&);
    Header (*read_header)(const Bytes&);
    void (*check_container)(const Bytes&);  // throws FL_TRUNCATED, FL_BAD_CHECKSUM ...; may be null
    // A faster or stricter decoder than OpenCV's, or null when this file is none of its kinds.
    std::unique_ptr<fl_decoder> (*open)(const Bytes&, const Header&, const fl_decode_options&);
};

extern const Format png_format, jpeg_format, tiff_format, bmp_format, webp_format, pnm_format;

// Throws FL_TOO_LARGE when the picture would be larger than the caller allows.
void check_limits(int64_t height, int64_t width, int64_t bytes_a_pixel, const fl_decode_options& options);

}  // namespace foldline
