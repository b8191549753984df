using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>The functions of <c>foldline_torch.h</c>.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "foldline_torch";

    static NativeMethods() => NativeBridge.Register(typeof(NativeMethods).Assembly, Library, "torch", "libfoldline_torch.so");

    [LibraryImport(Library, EntryPoint = "fl_torch_last_error")]
    public static partial nint LastError();

    [LibraryImport(Library, EntryPoint = "fl_torch_version")]
    public static partial nint Version();

    [LibraryImport(Library, EntryPoint = "fl_torch_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "fl_operator_find", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OperatorFind(string name, string overload, out nint handle);

    [LibraryImport(Library, EntryPoint = "fl_operator_schema")]
    public static partial int OperatorSchema(nint handle, out nint text);

    [LibraryImport(Library, EntryPoint = "fl_operator_call")]
    public static partial int OperatorCall(nint handle, NativeValue* inputs, int inputCount, NativeValue* outputs, int outputCount);

    [LibraryImport(Library, EntryPoint = "fl_tensor_from_memory")]
    public static partial int TensorFromMemory(
        nint data, long* sizes, long* strides, int rank, int dtype, delegate* unmanaged<nint, void> release, nint context, out nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_retain")]
    public static partial int TensorRetain(nint tensor, out nint result);

    [LibraryImport(Library, EntryPoint = "fl_tensor_release")]
    public static partial void TensorRelease(nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_data")]
    public static partial int TensorData(nint tensor, out nint data);

    [LibraryImport(Library, EntryPoint = "fl_tensor_count")]
    public static partial long TensorCount(nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_rank")]
    public static partial int TensorRank(nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_sizes")]
    public static partial int TensorSizes(nint tensor, long* sizes);

    [LibraryImport(Library, EntryPoint = "fl_tensor_strides")]
    public static partial int TensorStrides(nint tensor, long* strides);

    [LibraryImport(Library, EntryPoint = "fl_tensor_dtype")]
    public static partial int TensorDType(nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_device")]
    public static partial int TensorDevice(nint tensor, out int kind, out int index);

    [LibraryImport(Library, EntryPoint = "fl_tensor_is_contiguous")]
    public static partial int TensorIsContiguous(nint tensor, int memoryFormat, out int result);

    [LibraryImport(Library, EntryPoint = "fl_tensor_text")]
    public static partial int TensorText(nint tensor, out nint text);

    [LibraryImport(Library, EntryPoint = "fl_tensor_requires_grad")]
    public static partial int TensorRequiresGrad(nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_set_requires_grad")]
    public static partial int TensorSetRequiresGrad(nint tensor, int value);

    [LibraryImport(Library, EntryPoint = "fl_tensor_is_leaf")]
    public static partial int TensorIsLeaf(nint tensor);

    [LibraryImport(Library, EntryPoint = "fl_tensor_grad")]
    public static partial int TensorGrad(nint tensor, out nint grad);

    [LibraryImport(Library, EntryPoint = "fl_tensor_set_grad")]
    public static partial int TensorSetGrad(nint tensor, nint grad);

    [LibraryImport(Library, EntryPoint = "fl_tensors_grads")]
    public static partial int TensorsGrads(nint* tensors, int count, nint* grads);

    [LibraryImport(Library, EntryPoint = "fl_tensors_clear_grads")]
    public static partial int TensorsClearGrads(nint* tensors, int count);

    [LibraryImport(Library, EntryPoint = "fl_adam")]
    public static partial int Adam(
        nint* parameters, nint* gradients, nint* means, nint* squares, nint* largest, int count, FusedAdamStep* step, out int done);

    [LibraryImport(Library, EntryPoint = "fl_sgd")]
    public static partial int Sgd(nint* parameters, nint* gradients, nint* buffers, int count, FusedSgdStep* step, out int done);

    [LibraryImport(Library, EntryPoint = "fl_backward")]
    public static partial int Backward(nint* tensors, nint* gradients, int count, int retainGraph, int createGraph);

    [LibraryImport(Library, EntryPoint = "fl_grad")]
    public static partial int Grad(
        nint* outputs, nint* gradients, int outputCount, nint* inputs, int inputCount, int retainGraph, int createGraph, nint* results);

    [LibraryImport(Library, EntryPoint = "fl_recomputed")]
    public static partial int Recomputed(
        nint output,
        nint* inputs,
        int count,
        delegate* unmanaged<nint, nint, nint, nint*, int> run,
        delegate* unmanaged<nint, void> release,
        nint context,
        out nint result);

    [LibraryImport(Library, EntryPoint = "fl_grad_mode")]
    public static partial int GradMode();

    [LibraryImport(Library, EntryPoint = "fl_set_grad_mode")]
    public static partial void SetGradMode(int enabled);

    [LibraryImport(Library, EntryPoint = "fl_inference_mode_enter")]
    public static partial int InferenceModeEnter(out nint guard);

    [LibraryImport(Library, EntryPoint = "fl_inference_mode_leave")]
    public static partial void InferenceModeLeave(nint guard);

    [LibraryImport(Library, EntryPoint = "fl_autocast_get")]
    public static partial int AutocastGet(int device, out int enabled, out int dtype);

    [LibraryImport(Library, EntryPoint = "fl_autocast_set")]
    public static partial int AutocastSet(int device, int enabled, int dtype);

    [LibraryImport(Library, EntryPoint = "fl_autocast_clear_cache")]
    public static partial int AutocastClearCache();

    [LibraryImport(Library, EntryPoint = "fl_generator_create")]
    public static partial int GeneratorCreate(ulong seed, out nint generator);

    [LibraryImport(Library, EntryPoint = "fl_generator_default")]
    public static partial int GeneratorDefault(int device, int index, out nint generator);

    [LibraryImport(Library, EntryPoint = "fl_generator_release")]
    public static partial void GeneratorRelease(nint generator);

    [LibraryImport(Library, EntryPoint = "fl_generator_seed")]
    public static partial int GeneratorSeed(nint generator, ulong seed);

    [LibraryImport(Library, EntryPoint = "fl_generator_initial_seed")]
    public static partial int GeneratorInitialSeed(nint generator, out ulong seed);

    [LibraryImport(Library, EntryPoint = "fl_generator_state")]
    public static partial int GeneratorState(nint generator, out nint state);

    [LibraryImport(Library, EntryPoint = "fl_generator_set_state")]
    public static partial int GeneratorSetState(nint generator, nint state);

    [LibraryImport(Library, EntryPoint = "fl_set_threads")]
    public static partial int SetThreads(int intraOp);

    [LibraryImport(Library, EntryPoint = "fl_threads")]
    public static partial int Threads();

    [LibraryImport(Library, EntryPoint = "fl_set_flush_denormal")]
    public static partial int SetFlushDenormal(int enabled);

    [LibraryImport(Library, EntryPoint = "fl_set_deterministic")]
    public static partial int SetDeterministic(int enabled);

    [LibraryImport(Library, EntryPoint = "fl_cuda_device_count")]
    public static partial int CudaDeviceCount();

    [LibraryImport(Library, EntryPoint = "fl_cuda_device")]
    public static partial int CudaDevice(int index, byte* name, int nameLength, out long totalBytes, out long freeBytes);

    [LibraryImport(Library, EntryPoint = "fl_cuda_memory")]
    public static partial int CudaMemory(int index, out long allocated, out long reserved, out long peakAllocated);

    [LibraryImport(Library, EntryPoint = "fl_cuda_synchronize")]
    public static partial int CudaSynchronize(int index);

    [LibraryImport(Library, EntryPoint = "fl_cuda_empty_cache")]
    public static partial int CudaEmptyCache();

    [LibraryImport(Library, EntryPoint = "fl_show_config")]
    public static partial int ShowConfig(out nint text);

    [LibraryImport(Library, EntryPoint = "fl_pool_memory")]
    public static partial void PoolMemory();

    [LibraryImport(Library, EntryPoint = "fl_trim_heap")]
    public static partial void TrimHeap();

    [LibraryImport(Library, EntryPoint = "fl_memory_meter_start")]
    public static partial void MemoryMeterStart();

    [LibraryImport(Library, EntryPoint = "fl_memory_meter_read")]
    public static partial void MemoryMeterRead(out long current, out long peak);

    [LibraryImport(Library, EntryPoint = "fl_memory_meter_stop")]
    public static partial void MemoryMeterStop();
}
