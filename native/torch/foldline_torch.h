// The C ABI of the torch bridge.
//
// One generic call runs any operator of libtorch's dispatcher, boxed, by the handle that its schema name gives. Beside
// it stands only what is no operator: tensors over memory, metadata, autograd, autocast, generators, threads, devices.
//
// Every function returns 0 on success; otherwise the calling thread's message is at fl_torch_last_error().
// Handles are owned references: what a function hands out must be released once.
#pragma once

#include <cstdint>

#define FL_API extern "C" __attribute__((visibility("default")))

// What an fl_value holds. Values of a schema's Scalar, ScalarType, Layout and MemoryFormat arguments travel as
// integers, floats or booleans.
enum fl_kind : int32_t {
  FL_DEFAULT = 0,       // an input left out: the schema's default
  FL_NONE = 1,
  FL_TENSOR = 2,        // pointer = tensor handle (null: None)
  FL_TENSORS = 3,       // pointer = array of `length` handles
  FL_OPTIONAL_TENSORS = 4,
  FL_INT = 5,
  FL_INTS = 6,          // pointer = int64_t[length]
  FL_FLOAT = 7,
  FL_FLOATS = 8,        // pointer = double[length]
  FL_BOOL = 9,
  FL_BOOLS = 10,        // pointer = uint8_t[length]
  FL_DEVICE = 11,       // integer = device type, length = index
  FL_GENERATOR = 12,    // pointer = generator handle
  FL_STRING = 13,       // pointer = UTF-8 bytes, length = their number
};

struct fl_value {
  int32_t kind;
  int32_t length;
  union {
    int64_t integer;
    double number;
    void* pointer;
  };
};

typedef void* fl_tensor;
typedef void* fl_generator;
typedef void* fl_operator;

// --- errors and versions -------------------------------------------------------------------------------------------
FL_API const char* fl_torch_last_error();
FL_API const char* fl_torch_version();
FL_API void fl_torch_free(void* memory);

// --- operators -----------------------------------------------------------------------------------------------------
// The handle of an operator, valid for the life of the process.
FL_API int fl_operator_find(const char* name, const char* overload, fl_operator* result);
// The schema line of an operator as libtorch prints it; free the text with fl_torch_free.
FL_API int fl_operator_schema(fl_operator op, char** text);
// Inputs beyond `input_count` take the schema's defaults. The first `output_count` outputs are handed out; tensor lists come
// as a malloc'd array of handles (free with fl_torch_free after taking the handles).
FL_API int fl_operator_call(fl_operator op, const fl_value* inputs, int32_t input_count, fl_value* outputs, int32_t output_count);

// --- tensors -------------------------------------------------------------------------------------------------------
typedef void (*fl_release)(void* context);
FL_API int fl_tensor_from_memory(void* data, const int64_t* sizes, const int64_t* strides, int32_t rank, int32_t dtype,
                                 fl_release release, void* context, fl_tensor* result);
FL_API int fl_tensor_retain(fl_tensor tensor, fl_tensor* result);
FL_API void fl_tensor_release(fl_tensor tensor);
FL_API int fl_tensor_data(fl_tensor tensor, void** data);
FL_API int64_t fl_tensor_count(fl_tensor tensor);
FL_API int32_t fl_tensor_rank(fl_tensor tensor);
FL_API int fl_tensor_sizes(fl_tensor tensor, int64_t* sizes);
FL_API int fl_tensor_strides(fl_tensor tensor, int64_t* strides);
FL_API int32_t fl_tensor_dtype(fl_tensor tensor);
FL_API int fl_tensor_device(fl_tensor tensor, int32_t* type, int32_t* index);
FL_API int fl_tensor_is_contiguous(fl_tensor tensor, int32_t memory_format, int32_t* result);
FL_API int fl_tensor_same(fl_tensor left, fl_tensor right);
FL_API int fl_tensor_text(fl_tensor tensor, char** text);

// --- autograd ------------------------------------------------------------------------------------------------------
FL_API int fl_tensor_requires_grad(fl_tensor tensor);
FL_API int fl_tensor_set_requires_grad(fl_tensor tensor, int32_t value);
FL_API int fl_tensor_is_leaf(fl_tensor tensor);
FL_API int fl_tensor_grad(fl_tensor tensor, fl_tensor* result);  // null when there is none
FL_API int fl_tensor_set_grad(fl_tensor tensor, fl_tensor grad);  // null clears it
FL_API int fl_tensors_grads(const fl_tensor* tensors, int32_t count, fl_tensor* grads);  // null where there is none
FL_API int fl_tensors_clear_grads(const fl_tensor* tensors, int32_t count);

