namespace Foldline.Torch.Optim;

/// <summary>
/// The optimizers by their names in recipes; arguments are named as in <c>torch.optim</c> and timm. Any of them takes
/// <c>lookahead: {alpha, k}</c>.
/// </summary>
public static class OptimizerTable
{
    /// <summary>All optimizers of this library.</summary>
    public static PartTable<OptimizerFactory> Standard { get; } = new("optimizer",
    [
        Row("sgd", Sgd),
        Row("adam", arguments => Adam(arguments, (groups, options) => new Adam(groups, options))),
        Row("adamw", arguments => Adam(arguments, (groups, options) => new AdamW(groups, options))),
        Row("rmsprop", RmsProp),
        Row("nadam", NAdam),
        Row("radam", RAdam),
        Row("adamax", Adamax),
        Row("adagrad", Adagrad),
        Row("adadelta", Adadelta),
        Row("rprop", Rprop),
        Row("asgd", Asgd),
        Row("lamb", TimmOptimizers.Lamb),
        Row("lars", TimmOptimizers.Lars),
        Row("lion", TimmOptimizers.Lion),
        Row("adabelief", TimmOptimizers.AdaBelief),
        Row("adamp", TimmOptimizers.AdamP),
        Row("madgrad", TimmOptimizers.Madgrad),
        Row("rmsproptf", TimmOptimizers.RmsPropTf),
        Row("adan", TimmOptimizers.Adan),
    ]);

    private static KeyValuePair<string, Func<PartArguments, OptimizerFactory>> Row(string name, Func<PartArguments, OptimizerFactory> read) =>
        new(name, arguments => WithLookahead(arguments, read(arguments)));

    private static OptimizerFactory WithLookahead(PartArguments arguments, OptimizerFactory factory)
    {
        if (!arguments.Has("lookahead"))
            return factory;
        var nested = arguments.GetNested("lookahead");
        var options = new LookaheadOptions { Alpha = nested.GetDouble("alpha", 0.5), Every = nested.GetInt64("k", 6) };
        if (options.Alpha is not (>= 0 and <= 1))
            throw nested.Invalid("alpha", "a number from 0 to 1");
        if (options.Every < 1)
            throw nested.Invalid("k", "an integer of at least 1");
        nested.RejectUnknown();
        return groups =>
        {
            var optimizer = factory(groups);
            optimizer.Lookahead = options;
            return optimizer;
        };
    }

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
        arguments.RequireMomentum(options.Nesterov, options.Momentum, options.Dampening);
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
            AsTorch113 = arguments.GetWord("compat", ["torch-1.13", "torch-2"], "torch-2") == "torch-1.13",
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

    private static OptimizerFactory Rprop(PartArguments arguments)
    {
        var etas = arguments.Pair("etas", [0.5, 1.2], "two numbers, the first between 0 and 1, the second above 1", (shrink, grow) => shrink is > 0 and < 1 && grow > 1);
        var sizes = arguments.Pair("step_sizes", [1e-6, 50], "two numbers of at least 0, the smaller one first", (smallest, largest) => smallest >= 0 && largest >= smallest);
        var options = new RpropOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-2),
            Shrink = etas[0],
            Grow = etas[1],
            SmallestStep = sizes[0],
            LargestStep = sizes[1],
            Maximize = arguments.GetBool("maximize", false),
        };
        return groups => new Rprop(groups, options);
    }

    private static OptimizerFactory Asgd(PartArguments arguments)
    {
        var options = new AsgdOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-2),
            Lambda = arguments.NotNegative("lambd", 1e-4),
            Alpha = arguments.NotNegative("alpha", 0.75),
            AverageFrom = arguments.NotNegative("t0", 1e6),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            Maximize = arguments.GetBool("maximize", false),
        };
        return groups => new Asgd(groups, options);
    }
}
