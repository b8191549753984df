// Connected components of equal values, and filling by component.
#include <vector>

#include "image_view.h"

namespace {

using namespace foldline;

// Roots of a forest over provisional labels; the smallest label of a tree is its root.
class Forest {
public:
    int32_t add() {
        parents_.push_back(static_cast<int32_t>(parents_.size()));
        return parents_.back();
    }

    int32_t root(int32_t label) {
        while (parents_[label] != label) label = parents_[label] = parents_[parents_[label]];
        return label;
    }

    int32_t join(int32_t a, int32_t b) {
        a = root(a);
        b = root(b);
        return a < b ? parents_[b] = a : parents_[a] = b;
    }

    size_t size() const { return parents_.size(); }

private:
    std::vector<int32_t> parents_{0};
};

template <typename T>
int32_t label_components(const T* in, int32_t* labels, int height, int width) {
    Forest forest;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const int64_t i = static_cast<int64_t>(y) * width + x;
            labels[i] = 0;
            if (in[i] == 0) continue;
            int32_t label = 0;
            // The four neighbours that were visited before, of the eight.
            const int dx[] = {-1, -1, 0, 1}, dy[] = {0, -1, -1, -1};
            for (int n = 0; n < 4; n++) {
                const int nx = x + dx[n], ny = y + dy[n];
                if (nx < 0 || nx >= width || ny < 0) continue;
                const int64_t j = static_cast<int64_t>(ny) * width + nx;
                if (in[j] == in[i]) label = label ? forest.join(label, labels[j]) : labels[j];
            }
            labels[i] = label ? label : forest.add();
        }
    }

    // Roots are the labels of first pixels, so that counting them in order numbers components by their first pixel.
    std::vector<int32_t> numbers(forest.size(), 0);
    int32_t count = 0;
    for (size_t label = 1; label < forest.size(); label++)
        if (forest.root(static_cast<int32_t>(label)) == static_cast<int32_t>(label)) numbers[label] = ++count;
    const int64_t pixels = static_cast<int64_t>(height) * width;
    for (int64_t i = 0; i < pixels; i++) labels[i] = labels[i] ? numbers[forest.root(labels[i])] : 0;
    return count;
}

template <typename T>
void fill(T* pixels, const int32_t* labels, int64_t count, int channels, const uint8_t* selected, const double* values) {
    for (int64_t i = 0; i < count; i++)
        if (selected[labels[i]])
            for (int c = 0; c < channels; c++) pixels[i * channels + c] = static_cast<T>(values[c]);
}

}  // namespace

int32_t fl_imaging_label(const fl_image* mask, int32_t* labels, int32_t* count) {
    return guard([&] {
        check(mask);
        require(mask->channels == 1, "a mask of one channel is needed");
        switch (mask->depth) {
            case FL_UINT8: *count = label_components(static_cast<const uint8_t*>(mask->data), labels, mask->height, mask->width); break;
            case FL_UINT16: *count = label_components(static_cast<const uint16_t*>(mask->data), labels, mask->height, mask->width); break;
            default: *count = label_components(static_cast<const float*>(mask->data), labels, mask->height, mask->width); break;
        }
    });
}

int32_t fl_imaging_fill_labels(const fl_image* image, const int32_t* labels, const uint8_t* selected, const double* values) {
    return guard([&] {
        check(image);
        const int64_t pixels = static_cast<int64_t>(image->height) * image->width;
        switch (image->depth) {
            case FL_UINT8: fill(static_cast<uint8_t*>(image->data), labels, pixels, image->channels, selected, values); break;
            case FL_UINT16: fill(static_cast<uint16_t*>(image->data), labels, pixels, image->channels, selected, values); break;
            default: fill(static_cast<float*>(image->data), labels, pixels, image->channels, selected, values); break;
        }
    });
}
