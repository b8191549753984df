using Foldline.Models;
using Foldline.Pipelines.Recipes;
using Foldline.Torch.Nn;
using Foldline.Training.Distillation;

namespace Foldline.Pipelines.Stages;

/// <summary>The teacher of a fold's training, when the recipe names one.</summary>
internal sealed class FoldTeacher : IDisposable
{
    private FoldTeacher(FeatureTeacher network, CurveSpec? curves) => (Network, Curves) = (network, curves);

    /// <summary>The frozen network.</summary>
    public FeatureTeacher Network { get; }

    /// <summary>How curves are drawn onto what it sees; null when it sees what the student sees.</summary>
    public CurveSpec? Curves { get; }

    /// <summary>Checks that a recipe can have a teacher.</summary>
    /// <exception cref="FoldlineException">FL6105: it cannot.</exception>
    public static void Check(Recipe recipe)
    {
        if (recipe.Train.Teacher is null)
            return;
        if (recipe.Target.Kind == TargetKind.Masks)
            throw Unsuited("a segmentation network has no features that a teacher could give");
        if (recipe.Train.Mix is not null)
            throw Unsuited("'train.mix' mixes the student's images, but not the teacher's");
    }

    /// <summary>Loads the teacher of a fold.</summary>
    /// <param name="context">The run of the student.</param>
    /// <param name="fold">Fold.</param>
    /// <param name="student">The network that learns.</param>
    /// <returns>The teacher, which the caller disposes; null when the recipe has none.</returns>
    /// <exception cref="FoldlineException">FL6103, FL6104, FL4206, FL6044: it cannot be had. FL6105: it does not suit the student.</exception>
    public static FoldTeacher? Load(RunContext context, int fold, Layer student)
    {
        if (context.Recipe.Train.Teacher is not { } spec)
            return null;
        if (student is not ImageModel)
            throw Unsuited("a network of your own does not tell its features");
        var run = TrainedRun.Find(spec.From, context);
        var (taught, own) = (run.Recipe.Input, context.Recipe.Input);
        if (taught with { Curves = null } != own with { Curves = null })
            throw Unsuited($"'{spec.From}' was trained with another 'input' than its student, but both must see the same pictures ('input.curves' apart)");
        var model = new ModelBuilder(run.Recipe, context.Forward.Device, context.Options.Network).Empty();
        try
        {
            if (model is not ImageModel network)
                throw Unsuited($"'{spec.From}' is no classifier of the model zoo");
            run.Load(network, fold, isStrict: true, context.Warn);
            var isDrawn = taught.Curves is not null && taught.Curves != own.Curves;
            return new FoldTeacher(new FeatureTeacher(network, context.Forward, spec.Weight), isDrawn ? taught.Curves : null);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private static FoldlineException Unsuited(string reason) =>
        FoldlineException.User("FL6105", $"'train.teacher' does not suit: {reason}. Change that, or leave 'train.teacher' out.", null, ("key", "train.teacher"));
}
