using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>What the networks of cells share: a first convolution, then cells that read the last two outputs.</summary>
internal abstract class NasNetwork : ImageModel
{
    private const int FirstChannels = 96;
    private readonly string firstName;
    private readonly ConvNormAct first;
    private readonly List<(NasCell Cell, bool KeepsPrevious, bool GivesMap)> steps = [];
    private readonly List<FeatureMap> maps = [];
    private Layer? act;

    protected NasNetwork(ModelOptions options, string firstName)
        : base(options, "last_linear")
    {
        this.firstName = firstName;
        first = Register(firstName, new ConvNormAct(
            new Conv2d(options.InChannels, FirstChannels, 3, new Conv2dOptions { Stride = 2, Bias = false }),
            new BatchNormAct2d(FirstChannels, ActivationKind.Identity, NasNetNorm.Epsilon)));
        maps.Add(new FeatureMap(FirstChannels, 2, firstName));
    }

    public sealed override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public sealed override int NumFeatures => CurrentChannels;

    public sealed override string FirstConv => $"{firstName}.conv";

    /// <summary>Channels of the output of the cell before the last one.</summary>
    protected int PreviousChannels { get; private set; } = FirstChannels;

    /// <summary>Channels of the last cell's output.</summary>
    protected int CurrentChannels { get; private set; } = FirstChannels;

    public sealed override Tensor ForwardFeatures(Tensor images) => Walk(images, null);

    /// <summary>The first convolution's output, what three cells read after their first ReLU, and the features.</summary>
    public sealed override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var found = new List<Tensor>();
        found.Add(Walk(images, found));
        return found;
    }

    /// <summary>Appends a cell.</summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="cell">A cell for <see cref="PreviousChannels"/> and <see cref="CurrentChannels"/>.</param>
    /// <param name="reduction">Says that the cell's input after its first ReLU is a feature map of that reduction.</param>
    /// <param name="keepsPrevious">Whether the next cell reads, beside this one's output, what this one's older input was.</param>
    protected void Add(string name, NasCell cell, int? reduction = null, bool keepsPrevious = false)
    {
        Register(name, cell);
        steps.Add((cell, keepsPrevious, reduction is not null));
        if (reduction is { } divisor)
            maps.Add(new FeatureMap(CurrentChannels, divisor, $"{name}.conv_1x1.act"));
        PreviousChannels = keepsPrevious ? PreviousChannels : CurrentChannels;
        CurrentChannels = cell.OutChannels;
    }

    /// <summary>Ends the network after the last cell.</summary>
    protected void Finish()
    {
        const int Reduction = 32;
        act = Register("act", new Activation(ActivationKind.Relu));
        maps.Add(new FeatureMap(CurrentChannels, Reduction, "act"));
        RegisterClassifier();
    }

    private Tensor Walk(Tensor images, List<Tensor>? found)
    {
        var current = first.Forward(images);
        var previous = current;
        found?.Add(current.Share());
        foreach (var (cell, keepsPrevious, givesMap) in steps)
        {
            if (givesMap)
                found?.Add(current.Relu());
            var output = cell.Forward(previous, current);
            var (kept, left) = keepsPrevious ? (previous, current) : (current, previous);
            if (!ReferenceEquals(kept, left))
                left.Dispose();
            (previous, current) = (kept, output);
        }

        previous.Dispose();
        return current.Then(act!);
    }
}
