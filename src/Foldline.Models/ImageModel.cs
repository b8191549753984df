using Foldline.Models.Layers;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models;

/// <summary>
/// A network from images [N, C, H, W] to logits [N, classes], in parts that other heads and decoders can use.
/// Names and shapes of the state dict, and the numbers that come out, are those of timm's model of the same name.
/// The constructor leaves weights unset: call <see cref="Module.Initialize"/> or load some.
/// </summary>
public abstract class ImageModel : Layer
{
    private static readonly HashSet<string> ComputedTables = new(StringComparer.Ordinal)
    {
        "relative_position_index", "relative_coords_table", "attn_mask", "attention_bias_idxs",
    };

    private Layer? classifier;

    /// <summary>Keeps the options.</summary>
    /// <param name="options">What the caller chose.</param>
    /// <param name="classifierName">Name of the classifier in the state dict.</param>
    protected ImageModel(ModelOptions options, string classifierName)
    {
        Options = options;
        NumClasses = options.NumClasses;
        ClassifierName = classifierName;
    }

    /// <summary>timm's name of the architecture, without a tag.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>Height and width of the images where nobody says: those of the options, else of the published weights, else 224.</summary>
    internal virtual Size2 UsualSize
    {
        get
        {
            const int Common = 224;
            return Options.ImageSize ?? (PretrainedTable.For(Name) is [var settings, ..] ? new Size2(settings.InputSize[1], settings.InputSize[2]) : Common);
        }
    }

    /// <summary>The last layer: from the pooled features to the logits.</summary>
    protected Layer Classifier => classifier ?? throw new InvalidOperationException("The constructor has not called RegisterClassifier.");

    /// <summary>Feature maps that <see cref="ForwardIntermediates"/> gives, largest first.</summary>
    public abstract IReadOnlyList<FeatureMap> FeatureMaps { get; }

    /// <summary>Channels of the last feature map, which is the length of the pooled feature vector.</summary>
    public abstract int NumFeatures { get; }

    /// <summary>Length of the vector that the classifier gets.</summary>
    public virtual int HeadFeatures => NumFeatures * (GlobalPool == GlobalPoolKind.ConcatenatedAverageMax ? 2 : 1);

    /// <summary>How the last feature map becomes one vector.</summary>
    public virtual GlobalPoolKind GlobalPool => Options.GlobalPool ?? GlobalPoolKind.Average;

    /// <summary>Name of the first convolution in the state dict, without <c>.weight</c>.</summary>
    public abstract string FirstConv { get; }

    /// <summary>Names of all convolutions that read the images: that one, and those of parallel branches where there are any.</summary>
    internal virtual IReadOnlyList<string> FirstConvs => [FirstConv];

    /// <summary>Name of the classifier in the state dict, without <c>.weight</c>.</summary>
    public string ClassifierName { get; }

    /// <summary>Names of all classifiers: that one, and that of a distillation token where there is one.</summary>
    public virtual IReadOnlyList<string> ClassifierNames => [ClassifierName];

    /// <summary>Number of classes; 0 without a classifier.</summary>
    public int NumClasses { get; private set; }

    /// <summary>Which parameters belong to which layer, from the stem to the head; the base of layer-wise learning rates and of freezing.</summary>
    public abstract LayerGrouping Grouping { get; }

    /// <summary>
    /// Full names, or parts of them, of parameters that are not decayed although they have two or more dimensions (position
    /// embeddings, class tokens). Vectors, biases among them, are never decayed.
    /// </summary>
    public virtual IReadOnlyList<string> NoWeightDecay => [];

    /// <summary>What the caller chose when the model was made.</summary>
    public ModelOptions Options { get; }

    /// <summary>Images to the last feature map [N, features, h, w].</summary>
    /// <param name="images">[N, C, H, W].</param>
    public abstract Tensor ForwardFeatures(Tensor images);

    /// <summary>Images to the feature maps that <see cref="FeatureMaps"/> describes; the caller owns all of them.</summary>
    /// <param name="images">[N, C, H, W].</param>
    public abstract IReadOnlyList<Tensor> ForwardIntermediates(Tensor images);

    /// <summary>The last feature map to logits [N, classes].</summary>
    /// <param name="features">[N, features, h, w].</param>
    /// <param name="preLogits">Give the pooled features [N, features] instead.</param>
    public virtual Tensor ForwardHead(Tensor features, bool preLogits = false)
    {
        using var scope = new TensorScope();
        var pooled = Pooling.Apply(features, GlobalPool);
        if (Options.DropRate > 0 && Training)
            pooled = pooled.Dropout(Options.DropRate, train: true);
        return scope.Keep(preLogits ? pooled : Classifier.Forward(pooled));
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor input)
    {
        using var features = ForwardFeatures(input);
        return ForwardHead(features);
    }

