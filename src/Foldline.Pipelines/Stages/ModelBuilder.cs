using Foldline.Models;
using Foldline.Pipelines.Recipes;
using Foldline.Torch;

namespace Foldline.Pipelines.Stages;

/// <summary>Makes the recipe's network.</summary>
/// <param name="recipe">The recipe.</param>
/// <param name="device">Where the network lives.</param>
internal sealed class ModelBuilder(Recipe recipe, Device device)
{
    /// <summary>A network whose weights are not set, to be loaded.</summary>
    /// <exception cref="FoldlineException">FL2201: no such model.</exception>
    public ImageModel Empty() => Place(ModelRegistry.Create(recipe.Model.Name, Options));

    /// <summary>A network at the start of training.</summary>
    /// <param name="seed">Seed of the weights.</param>
    /// <param name="warn">Receives what the user should know about the weights.</param>
    /// <exception cref="FoldlineException">FL2201: no such model. FL2202 to FL2204: pretrained weights were asked for and cannot be had.</exception>
    public ImageModel AtStart(ulong seed, Action<string> warn)
    {
        using var generator = new TorchGenerator(seed);
        var model = ModelRegistry.Create(recipe.Model.Name, Options, generator);
        try
        {
            PretrainedStart.Load(model, recipe.Model, warn);
            return Place(model);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private ModelOptions Options => new()
    {
        NumClasses = recipe.Target.Names.Count,
        InChannels = recipe.Input.Channels,
        DropRate = recipe.Model.DropRate,
        DropPathRate = recipe.Model.DropPathRate,
        ZeroInitLast = recipe.Model.ZeroInitLast,
    };

    private ImageModel Place(ImageModel model)
    {
        model.To(device);
        if (recipe.Train.ChannelsLast)
            model.To(MemoryFormat.ChannelsLast);
        return model;
    }
}
