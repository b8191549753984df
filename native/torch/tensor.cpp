// Tensors over memory, their metadata and data.
#include <sstream>

#include <ATen/ATen.h>

#include "error.h"
#include "foldline_torch.h"
#include "handles.h"

using foldline::borrow;
using foldline::guarded;
using foldline::hand_out;
using foldline::impl;

int fl_tensor_from_memory(void* data, const int64_t* sizes, const int64_t* strides, int32_t rank, int32_t dtype,
                          fl_release release, void* context, fl_tensor* result) {
  return guarded([&] {
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
    auto deleter = [release, context](void*) {
      if (release != nullptr) release(context);
    };
    *result = hand_out(at::from_blob(data, {sizes, static_cast<size_t>(rank)}, {strides, static_cast<size_t>(rank)}, deleter, options));
  });
}

int fl_tensor_retain(fl_tensor tensor, fl_tensor* result) {
  return guarded([&] { *result = hand_out(borrow(tensor)); });
}

void fl_tensor_release(fl_tensor tensor) {
  if (tensor != nullptr) c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim(impl(tensor));
}

int fl_tensor_data(fl_tensor tensor, void** data) {
  return guarded([&] { *data = borrow(tensor).data_ptr(); });
}

int64_t fl_tensor_count(fl_tensor tensor) { return impl(tensor)->numel(); }
int32_t fl_tensor_rank(fl_tensor tensor) { return static_cast<int32_t>(impl(tensor)->dim()); }

int fl_tensor_sizes(fl_tensor tensor, int64_t* sizes) {
  return guarded([&] {
    auto values = impl(tensor)->sizes();
    std::copy(values.begin(), values.end(), sizes);
  });
}

int fl_tensor_strides(fl_tensor tensor, int64_t* strides) {
  return guarded([&] {
    auto values = impl(tensor)->strides();
    std::copy(values.begin(), values.end(), strides);
  });
}

int32_t fl_tensor_dtype(fl_tensor tensor) { return static_cast<int32_t>(c10::typeMetaToScalarType(impl(tensor)->dtype())); }

int fl_tensor_device(fl_tensor tensor, int32_t* type, int32_t* index) {
  return guarded([&] {
    auto device = impl(tensor)->device();
    *type = static_cast<int32_t>(device.type());
    *index = device.index();
  });
}

int fl_tensor_is_contiguous(fl_tensor tensor, int32_t memory_format, int32_t* result) {
  return guarded([&] { *result = impl(tensor)->is_contiguous(static_cast<at::MemoryFormat>(memory_format)) ? 1 : 0; });
}

int fl_tensor_same(fl_tensor left, fl_tensor right) { return left == right ? 1 : 0; }

int fl_tensor_text(fl_tensor tensor, char** text) {
  return guarded([&] {
    std::ostringstream stream;
    stream << borrow(tensor);
    *text = foldline::copy_text(stream.str());
  });
}
