using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Pipelines.Recipes;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Pipelines.Stages;

/// <summary>Makes the recipe's network: a classifier or segmentation network of the model zoo, or a program's own.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="device">Where the network lives.</param>
/// <param name="own">A program's own network; null takes the recipe's.</param>
internal sealed class ModelBuilder(Recipe recipe, Device device, NetworkFactory? own)
{
    /// <summary>A network whose weights are not set, to be loaded.</summary>
    /// <exception cref="FoldlineException">FL2201: no such model.</exception>
    public Layer Empty() => Place(Create(null));

    /// <summary>A network at the start of training.</summary>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="warn">Receives what the user should know about the weights.</param>
    /// <exception cref="FoldlineException">FL2201: no such model. FL2202 to FL2204: pretrained weights were asked for and cannot be had.</exception>
    public Layer AtStart(ulong seed, Action<string> warn)
    {
        using var generator = new TorchGenerator(seed);
        var model = Create(generator);
        try
        {
            if (own is null && recipe.Model.Weights is null)
                PretrainedStart.Load(model, recipe.Model, warn);
            return Place(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Checks that there is such a network and that it suits the target.</summary>
    /// <exception cref="FoldlineException">FL2201, FL2210 to FL2215: no such model. FL4604: a classifier cannot predict masks, a segmentation network classes, or masks would not have the images' size. FL1010 to FL1013: the head is wrong.</exception>
    public void Check()
    {
        if (own is not null)
            return;
        if (recipe.Target.Kind == TargetKind.Masks && recipe.Model.Encoder is null)
            throw Unsuited($"The target is masks, but '{recipe.Model.Name}' gives one prediction an image. Name a segmentation network and its encoder, such as model: {{name: unet, encoder: resnet18}}.");
        if (recipe.Target.Kind != TargetKind.Masks && recipe.Model.Encoder is { } encoder)
            throw Unsuited($"With an encoder ('{encoder}') the network predicts masks, but the recipe's target is none. Leave 'model.encoder' out, or give the target masks.");
        if (recipe.Model is { Encoder: not null, Head: not null })
            throw Unsuited("'model.head' replaces a classifier, and a segmentation network has none. Leave it out, or leave 'model.encoder' out.");
        if (recipe.Model.Encoder is null)
            _ = (ModelRegistry.Resolve(recipe.Model.Name), Options.Head);
        else
            CheckMasks();
    }

    // Every combination of network, encoder and options has rules of its own.
    private void CheckMasks()
    {
        using var model = (SegmentationModel)Create(null);
        if (!model.GivesWholeMasks)
            throw Unsuited($"The masks of '{model.Architecture}' with the encoder '{model.EncoderName}' and a depth of {model.Encoder.Depth} would not have the images' size. Set model.upsampling={model.WholeUpsampling}.");
    }

    private Layer Create(TorchGenerator? generator)
    {
        if (own is not null)
            return own(recipe, generator);
        return recipe.Model.Encoder is { } encoder
            ? SegmentationRegistry.Create(recipe.Model.Name, encoder, SegmentationParts.Read(recipe), generator)
            : ModelRegistry.Create(recipe.Model.Name, Options, generator);
    }

    private FoldlineException Unsuited(string message) => FoldlineException.User("FL4604", message, null, ("model", recipe.Model.Name));

    private ModelOptions Options => new()
    {
        NumClasses = recipe.Target.Names.Count,
        Head = recipe.Model.Head?.Build(new HeadParts([.. recipe.Target.Names]).Table),
        InChannels = recipe.Input.Channels,
        ImageSize = recipe.Input.Size is { } size ? new Size2(size.Height, size.Width) : null,
        DropRate = recipe.Model.DropRate,
        DropPathRate = recipe.Model.DropPathRate,
        ZeroInitLast = recipe.Model.ZeroInitLast,
    };

    private Layer Place(Layer model)
    {
        model.To(device);
        if (recipe.Train.ChannelsLast)
            model.To(MemoryFormat.ChannelsLast);
        return model;
    }
}
