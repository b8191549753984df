// Random generators: the default ones of the devices, and own ones on the CPU.
#include <mutex>

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>

#include "error.h"
#include "foldline_torch.h"
#include "handles.h"

using foldline::borrow_generator;
using foldline::guarded;

int fl_generator_create(uint64_t seed, fl_generator* result) {
  return guarded([&] { *result = at::detail::createCPUGenerator(seed).unsafeReleaseGeneratorImpl(); });
}

int fl_generator_default(int32_t device_type, int32_t index, fl_generator* result) {
  return guarded([&] {
    c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(index));
    at::Generator generator = at::globalContext().defaultGenerator(device);
    *result = generator.unsafeReleaseGeneratorImpl();
  });
}

void fl_generator_release(fl_generator generator) {
  if (generator != nullptr) c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(generator));
}

int fl_generator_seed(fl_generator generator, uint64_t seed) {
  return guarded([&] {
    auto target = borrow_generator(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_current_seed(seed);
  });
}

int fl_generator_initial_seed(fl_generator generator, uint64_t* seed) {
  return guarded([&] {
    auto source = borrow_generator(generator);
    std::lock_guard<std::mutex> lock(source.mutex());
    *seed = source.current_seed();
  });
}

int fl_generator_state(fl_generator generator, fl_tensor* state) {
  return guarded([&] {
    auto source = borrow_generator(generator);
    std::lock_guard<std::mutex> lock(source.mutex());
    *state = foldline::hand_out(source.get_state());
  });
}

int fl_generator_set_state(fl_generator generator, fl_tensor state) {
  return guarded([&] {
    auto target = borrow_generator(generator);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_state(foldline::borrow(state));
  });
}
