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
        new("nadam", NAdam),
        new("radam", RAdam),
        new("adamax", Adamax),
        new("adagrad", Adagrad),
        new("adadelta", Adadelta),
    ]);

    private static OptimizerFactory Sgd(PartArguments arguments)
    {
        var options = new SgdOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Momentum = arguments.Fraction("momentum", 0),
            Dampening = arguments.GetDouble("dampening", 0),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
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
        var (beta1, beta2) = arguments.Betas();
        var options = new AdamOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.Has("weight_decay") ? arguments.NotNegative("weight_decay", 0) : null,
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
            LearningRate = arguments.NotNegative("lr", 1e-2),
            Alpha = arguments.NotNegative("alpha", 0.99),
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            Momentum = arguments.Fraction("momentum", 0),
            Centered = arguments.GetBool("centered", false),
            Maximize = arguments.GetBool("maximize", false),
        };
        return groups => new RmsProp(groups, options);
    }

    private static OptimizerFactory NAdam(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas();
        var options = new NAdamOptions
        {
            LearningRate = arguments.NotNegative("lr", 2e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            MomentumDecay = arguments.NotNegative("momentum_decay", 4e-3),
        };
        return groups => new NAdam(groups, options);
    }

    private static OptimizerFactory RAdam(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas();
        var options = new RAdamOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
        };
        return groups => new RAdam(groups, options);
    }

    private static OptimizerFactory Adamax(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas();
        var options = new AdamaxOptions
        {
            LearningRate = arguments.NotNegative("lr", 2e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
        };
        return groups => new Adamax(groups, options);
    }

    private static OptimizerFactory Adagrad(PartArguments arguments)
    {
        var options = new AdagradOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-2),
            LearningRateDecay = arguments.NotNegative("lr_decay", 0),
            InitialAccumulator = arguments.NotNegative("initial_accumulator_value", 0),
            Eps = arguments.NotNegative("eps", 1e-10),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            Maximize = arguments.GetBool("maximize", false),
        };
        return groups => new Adagrad(groups, options);
    }

    private static OptimizerFactory Adadelta(PartArguments arguments)
    {
        var options = new AdadeltaOptions
        {
            LearningRate = arguments.NotNegative("lr", 1),
            Rho = arguments.NotNegative("rho", 0.9),
            Eps = arguments.NotNegative("eps", 1e-6),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
        };
        return groups => new Adadelta(groups, options);
    }
}
