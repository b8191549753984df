// Portable bitmaps, greymaps and pixmaps: header and length checks here, pixels by OpenCV.
#include "decoder.h"

namespace foldline {
namespace {

bool is_space(uint8_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct Layout {
    int64_t width, height, maximum, data_offset;
    int kind;
};

bool matches(const Bytes& bytes) {
    return bytes.length >= 3 && bytes.data[0] == 'P' && bytes.data[1] >= '1' && bytes.data[1] <= '6' &&
           (is_space(bytes.data[2]) || bytes.data[2] == '#');
}

// The next number of the header; comments run from # to the end of the line.
int64_t next_number(const Bytes& bytes, int64_t& at) {
    while (at < bytes.length && (is_space(bytes.data[at]) || bytes.data[at] == '#')) {
        if (bytes.data[at] == '#')
            while (at < bytes.length && bytes.data[at] != '\n') at++;
        else
            at++;
    }
    if (at >= bytes.length) fail(FL_TRUNCATED, "the file ends inside the header");
    int64_t value = 0;
    const int64_t first = at;
    for (; at < bytes.length && bytes.data[at] >= '0' && bytes.data[at] <= '9'; at++) {
        value = value * 10 + (bytes.data[at] - '0');
        if (value > INT32_MAX) fail(FL_BAD_HEADER, "a number of the header is too large");
    }
    if (at == first) fail(FL_BAD_HEADER, "the header holds something that is no number");
    return value;
}

Layout read_layout(const Bytes& bytes) {
    Layout layout{};
    layout.kind = bytes.data[1] - '0';
    int64_t at = 2;
    layout.width = next_number(bytes, at);
    layout.height = next_number(bytes, at);
    layout.maximum = layout.kind == 1 || layout.kind == 4 ? 1 : next_number(bytes, at);
    if (layout.maximum < 1 || layout.maximum > 65535) fail(FL_BAD_HEADER, "the largest sample must lie between 1 and 65535");
    layout.data_offset = at + 1;
    return layout;
}

Header read_header(const Bytes& bytes) {
    const Layout layout = read_layout(bytes);
    Header header{FL_PNM};
    header.width = layout.width;
    header.height = layout.height;
    header.channels = layout.kind == 3 || layout.kind == 6 ? 3 : 1;
    header.depth = layout.maximum > 255 ? FL_UINT16 : FL_UINT8;
    header.sample_size = layout.maximum > 255 ? 2 : 1;
    return header;
}

void check_container(const Bytes& bytes) {
    const Layout layout = read_layout(bytes);
    if (layout.kind <= 3) return;  // written in digits: the codec notices when they end early
    const int64_t sample = layout.maximum > 255 ? 2 : 1;
    const int64_t row = layout.kind == 4 ? (layout.width + 7) / 8 : layout.width * sample * (layout.kind == 6 ? 3 : 1);
    if ((bytes.length - layout.data_offset) / row < layout.height) fail(FL_TRUNCATED, "fewer samples than the header announces");
}

}  // namespace

const Format pnm_format = {FL_PNM, matches, read_header, check_container, nullptr};

}  // namespace foldline
