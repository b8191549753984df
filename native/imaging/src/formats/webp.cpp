// WebP: container checks here, colour pixels by libwebp straight into the caller's memory, grey ones by OpenCV.
#include <webp/decode.h>

#include "decoder.h"

namespace foldline {
namespace {

constexpr int64_t first_chunk = 12;
constexpr int64_t payload = first_chunk + 8;

bool matches(const Bytes& bytes) { return bytes.starts_with("RIFF", 4) && bytes.starts_with("WEBP", 4, 8); }

void need(const Bytes& bytes, int64_t count) {
    if (bytes.length < payload + count) fail(FL_TRUNCATED, "the file ends inside the WebP header");
}

uint32_t u24le(const Bytes& bytes, int64_t at) { return bytes.u16le(at) | static_cast<uint32_t>(bytes.data[at + 2]) << 16; }

Header read_header(const Bytes& bytes) {
    need(bytes, 0);
    Header header{FL_WEBP};
    header.channels = 3;
    if (bytes.starts_with("VP8 ", 4, first_chunk)) {
        need(bytes, 10);
        if (!bytes.starts_with("\x9d\x01\x2a", 3, payload + 3)) fail(FL_BAD_HEADER, "the key frame's start code is missing");
        header.width = bytes.u16le(payload + 6) & 0x3fff;
        header.height = bytes.u16le(payload + 8) & 0x3fff;
    } else if (bytes.starts_with("VP8L", 4, first_chunk)) {
        need(bytes, 5);
        if (bytes.data[payload] != 0x2f) fail(FL_BAD_HEADER, "the lossless signature is missing");
        const uint32_t packed = bytes.u32le(payload + 1);
        header.width = (packed & 0x3fff) + 1;
        header.height = (packed >> 14 & 0x3fff) + 1;
        header.channels = packed >> 28 & 1 ? 4 : 3;
    } else if (bytes.starts_with("VP8X", 4, first_chunk)) {
        need(bytes, 10);
        if (bytes.data[payload] & 0x02) fail(FL_UNSUPPORTED, "animated WebP pictures are not read");
        header.channels = bytes.data[payload] & 0x10 ? 4 : 3;
        header.width = static_cast<int64_t>(u24le(bytes, payload + 4)) + 1;
        header.height = static_cast<int64_t>(u24le(bytes, payload + 7)) + 1;
    } else {
        fail(FL_BAD_HEADER, "the first chunk is none of VP8, VP8L, VP8X");
    }
    return header;
}

void check_container(const Bytes& bytes) {
    if (static_cast<int64_t>(bytes.u32le(4)) + 8 > bytes.length) fail(FL_TRUNCATED, "the file is shorter than its container says");
    if (payload + static_cast<int64_t>(bytes.u32le(first_chunk + 4)) > bytes.length) fail(FL_TRUNCATED, "the first chunk runs past the end of the file");
}

class WebpDecoder final : public fl_decoder {
public:
    WebpDecoder(const Bytes& bytes, const WebPBitstreamFeatures& features, bool alpha) : bytes_(bytes) {
        info_ = {FL_WEBP, features.height, features.width, alpha ? 4 : 3, FL_UINT8};
    }

    void read(void* destination) override {
        const int row = info_.width * info_.channels;
        const auto decode = info_.channels == 4 ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
        if (!decode(bytes_.data, bytes_.length, static_cast<uint8_t*>(destination), static_cast<size_t>(row) * info_.height, row))
            fail(FL_BAD_DATA, "the codec found damaged data");
    }

private:
    Bytes bytes_;
};

std::unique_ptr<fl_decoder> open(const Bytes& bytes, const Header& header, const fl_decode_options& options) {
    if (options.color == FL_GRAY) return nullptr;
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(bytes.data, bytes.length, &features) != VP8_STATUS_OK) fail(FL_BAD_DATA, "the codec found damaged data");
    // The limits were judged by the container's size; another one inside would pass them by.
    if (features.width != header.width || features.height != header.height) fail(FL_BAD_HEADER, "the container and the picture in it differ in size");
    return std::make_unique<WebpDecoder>(bytes, features, features.has_alpha && options.color == FL_UNCHANGED);
}

}  // namespace

const Format webp_format = {FL_WEBP, matches, read_header, check_container, open};

}  // namespace foldline
