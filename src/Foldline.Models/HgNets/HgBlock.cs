using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>Convolutions one after the other, whose outputs all are joined and aggregated; all but a stage's first have a shortcut.</summary>
internal sealed class HgBlock : Layer
{
    private readonly Sequential layers;
    private readonly Sequential aggregation;
    private readonly DropPath? dropPath;

    public HgBlock(HgNetSettings settings, HgStageSettings stage, int inChannels, double? dropRate)
    {
        layers = Register("layers", new Sequential());
        for (var i = 0; i < settings.Layers; i++)
        {
            var from = i == 0 ? inChannels : stage.Middle;
            layers.Add(stage.IsLight
                ? new HgLightConv(from, stage.Middle, stage.KernelSize, settings.HasAffine)
                : new HgConv(from, stage.Middle, stage.KernelSize, hasAffine: settings.HasAffine));
        }

        var total = inChannels + (settings.Layers * stage.Middle);
        aggregation = Register("aggregation", settings.IsSecondVersion
            ? new Sequential(
                new HgConv(total, stage.Out / 2, 1, hasAffine: settings.HasAffine),
                new HgConv(stage.Out / 2, stage.Out, 1, hasAffine: settings.HasAffine))
            : new Sequential(new HgConv(total, stage.Out, 1), new EffectiveExcite(stage.Out)));
        if (dropRate is { } rate)
            dropPath = Register("drop_path", new DropPath(rate));
    }

    public override Tensor Forward(Tensor input)
    {
        var branch = Join(input).Then(aggregation);
        return dropPath is null ? branch : branch.Then(dropPath).PlusShortcut(input, input);
    }

    private Tensor Join(Tensor input)
    {
        using var scope = new TensorScope();
        var outputs = new Tensor[layers.Count + 1];
        outputs[0] = input;
        for (var i = 0; i < layers.Count; i++)
            outputs[i + 1] = layers[i].Forward(outputs[i]);
        return scope.Keep(Aten.Cat(outputs, dim: 1));
    }
}
