using Foldline.Data.Arrays;
using Foldline.Data.Loading;
using Foldline.Imaging;
using Foldline.Pipelines.Curves;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Inputs;

/// <summary>Where the images of a recipe's samples come from.</summary>
/// <param name="input">What the recipe says of them.</param>
/// <param name="folder">The data folder.</param>
public sealed class InputSource(InputSpec input, string folder)
{
    private readonly DamagedFiles? damaged = input.IsStrict ? null : new DamagedFiles();

    /// <summary>The data folder.</summary>
    public string Folder => folder;

    /// <summary>Damaged pictures that were used nevertheless, with the reason.</summary>
    public IReadOnlyList<(string File, string Reason)> Damaged => damaged?.Found ?? [];

    /// <summary>Lines drawn over the samples by people.</summary>
    public CurveSet Curves { get; init; } = CurveSet.Empty;

    /// <summary>The images of samples, decoded as cheaply as the transforms allow.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="pipeline">What happens to the images.</param>
    public ISampleSource Open(SampleSet samples, TransformPipeline pipeline)
    {
        var images = OpenPlain(samples, ImageFileSource.DecodeOptionsFor(input.Channels, pipeline));
        return input.Curves is { } drawn ? new CurvedSource(images, Curves, drawn.Width, input.Channels) : images;
    }

    /// <summary>A function that reads the size of a sample's image from its header.</summary>
    /// <param name="samples">The samples.</param>
    public Func<int, ImageSize> SizesOf(SampleSet samples) => input.Kind switch
    {
        InputKind.Array => row => SizeOfArray(Path.Combine(folder, samples.Images[row])),
        InputKind.TfRecord => row => Records(samples, DecodeOptions.Default).ReadHeader(row).Size,
        _ => row => ImageCodec.ReadHeader(Path.Combine(folder, samples.Images[row])).Size,
    };

    private ISampleSource OpenPlain(SampleSet samples, DecodeOptions decode) => input.Kind switch
    {
        InputKind.Array => new ArrayFileSource(samples.Ids, samples.Images, folder, input.IsChannelsLast),
        InputKind.TfRecord => Records(samples, decode),
        _ => new ImageFileSource(samples.Ids, samples.Images, folder, decode, damaged),
    };

    private TfRecordSource Records(SampleSet samples, DecodeOptions decode) => new(samples.Ids, samples.Places, folder, input.Image, decode, damaged);

    private ImageSize SizeOfArray(string path) => ArrayImage.SizeOf(NpyFile.ReadShape(path).Shape, path, input.IsChannelsLast).Size;
}
