// Handles are intrusive pointers taken apart: one reference count per handle, no wrapper object.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/Generator.h>

#include "foldline_torch.h"

namespace foldline {

// A new reference to the handle's tensor. Null gives an undefined tensor.
inline at::Tensor borrow(fl_tensor handle) {
  if (handle == nullptr) return at::Tensor();
  return at::Tensor(c10::intrusive_ptr<at::TensorImpl, at::UndefinedTensorImpl>::reclaim_copy(static_cast<at::TensorImpl*>(handle)));
}

inline at::TensorImpl* impl(fl_tensor handle) { return static_cast<at::TensorImpl*>(handle); }

// Moves the tensor's reference into a handle. An undefined tensor gives null.
inline fl_tensor hand_out(at::Tensor tensor) {
  if (!tensor.defined()) return nullptr;
  return tensor.unsafeReleaseTensorImpl();
}

inline at::Generator borrow_generator(fl_generator handle) {
  return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle)));
}

}  // namespace foldline
