using System.Text.Json;
using Foldline.Models;
using Foldline.Models.Segmentation;

namespace Foldline.Tests.Models.Segmentation;

/// <summary>Reads the constructor arguments of the reference that a record holds.</summary>
internal static class RecordedOptions
{
    public static SegmentationOptions Read(JsonElement record)
    {
        var options = new SegmentationOptions { Classes = record.GetProperty("classes").GetInt32(), InChannels = record.GetProperty("in_channels").GetInt32() };
        foreach (var option in record.GetProperty("options").EnumerateObject())
            options = Set(options, option.Name, option.Value);
        return options;
    }

    private static SegmentationOptions Set(SegmentationOptions options, string name, JsonElement value) => name switch
    {
        "classes" => options with { Classes = value.GetInt32() },
        "in_channels" => options with { InChannels = value.GetInt32() },
        "activation" => options with { Activation = Activation(value) },
        "encoder_depth" => options with { EncoderDepth = value.GetInt32() },
        "encoder_output_stride" => options with { EncoderOutputStride = value.GetInt32() },
        "decoder_channels" => options with { DecoderChannels = value.ValueKind == JsonValueKind.Number ? [value.GetInt32()] : value.Integers() },
        "decoder_use_batchnorm" or "psp_use_batchnorm" => options with { DecoderBatchNorm = value.GetBoolean() },
        "decoder_attention_type" => options with { DecoderAttention = value.ValueKind == JsonValueKind.Null ? DecoderAttention.None : DecoderAttention.Scse },
        "decoder_dropout" or "psp_dropout" => options with { DecoderDropout = value.GetDouble() },
        "decoder_pab_channels" => options with { PositionAttentionChannels = value.GetInt32() },
        "decoder_pyramid_channels" => options with { PyramidChannels = value.GetInt32() },
        "decoder_segmentation_channels" => options with { PyramidSegmentationChannels = value.GetInt32() },
        "decoder_merge_policy" => options with { PyramidMerge = value.GetString() == "cat" ? PyramidMerge.Concatenate : PyramidMerge.Add },
        "decoder_atrous_rates" => options with { AtrousRates = value.Integers() },
        "psp_out_channels" => options with { PspChannels = value.GetInt32() },
        "upsampling" => options with { Upsampling = value.GetInt32() },
        "aux_params" => options with { LabelHead = value.ValueKind == JsonValueKind.Null ? null : Labels(value) },
        _ => throw new ArgumentException($"The record has an option '{name}' that the test does not know.", nameof(name)),
    };

    private static LabelHeadOptions Labels(JsonElement value)
    {
        var options = new LabelHeadOptions { Classes = value.GetProperty("classes").GetInt32() };
        if (value.TryGetProperty("pooling", out var pooling))
            options = options with { Pooling = pooling.GetString() == "max" ? GlobalPoolKind.Max : GlobalPoolKind.Average };
        if (value.TryGetProperty("dropout", out var dropout))
            options = options with { Dropout = dropout.ValueKind == JsonValueKind.Null ? 0 : dropout.GetDouble() };
        if (value.TryGetProperty("activation", out var activation))
            options = options with { Activation = Activation(activation) };
        return options;
    }

    private static SegmentationActivation Activation(JsonElement value) => value.GetString() switch
    {
        null or "identity" => SegmentationActivation.None,
        "sigmoid" => SegmentationActivation.Sigmoid,
        "softmax" or "softmax2d" => SegmentationActivation.Softmax,
        "logsoftmax" => SegmentationActivation.LogSoftmax,
        "tanh" => SegmentationActivation.Tanh,
        "argmax2d" => SegmentationActivation.ArgMax,
        "clamp" => SegmentationActivation.Clamp,
        var name => throw new ArgumentException($"The record has an activation '{name}' that the test does not know.", nameof(value)),
    };
}
