using Foldline.Torch.Tracing;

namespace Foldline.Torch.Nn;

/// <summary>
/// Folds batch normalisation into the convolution or linear layer before it, for inference. Which norm follows which layer is seen, not
/// declared: the network runs once, and a pair is folded when the very tensor that the layer gave is the norm's input and goes nowhere else.
/// </summary>
public static class NormFolding
{
    private static readonly string[] Producers = ["aten::conv2d", "aten::conv_transpose2d", "aten::linear"];
    private static readonly string[] Reshapes = ["aten::view", "aten::reshape", "aten::flatten"];

    /// <summary>Folds every norm that can be folded. The model is in evaluation mode afterwards and cannot be trained any more.</summary>
    /// <param name="model">The network.</param>
    /// <param name="passes">
    /// Ways to run it, each giving all tensors that a caller gets to see. A pair is folded only if none of them shows anything against it.
    /// </param>
    /// <returns>Number of norms that were folded.</returns>
    public static int Fold(Module model, params IReadOnlyList<Func<IEnumerable<Tensor>>> passes)
    {
        model.Eval();
        using var noGrad = GradMode.NoGrad();
        var views = passes.Select(pass => Observe(model, pass)).ToList();
        var pairs = views
            .SelectMany(view => view.Pairs)
            .Distinct()
            .Where(pair => views.All(view => view.Pairs.Contains(pair) || !(view.Used.Contains(pair.Layer) || view.Used.Contains(pair.Norm))))
            .ToList();
        foreach (var (layer, norm) in pairs)
            Fold((IScalable)layer, norm);
        return pairs.Count;
    }

    /// <summary>Makes a network of images quicker for inference: its parallel branches become one convolution, and its norms are folded.</summary>
    /// <param name="network">The network. It is in evaluation mode afterwards and cannot be trained any more.</param>
    /// <param name="channels">Channels of its images.</param>
    /// <param name="size">Height and width of the empty images that it runs with.</param>
    /// <param name="passes">Ways to run it, each giving all tensors that a caller gets to see of the images.</param>
    /// <returns>Number of norms that a convolution or linear layer does the work of now.</returns>
    public static int Fuse(Module network, int channels, Size2 size, params IReadOnlyList<Func<Tensor, IEnumerable<Tensor>>> passes)
    {
        network.Eval();
        using var scope = new TensorScope();
        var norms = CountNorms(network);
        network.Reparameterize();
        var weight = network.Parameters()[0];
        var images = Aten.Zeros([1, channels, size.Height, size.Width], dtype: weight.DType, device: weight.Device);
        Fold(network, [.. passes.Select(pass => (Func<IEnumerable<Tensor>>)(() => pass(images)))]);
        return norms - CountNorms(network);
    }

    /// <summary>Kernel and bias of a convolution with the norm behind it: what a reparameterised block is made of. The caller owns both.</summary>
    /// <param name="conv">The convolution.</param>
    /// <param name="norm">The norm.</param>
    public static (Tensor Kernel, Tensor Bias) Combine(Conv2d conv, BatchNorm2d norm)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (scale, shift) = norm.ScaleAndShift();
        var kernel = conv.Weight * scale.View([-1, 1, 1, 1]);
        return (scope.Keep(kernel), scope.Keep(conv.Bias is null ? shift : shift + (conv.Bias * scale)));
    }

    private static int CountNorms(Module model) => model.Modules().Count(entry => entry.Value is BatchNorm2d { IsFolded: false });

    private static void Fold(IScalable layer, BatchNorm2d norm)
    {
        using var scope = new TensorScope();
        var (scale, shift) = norm.ScaleAndShift();
        layer.ScaleAndShift(scale, shift);
        norm.BecomeIdentity();
    }

    private static (HashSet<(Module Layer, BatchNorm2d Norm)> Pairs, HashSet<Module> Used) Observe(Module model, Func<IEnumerable<Tensor>> pass)
    {
        using var scope = new TensorScope();
        using var trace = new OperatorTrace();
        var seen = pass().Select(trace.IdOf).OfType<long>().ToList();
        var owners = Owners(model, trace);
        var uses = trace.Calls.SelectMany(call => call.Inputs).Select(input => input.Tensor.Id).Concat(seen).CountBy(id => id).ToDictionary();
        var makers = new Dictionary<long, OperatorCall>();
        foreach (var call in trace.Calls)
        {
            foreach (var output in call.Outputs)
                makers.TryAdd(output.Id, call);
        }

        var pairs = trace.Calls
            .Where(call => call.Name == "aten::batch_norm")
            .Select(call => Pair(call, owners, makers, uses))
            .OfType<(Module, BatchNorm2d)>();
        return ([.. pairs], [.. owners.Where(owner => uses.ContainsKey(owner.Key)).Select(owner => owner.Value)]);
    }

    /// <summary>The modules by the tensor that tells that they run: a layer's weight, a norm's running mean.</summary>
    private static Dictionary<long, Module> Owners(Module model, OperatorTrace trace)
    {
        var owners = new Dictionary<long, Module>();
        foreach (var (_, module) in model.Modules())
        {
            var tensor = module switch
            {
                IScalable layer => layer.Weight,
                BatchNorm2d { IsFolded: false } norm => norm.RunningMean,
                _ => null,
            };
            if (tensor is not null && trace.IdOf(tensor) is { } id)
                owners[id] = module;
        }

        return owners;
    }

    private static (Module Layer, BatchNorm2d Norm)? Pair(
        OperatorCall normCall, Dictionary<long, Module> owners, Dictionary<long, OperatorCall> makers, Dictionary<long, int> uses)
    {
        const int RunningMean = 3, Weight = 1;
        if (normCall.Input(RunningMean) is not { } mean || uses[mean.Id] > 1 || owners.GetValueOrDefault(mean.Id) is not BatchNorm2d norm)
            return null;
        if (Maker(normCall, makers, uses) is not { } made || made.Input(Weight) is not { } weight || uses[weight.Id] > 1)
            return null;
        return owners.GetValueOrDefault(weight.Id) is IScalable layer && (made.Input(Weight + 1) is null) == (layer.Bias is null) ? ((Module)layer, norm) : null;
    }

    /// <summary>The linear call whose output, or a reshape of it with the same channels, is the norm's input and used by nothing else.</summary>
    private static OperatorCall? Maker(OperatorCall normCall, Dictionary<long, OperatorCall> makers, Dictionary<long, int> uses)
    {
        var input = normCall.Input(0)!;
        if (uses[input.Id] > 1 || makers.GetValueOrDefault(input.Id) is not { } made)
            return null;
        if (Producers.Contains(made.Name))
            return made.Name != "aten::linear" || input.Shape.Count == 2 ? made : null;
        if (!Reshapes.Contains(made.Name) || input.Shape.Count != 2)
            return null;
        var source = made.Input(0)!;
        return uses[source.Id] == 1 && source.Shape[^1] == input.Shape[^1] && makers.GetValueOrDefault(source.Id) is { Name: "aten::linear" } linear ? linear : null;
    }
}
