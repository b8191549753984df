// OpenCV reads 8-bit TIFF by way of RGBA pixels and hides damaged strips; here each strip goes where it belongs, or the file is refused.
#include "tiff_strips.h"

#include <algorithm>
#include <cstring>

#include <tiffio.h>

namespace foldline {
namespace {

// libtiff's view of a file in memory: it maps the bytes and copies none.
class MemoryFile {
public:
    explicit MemoryFile(const Bytes& bytes) : bytes_(bytes) {}

    TIFF* open() { return TIFFClientOpen("memory", "r", this, read, write, seek, close, size, map, unmap); }

private:
    static MemoryFile& of(thandle_t handle) { return *static_cast<MemoryFile*>(handle); }

    static tmsize_t read(thandle_t handle, void* destination, tmsize_t count) {
        MemoryFile& file = of(handle);
        const int64_t available = std::clamp<int64_t>(file.bytes_.length - file.position_, 0, count);
        if (available > 0) std::memcpy(destination, file.bytes_.data + file.position_, available);
        file.position_ += available;
        return available;
    }

    static tmsize_t write(thandle_t, void*, tmsize_t) { return -1; }

    static toff_t seek(thandle_t handle, toff_t offset, int origin) {
        MemoryFile& file = of(handle);
        const int64_t base = origin == SEEK_SET ? 0 : origin == SEEK_CUR ? file.position_ : file.bytes_.length;
        file.position_ = base + static_cast<int64_t>(offset);
        return file.position_;
    }

    static int close(thandle_t) { return 0; }

    static toff_t size(thandle_t handle) { return of(handle).bytes_.length; }

    static int map(thandle_t handle, void** base, toff_t* length) {
        *base = const_cast<uint8_t*>(of(handle).bytes_.data);
        *length = of(handle).bytes_.length;
        return 1;
    }

    static void unmap(thandle_t, void*, toff_t) {}

    Bytes bytes_;
    int64_t position_ = 0;
};

class TiffStrips final : public fl_decoder {
public:
    TiffStrips(const Bytes& bytes, const Header& header) : file_(bytes), tiff_(file_.open(), TIFFClose) {
        info_ = {FL_TIFF, static_cast<int32_t>(header.height), static_cast<int32_t>(header.width), header.channels, FL_UINT8};
    }

    bool takes() {
        if (!tiff_ || TIFFIsTiled(tiff_.get()) || number(TIFFTAG_PLANARCONFIG) != PLANARCONFIG_CONTIG) return false;
        const int channels = info_.channels, light = channels == 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
        return number(TIFFTAG_BITSPERSAMPLE) == 8 && number(TIFFTAG_SAMPLESPERPIXEL) == channels && photometric() == light &&
               number(TIFFTAG_ORIENTATION) == ORIENTATION_TOPLEFT && has_plain_compression() && row() == TIFFScanlineSize(tiff_.get());
    }

    void read(void* destination) override {
        uint32_t rows = 0;
        TIFFGetFieldDefaulted(tiff_.get(), TIFFTAG_ROWSPERSTRIP, &rows);
        const int64_t height = info_.height, rows_a_strip = std::clamp<int64_t>(rows, 1, height);
        auto* out = static_cast<uint8_t*>(destination);
        for (int64_t y = 0, strip = 0; y < height; y += rows_a_strip, strip++) {
            const int64_t wanted = std::min(rows_a_strip, height - y) * row();
            if (TIFFReadEncodedStrip(tiff_.get(), static_cast<uint32_t>(strip), out + y * row(), wanted) != wanted) fail(FL_BAD_DATA, "the codec found damaged data");
        }
    }

private:
    int64_t row() const { return static_cast<int64_t>(info_.width) * info_.channels; }

    int number(uint32_t tag) const {
        uint16_t value = 0;
        return TIFFGetFieldDefaulted(tiff_.get(), tag, &value) ? value : -1;
    }

    // Has no default value, so libtiff leaves it open when the file does.
    int photometric() const {
        uint16_t value = 0;
        return TIFFGetField(tiff_.get(), TIFFTAG_PHOTOMETRIC, &value) ? value : -1;
    }

    bool has_plain_compression() const {
        const int kind = number(TIFFTAG_COMPRESSION);
        return kind == COMPRESSION_NONE || kind == COMPRESSION_LZW || kind == COMPRESSION_ADOBE_DEFLATE || kind == COMPRESSION_DEFLATE || kind == COMPRESSION_PACKBITS;
    }

    MemoryFile file_;
    std::unique_ptr<TIFF, void (*)(TIFF*)> tiff_;
};

}  // namespace

std::unique_ptr<fl_decoder> open_tiff_strips(const Bytes& bytes, const Header& header) {
    auto decoder = std::make_unique<TiffStrips>(bytes, header);
    if (!decoder->takes()) return nullptr;
    return decoder;
}

}  // namespace foldline
