// Threads, numerics and devices.
#include <cstring>

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>

#ifdef FOLDLINE_CUDA
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#include <cuda_runtime_api.h>
#endif

#include "error.h"
#include "foldline_torch.h"
#include "version.h"

using foldline::guarded;

int fl_set_threads(int32_t intra_op) {
  return guarded([&] { at::set_num_threads(intra_op); });
}

int32_t fl_threads() { return at::get_num_threads(); }

int fl_set_flush_denormal(int32_t enabled) {
  return guarded([&] { at::globalContext().setFlushDenormal(enabled != 0); });
}

int fl_set_deterministic(int32_t enabled) {
  return guarded([&] {
    at::globalContext().setDeterministicAlgorithms(enabled != 0, /*warn_only=*/true);
    at::globalContext().setDeterministicCuDNN(enabled != 0);
    at::globalContext().setBenchmarkCuDNN(enabled == 0);
  });
}

int32_t fl_cuda_device_count() {
  int count = 0;
  int status = guarded([&] { count = foldline::version::cuda_device_count(); });
  return status == 0 ? count : 0;
}

int fl_show_config(char** text) {
  return guarded([&] { *text = foldline::copy_text(at::show_config() + at::get_parallel_info()); });
}

#ifdef FOLDLINE_CUDA

int fl_cuda_device(int32_t index, char* name, int32_t name_length, int64_t* total_bytes, int64_t* free_bytes) {
  return guarded([&] {
    cudaDeviceProp properties;
    C10_CUDA_CHECK(cudaGetDeviceProperties(&properties, index));
    std::strncpy(name, properties.name, name_length - 1);
    name[name_length - 1] = '\0';
    c10::cuda::CUDAGuard guard(static_cast<c10::DeviceIndex>(index));
    size_t free_memory = 0, total_memory = 0;
    C10_CUDA_CHECK(cudaMemGetInfo(&free_memory, &total_memory));
    *total_bytes = static_cast<int64_t>(total_memory);
    *free_bytes = static_cast<int64_t>(free_memory);
  });
}

int fl_cuda_memory(int32_t index, int64_t* allocated, int64_t* reserved, int64_t* peak_allocated) {
  return guarded([&] {
    const auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(static_cast<c10::DeviceIndex>(index));
    *allocated = stats.allocated_bytes[0].current;  // 0 is the sum over the small and the large pool
    *reserved = stats.reserved_bytes[0].current;
    *peak_allocated = stats.allocated_bytes[0].peak;
  });
}

int fl_cuda_synchronize(int32_t index) {
  return guarded([&] {
    c10::cuda::CUDAGuard guard(static_cast<c10::DeviceIndex>(index));
    c10::cuda::device_synchronize();
  });
}

int fl_cuda_empty_cache() {
  return guarded([] { c10::cuda::CUDACachingAllocator::emptyCache(); });
}

#else

namespace {
int no_cuda() {
  return guarded([] { TORCH_CHECK(false, "this build of libtorch has no CUDA"); });
}
}  // namespace

int fl_cuda_device(int32_t, char*, int32_t, int64_t*, int64_t*) { return no_cuda(); }
int fl_cuda_memory(int32_t, int64_t*, int64_t*, int64_t*) { return no_cuda(); }
int fl_cuda_synchronize(int32_t) { return no_cuda(); }
int fl_cuda_empty_cache() { return no_cuda(); }

#endif