    /// <summary>Replaces the classifier by a new one for another number of classes.</summary>
    /// <param name="numClasses">Number of classes; 0 for none.</param>
    /// <param name="generator">Draws its weights.</param>
    public void ResetClassifier(int numClasses, TorchGenerator generator)
    {
        Options.Head?.Check(numClasses);
        NumClasses = numClasses;
        RegisterClassifier();
        InitializeClassifier(generator);
    }

    /// <summary>
    /// Makes the model quicker for inference, with the same outputs: parallel branches of training become one convolution, and batch
    /// normalisation is folded into the convolution before it wherever nothing else reads that one's output. The model runs a few times
    /// with empty images to see where that is so. It cannot be trained afterwards, and its state dict is no longer timm's.
    /// </summary>
    /// <param name="imageSize">Height and width of the images; left out: those of <see cref="Options"/>, else of the published weights, else 224.</param>
    /// <returns>Number of norms that a convolution or linear layer does the work of now.</returns>
    public int Fuse(Size2? imageSize = null)
    {
        var passes = new List<Func<Tensor, IEnumerable<Tensor>>>
        {
            images => [Forward(images)],
            images => [ForwardHead(ForwardFeatures(images), preLogits: true)],
        };
        if (FeatureMaps.Count > 0)
            passes.Add(images => ForwardIntermediates(images));
        return NormFolding.Fuse(this, Options.InChannels, imageSize ?? UsualSize, passes);
    }

    /// <summary>The name here of a tensor that a file of weights has under a name that is not in the state dict.</summary>
    /// <param name="stored">Name in the file.</param>
    /// <returns>
    /// The name, the stored one where nothing is known of it, or null for what the model has no use for: tables that older versions of
    /// networks stored and that are computed here, parts that only pre-training needs.
    /// </returns>
    public virtual string? NameOf(string stored) => ComputedTables.Contains(stored[(stored.LastIndexOf('.') + 1)..]) ? null : stored;

    /// <summary>Fits a stored tensor of another shape to this model: position embeddings and biases for another image size.</summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="stored">The stored values.</param>
    /// <param name="own">The model's tensor; its shape is what is wanted.</param>
    /// <returns>Values of the wanted shape, or null where the shapes cannot be brought together.</returns>
    public virtual Tensor? Fit(string name, Tensor stored, Tensor own) => null;

    /// <summary>Rules for a file whose tensors have another publisher's names; null where they have timm's.</summary>
    /// <param name="stored">All names in the file.</param>
    internal virtual NameRules? RulesFor(IReadOnlySet<string> stored) => OpenClipNames.For(stored, ClassifierName);

    /// <summary>Reduces the network to the parts that an encoder needs; the others are freed.</summary>
    /// <param name="parts">The parts, by the names that they have from now on.</param>
    internal void Keep(IReadOnlyList<KeyValuePair<string, Module>> parts) => Rearrange(parts);

    /// <summary>Adds or replaces the classifier; families call it where the state dict has it.</summary>
    protected void RegisterClassifier()
    {
        classifier = MakeClassifier();
        PlaceClassifier(classifier);
    }

    /// <summary>Makes a classifier for <see cref="NumClasses"/>: the head of the options, else the architecture's own; without classes the identity.</summary>
    protected Layer MakeClassifier() => NumClasses > 0 && Options.Head is { } head ? head.Build(HeadFeatures, NumClasses) : MakeDefaultClassifier();

    /// <summary>Makes the architecture's own classifier for <see cref="NumClasses"/>; without classes the identity.</summary>
    protected virtual Layer MakeDefaultClassifier() => NumClasses > 0 ? new Linear(HeadFeatures, NumClasses) : new Identity();

    /// <summary>Registers the classifier; families whose classifier lies in a part of its own (<c>head.fc</c>) pass it on to that part.</summary>
    /// <param name="layer">The classifier.</param>
    protected virtual void PlaceClassifier(Layer layer) => Register(ClassifierName, layer);

    /// <summary>Draws the weights of a new classifier; networks with a second one, or with layers of its own around it, draw those too.</summary>
    /// <param name="generator">Source of random numbers.</param>
    protected virtual void InitializeClassifier(TorchGenerator generator) => Classifier.Initialize(generator);
}
