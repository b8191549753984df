using Foldline.Models.Segmentation;
using Foldline.Pipelines.Recipes;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Reads the arguments of segmentation networks from recipes; their names are segmentation_models_pytorch's.</summary>
internal static class SegmentationParts
{
    /// <summary>The options of the recipe's network.</summary>
    /// <param name="recipe">The recipe; <c>model.encoder</c> is given.</param>
    /// <exception cref="FoldlineException">FL1010, FL1012: an argument is unknown or wrong, with the place in the recipe.</exception>
    public static SegmentationOptions Read(Recipe recipe) => recipe.Model.Part.Build(arguments =>
    {
        var defaults = new SegmentationOptions();
        var options = new SegmentationOptions
        {
            Classes = recipe.Target.Names.Count,
            InChannels = recipe.Input.Channels,
            ImageSize = recipe.Input.Size is { } size ? new Size2(size.Height, size.Width) : null,
            EncoderDepth = arguments.Has("encoder_depth") ? arguments.GetInt32("encoder_depth") : null,
            EncoderOutputStride = arguments.Has("encoder_output_stride") ? arguments.GetInt32("encoder_output_stride") : null,
            DecoderChannels = arguments.Has("decoder_channels") ? Integers(arguments, "decoder_channels") : null,
            DecoderBatchNorm = arguments.GetBool("decoder_use_batchnorm", defaults.DecoderBatchNorm),
            DecoderAttention = arguments.GetWord("decoder_attention_type", ["none", "scse"], "none") == "scse" ? DecoderAttention.Scse : DecoderAttention.None,
            DecoderDropout = Share(arguments, "decoder_dropout", defaults.DecoderDropout),
            PositionAttentionChannels = Count(arguments, "decoder_pab_channels", defaults.PositionAttentionChannels),
            PyramidChannels = Count(arguments, "decoder_pyramid_channels", defaults.PyramidChannels),
            PyramidSegmentationChannels = Count(arguments, "decoder_segmentation_channels", defaults.PyramidSegmentationChannels),
            PyramidMerge = arguments.GetWord("decoder_merge_policy", ["add", "cat"], "add") == "cat" ? PyramidMerge.Concatenate : PyramidMerge.Add,
            PspChannels = Count(arguments, "psp_out_channels", defaults.PspChannels),
            AtrousRates = arguments.Has("decoder_atrous_rates") ? Integers(arguments, "decoder_atrous_rates") : defaults.AtrousRates,
            Upsampling = arguments.Has("upsampling") ? Count(arguments, "upsampling", 1) : null,
        };
        arguments.RejectUnknown();
        return options;
    });

    private static int[] Integers(PartArguments arguments, string key)
    {
        var numbers = arguments.GetDoubles(key);
        return numbers.Length > 0 && numbers.All(number => number is >= 1 and <= 65536 && number == Math.Floor(number))
            ? [.. numbers.Select(number => (int)number)]
            : throw arguments.Invalid(key, "a list of whole numbers from 1 to 65536");
    }

    private static int Count(PartArguments arguments, string key, int fallback)
    {
        var value = arguments.GetInt32(key, fallback);
        return value is >= 1 and <= 65536 ? value : throw arguments.Invalid(key, "a whole number from 1 to 65536");
    }

    private static double Share(PartArguments arguments, string key, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value is >= 0 and < 1 ? value : throw arguments.Invalid(key, "a number from 0 to below 1");
    }
}
