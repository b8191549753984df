using Foldline.Torch.Tracing;

namespace Foldline.Models.Profiles;

/// <summary>Counts multiplications with an addition: of convolutions, linear layers and matrix products. Everything else is left out, as is usual.</summary>
internal static class MultiplyAdds
{
    public static long Of(OperatorCall call) => call.Name switch
    {
        "aten::conv1d" or "aten::conv2d" or "aten::conv3d" => call.Outputs[0].Count * PerOutput(call.Input(1)!),
        // Every input element meets every tap of its channel's kernels.
        "aten::conv_transpose2d" => call.Input(0)!.Count * PerOutput(call.Input(1)!),
        "aten::linear" => call.Outputs[0].Count * call.Input(1)!.Shape[^1],
        "aten::matmul" or "aten::mm" or "aten::bmm" => call.Outputs[0].Count * call.Input(0)!.Shape[^1],
        "aten::addmm" or "aten::baddbmm" => call.Outputs[0].Count * call.Input(1)!.Shape[^1],
        _ => 0,
    };

    private static long PerOutput(TracedTensor weight) => weight.Count / weight.Shape[0];
}
