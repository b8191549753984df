namespace Foldline.Torch.Optim;

/// <summary>The optimizers by their names in recipes; arguments are named as in <c>torch.optim</c>.</summary>
public static class OptimizerTable
{
    /// <summary>All optimizers of this library.</summary>
    public static PartTable<OptimizerFactory> Standard { get; } = new("optimizer",
    [
        new("sgd", Sgd),
        new("adam", arguments => Adam(arguments, (groups, options) => new Adam(groups, options))),
        new("adamw", arguments => Adam(arguments, (groups, options) => new AdamW(groups, options))),
        new("rmsprop", RmsProp),
    ]);

    private static OptimizerFactory Sgd(PartArguments arguments)
    {
        var options = new SgdOptions
        {
            LearningRate = Rate(arguments),
            Momentum = Fraction(arguments, "momentum", 0),
            Dampening = arguments.GetDouble("dampening", 0),
            WeightDecay = NotNegative(arguments, "weight_decay", 0),
            Nesterov = arguments.GetBool("nesterov", false),
            Maximize = arguments.GetBool("maximize", false),
            Fused = arguments.GetBool("fused", true),
        };
        if (options.Nesterov && (options.Momentum <= 0 || options.Dampening != 0))
            throw arguments.Invalid("nesterov", "false, or a momentum above 0 and no dampening beside it");
        return groups => new Sgd(groups, options);
    }

    private static OptimizerFactory Adam(PartArguments arguments, Func<IReadOnlyList<ParameterGroup>, AdamOptions, Optimizer> make)
    {
        var betas = arguments.GetDoubles("betas", [0.9, 0.999]);
        if (betas.Length != 2 || betas.Any(beta => beta is not (>= 0 and < 1)))
            throw arguments.Invalid("betas", "two numbers from 0 to below 1");
        var options = new AdamOptions
        {
            LearningRate = Rate(arguments),
            Beta1 = betas[0],
            Beta2 = betas[1],
            Eps = NotNegative(arguments, "eps", 1e-8),
            WeightDecay = arguments.Has("weight_decay") ? NotNegative(arguments, "weight_decay", 0) : null,
            AmsGrad = arguments.GetBool("amsgrad", false),
            Maximize = arguments.GetBool("maximize", false),
            Fused = arguments.GetBool("fused", true),
        };
        return groups => make(groups, options);
    }

    private static OptimizerFactory RmsProp(PartArguments arguments)
    {
        var options = new RmsPropOptions
        {
            LearningRate = NotNegative(arguments, "lr", 1e-2),
            Alpha = NotNegative(arguments, "alpha", 0.99),
            Eps = NotNegative(arguments, "eps", 1e-8),
            WeightDecay = NotNegative(arguments, "weight_decay", 0),
            Momentum = Fraction(arguments, "momentum", 0),
            Centered = arguments.GetBool("centered", false),
            Maximize = arguments.GetBool("maximize", false),
        };
        return groups => new RmsProp(groups, options);
    }

    private static double Rate(PartArguments arguments) => NotNegative(arguments, "lr", 1e-3);

    private static double NotNegative(PartArguments arguments, string key, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value >= 0 && double.IsFinite(value) ? value : throw arguments.Invalid(key, "a number of at least 0");
    }

    private static double Fraction(PartArguments arguments, string key, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value is >= 0 and < 1 ? value : throw arguments.Invalid(key, "a number from 0 to below 1");
    }
}
