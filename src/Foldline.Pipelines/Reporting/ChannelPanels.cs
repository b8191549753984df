using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Stages;
using Foldline.Reports;
using Foldline.Torch;

namespace Foldline.Pipelines.Reporting;

/// <summary>
/// The first training batch of inputs whose channels are no colours: each sample's channels beside each other, as the network sees them.
/// </summary>
/// <param name="context">The run.</param>
internal sealed class ChannelPanels(RunContext context)
{
    private const int MostSamples = 8;
    private const int PanelWidth = 144;
    private const int Gap = 3;

    /// <summary>The pictures; none where the input is a picture or has one channel.</summary>
    public IEnumerable<ImageGridBlock> Build()
    {
        if (context.Recipe.Input is { Kind: InputKind.Array, Channels: > 1 and var channels })
            yield return new ImageGridBlock($"A training batch: the {channels} channels of each sample, augmented", context.Engine.Run(Show)) { Columns = channels > 4 ? 1 : 2 };
    }

    private List<ReportImage> Show()
    {
        var fold = context.SelectedFolds[0];
        using var loader = context.Input.TrainingLoader(context.Data.Train, context.Training(fold), context.SeedOf(fold));
        using var batch = loader.Epoch(0).First();
        using var scope = new TensorScope();
        var images = batch.Images.To(DType.Float32);
        return [.. Enumerable.Range(0, Math.Min(batch.Count, MostSamples)).Select(i => Show(images.Select(0, i).Contiguous(), batch.Indices.Span[i]))];
    }

    private ReportImage Show(Tensor sample, int row)
    {
        var label = context.Data.Train.Targets.GroupOf(row);
        using var panels = Panels(sample.ToArray<float>(), (int)sample.Size(0), (int)sample.Size(1), (int)sample.Size(2));
        using var shown = panels.FitInto(new ImageSize(4 * PanelWidth, (PanelWidth + Gap) * (int)sample.Size(0)));
        return new ReportImage(ImageCodec.Encode(shown.Width < panels.Width ? shown : panels), context.Records[row].Id)
        {
            Tag = label < 0 ? "none" : context.Recipe.Target.Names[label],
        };
    }

    /// <summary>The channels [C, H, W] from left to right, stretched together from the least to the largest value.</summary>
    private static Image Panels(float[] values, int channels, int height, int width)
    {
        using var real = Image.FromPixels<float>((ReadOnlySpan<float>)values, channels * height, width, 1);
        using var gray = real.Stretch();
        var stride = width + Gap;
        var joined = Image.Allocate(height, (channels * stride) - Gap, 1, PixelType.UInt8);
        var from = gray.Pixels<byte>();
        var to = joined.Pixels<byte>();
        to.Fill(byte.MaxValue);
        for (var row = 0; row < channels * height; row++)
            from.Slice(row * width, width).CopyTo(to.Slice((row % height * joined.Width) + (row / height * stride)));
        return joined;
    }
}
