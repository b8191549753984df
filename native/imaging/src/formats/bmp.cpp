// Windows bitmaps: header and length checks here, pixels by OpenCV.
#include <cstdlib>

#include "decoder.h"

namespace foldline {
namespace {

struct Layout {
    int64_t width, height, data_offset, palette_offset, palette_entry, palette_count;
    uint32_t bits, compression;
};

bool matches(const Bytes& bytes) { return bytes.starts_with("BM", 2); }

Layout read_layout(const Bytes& bytes) {
    if (bytes.length < 26) fail(FL_TRUNCATED, "the file ends inside the bitmap header");
    Layout layout{};
    layout.data_offset = bytes.u32le(10);
    const int64_t header = bytes.u32le(14);
    layout.palette_offset = 14 + header;
    if (header == 12) {
        layout.width = bytes.u16le(18);
        layout.height = bytes.u16le(20);
        layout.bits = bytes.u16le(24);
        layout.palette_entry = 3;
    } else {
        if (header < 40 || header > 1024) fail(FL_BAD_HEADER, "unknown bitmap header of " + std::to_string(header) + " bytes");
        if (bytes.length < 54) fail(FL_TRUNCATED, "the file ends inside the bitmap header");
        layout.width = static_cast<int32_t>(bytes.u32le(18));
        layout.height = std::llabs(static_cast<int64_t>(static_cast<int32_t>(bytes.u32le(22))));
        layout.bits = bytes.u16le(28);
        layout.compression = bytes.u32le(30);
        layout.palette_count = bytes.u32le(46);
        layout.palette_entry = 4;
    }
    const uint32_t bits = layout.bits;
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32)
        fail(FL_BAD_HEADER, std::to_string(bits) + " bits a pixel do not exist in bitmaps");
    if (layout.palette_count == 0 && bits <= 8) layout.palette_count = 1 << bits;
    return layout;
}

bool has_gray_palette(const Bytes& bytes, const Layout& layout) {
    if (layout.bits > 8 || layout.palette_count > 256) return false;
    for (int64_t i = 0; i < layout.palette_count; i++) {
        const int64_t at = layout.palette_offset + i * layout.palette_entry;
        if (at + 3 > bytes.length) return false;
        if (bytes.data[at] != bytes.data[at + 1] || bytes.data[at] != bytes.data[at + 2]) return false;
    }
    return true;
}

Header read_header(const Bytes& bytes) {
    const Layout layout = read_layout(bytes);
    Header header{FL_BMP};
    header.width = layout.width;
    header.height = layout.height;
    header.channels = has_gray_palette(bytes, layout) ? 1 : 3;
    return header;
}

void check_container(const Bytes& bytes) {
    const Layout layout = read_layout(bytes);
    if (layout.data_offset >= bytes.length) fail(FL_TRUNCATED, "the pixels would begin behind the end of the file");
    const bool run_length = layout.compression == 1 || layout.compression == 2;
    if (run_length) return;
    const int64_t row = (layout.width * layout.bits + 31) / 32 * 4;
    if ((bytes.length - layout.data_offset) / row < layout.height) fail(FL_TRUNCATED, "rows are missing at the end of the file");
}

}  // namespace

const Format bmp_format = {FL_BMP, matches, read_header, check_container, nullptr};

}  // namespace foldline
