// Every difference between libtorch versions (1.13 ... 2.x) is in this file.
#pragma once

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/version.h>

#define FL_TORCH_AT_LEAST(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace foldline::version {

// Autocast became generic over the device type in 2.4; before, each device had its own functions.
inline bool autocast_enabled(at::DeviceType device) {
#if FL_TORCH_AT_LEAST(2, 4)
  return at::autocast::is_autocast_enabled(device);
#else
  return device == at::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
#endif
}

inline at::ScalarType autocast_dtype(at::DeviceType device) {
#if FL_TORCH_AT_LEAST(2, 4)
  return at::autocast::get_autocast_dtype(device);
#else
  return device == at::kCPU ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype();
#endif
}

inline void set_autocast(at::DeviceType device, bool enabled, at::ScalarType dtype) {
#if FL_TORCH_AT_LEAST(2, 4)
  at::autocast::set_autocast_enabled(device, enabled);
  at::autocast::set_autocast_dtype(device, dtype);
#else
  if (device == at::kCPU) {
    at::autocast::set_cpu_enabled(enabled);
    at::autocast::set_autocast_cpu_dtype(dtype);
  } else {
    at::autocast::set_enabled(enabled);
    at::autocast::set_autocast_gpu_dtype(dtype);
  }
#endif
}

// The hook that counts devices was renamed in 2.4.
inline int cuda_device_count() {
  if (!at::hasCUDA()) return 0;
#if FL_TORCH_AT_LEAST(2, 4)
  return static_cast<int>(at::detail::getCUDAHooks().deviceCount());
#else
  return at::detail::getCUDAHooks().getNumGPUs();
#endif
}

}  // namespace foldline::version
