using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Tracing;

namespace Foldline.Models.Profiles;

/// <summary>Layers, shapes, multiply-adds and memory of a model, from running it.</summary>
public sealed record ModelProfile
{
    /// <summary>timm's name.</summary>
    public required string Name { get; init; }

    /// <summary>Channels, height and width of the images.</summary>
    public required IReadOnlyList<long> Input { get; init; }

    /// <summary>Images a batch, for the memory.</summary>
    public required int Batch { get; init; }

    /// <summary>Layers with weights, and operators that compute or pool without any, in the order in which they ran.</summary>
    public required IReadOnlyList<LayerProfile> Layers { get; init; }

    /// <summary>Number of parameters.</summary>
    public required long Parameters { get; init; }

    /// <summary>Memory of a batch.</summary>
    public required MemoryProfile Memory { get; init; }

    /// <summary>Multiplications with an addition for one image.</summary>
    public long MultiplyAdds => Layers.Sum(layer => layer.MultiplyAdds);

    /// <summary>Builds a model, without weights, and runs it. Call it on an engine thread.</summary>
    /// <param name="name">timm's name.</param>
    /// <param name="options">Classes, channels, image size.</param>
    /// <param name="imageSize">Height and width of the images; left out: those of the published weights, else 224.</param>
    /// <param name="batch">Images a batch, for the memory.</param>
    /// <exception cref="FoldlineException">FL2201: no such model. FL2001: images of this size cannot pass.</exception>
    public static ModelProfile Of(string name, ModelOptions options, Size2? imageSize = null, int batch = 1)
    {
        using var scope = new TensorScope();
        using var model = ModelRegistry.Create(name, imageSize is null ? options : options with { ImageSize = imageSize });
        using (GradMode.NoGrad())
        {
            foreach (var (_, parameter) in model.NamedParameters())
                parameter.ZeroInPlace();
        }

        var size = model.UsualSize;
        long[] input = [options.InChannels, size.Height, size.Width];
        return new ModelProfile
        {
            Name = model.Name,
            Input = input,
            Batch = batch,
            Layers = Observe(model, input),
            Parameters = model.CountParameters(),
            Memory = MeasuredMemory.Of(model, input, batch),
        };
    }

    /// <summary>The layers brought together by the first parts of their names.</summary>
    /// <param name="depth">Number of parts, at least 1.</param>
    public IReadOnlyList<LayerProfile> Summarize(int depth) =>
    [
        .. Layers.GroupBy(layer => string.Join('.', layer.Name.Split('.').Take(depth)), StringComparer.Ordinal).Select(group => new LayerProfile(
            group.Key,
            group.Count() == 1 ? group.First().Operator : $"{group.Count()} layers",
            group.Last().Output,
            group.Sum(layer => layer.Parameters),
            group.Sum(layer => layer.MultiplyAdds))),
    ];

    private static IReadOnlyList<LayerProfile> Observe(ImageModel model, long[] input)
    {
        model.Eval();
        using var scope = new TensorScope();
        using var noGrad = GradMode.NoGrad();
        using var trace = new OperatorTrace();
        var images = Aten.Zeros([1, .. input]);
        model.Forward(images);
        return LayerTable.Of(model, trace);
    }
}