// Optimizer steps in one pass, for dense single- or double-precision tensors on the CPU. done = 0: nothing was changed, since some
// tensor is of another sort.
typedef struct {
  double sign;         // -1 to climb
  double l2;           // factor of the parameter added to its gradient
  double shrink;       // factor of the parameter itself (decoupled decay)
  double beta1, beta2, eps;
  double step_size;    // learning rate / (1 - beta1^t)
  double second_root;  // sqrt(1 - beta2^t)
} fl_adam_step;

typedef struct {
  double sign, l2, learning_rate;
  double momentum, keep;   // buffer <- momentum * buffer + keep * gradient
  double current, ahead;   // direction = current * gradient + ahead * buffer
} fl_sgd_step;

FL_API int fl_adam(const fl_tensor* parameters, const fl_tensor* gradients, const fl_tensor* means, const fl_tensor* squares,
                   const fl_tensor* largest, int32_t count, const fl_adam_step* step, int32_t* done);  // largest: null without amsgrad
FL_API int fl_sgd(const fl_tensor* parameters, const fl_tensor* gradients, const fl_tensor* buffers, int32_t count,
                  const fl_sgd_step* step, int32_t* done);  // buffers: null without momentum

FL_API int fl_backward(const fl_tensor* tensors, const fl_tensor* gradients, int32_t count, int32_t retain_graph, int32_t create_graph);
FL_API int fl_grad(const fl_tensor* outputs, const fl_tensor* gradients, int32_t output_count, const fl_tensor* inputs, int32_t input_count,
                   int32_t retain_graph, int32_t create_graph, fl_tensor* results);
// Ties an output that was computed without recording to its inputs: backward asks `run` for the gradients of all inputs, given the first
// input and the output's gradient, both of which become the callee's; `results` has one place an input, null for none. `release` is
// called once, when the graph needs the context no longer. Neither may throw.
typedef int32_t (*fl_recompute)(void* context, fl_tensor input, fl_tensor gradient, fl_tensor* results);
FL_API int fl_recomputed(fl_tensor output, const fl_tensor* inputs, int32_t count, fl_recompute run, fl_release release, void* context, fl_tensor* result);
FL_API int32_t fl_grad_mode();
FL_API void fl_set_grad_mode(int32_t enabled);
FL_API int fl_inference_mode_enter(void** guard);
FL_API void fl_inference_mode_leave(void* guard);

// --- autocast ------------------------------------------------------------------------------------------------------
FL_API int fl_autocast_get(int32_t device_type, int32_t* enabled, int32_t* dtype);
FL_API int fl_autocast_set(int32_t device_type, int32_t enabled, int32_t dtype);
FL_API int fl_autocast_clear_cache();

// --- generators ----------------------------------------------------------------------------------------------------
FL_API int fl_generator_create(uint64_t seed, fl_generator* result);
FL_API int fl_generator_default(int32_t device_type, int32_t index, fl_generator* result);
FL_API void fl_generator_release(fl_generator generator);
FL_API int fl_generator_seed(fl_generator generator, uint64_t seed);
FL_API int fl_generator_initial_seed(fl_generator generator, uint64_t* seed);
FL_API int fl_generator_state(fl_generator generator, fl_tensor* state);
FL_API int fl_generator_set_state(fl_generator generator, fl_tensor state);

// --- threads and devices -------------------------------------------------------------------------------------------
FL_API int fl_set_threads(int32_t intra_op);  // for the calling thread
FL_API int32_t fl_threads();
FL_API int fl_set_flush_denormal(int32_t enabled);
FL_API int fl_set_deterministic(int32_t enabled);
FL_API int32_t fl_cuda_device_count();
FL_API int fl_cuda_device(int32_t index, char* name, int32_t name_length, int64_t* total_bytes, int64_t* free_bytes);
FL_API int fl_cuda_memory(int32_t index, int64_t* allocated, int64_t* reserved, int64_t* peak_allocated);
FL_API int fl_cuda_synchronize(int32_t index);
FL_API int fl_cuda_empty_cache();
FL_API int fl_show_config(char** text);
// Tensors in CPU memory from now on come from a pool that keeps what is freed (allocator.cpp).
FL_API void fl_pool_memory(void);
// Hands free pages of the C library's heap, which the pool does not manage, back to the system.
FL_API void fl_trim_heap(void);
// Counts the bytes of CPU tensors that the calling thread makes and frees, from the start on.
FL_API void fl_memory_meter_start(void);
FL_API void fl_memory_meter_read(int64_t* current, int64_t* peak);
FL_API void fl_memory_meter_stop(void);
