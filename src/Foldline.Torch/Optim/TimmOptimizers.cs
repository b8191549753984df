namespace Foldline.Torch.Optim;

/// <summary>Reads the arguments of timm's optimizers, named and preset as there.</summary>
internal static class TimmOptimizers
{
    public static OptimizerFactory Lamb(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas();
        var options = new LambOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-6),
            WeightDecay = arguments.NotNegative("weight_decay", 0.01),
            MaxGradientNorm = arguments.NotNegative("max_grad_norm", 1),
            BiasCorrection = arguments.GetBool("bias_correction", true),
            AverageGradients = arguments.GetBool("grad_averaging", true),
            ClipTrust = arguments.GetBool("trust_clip", false),
            AlwaysAdapt = arguments.GetBool("always_adapt", false),
        };
        return groups => new Lamb(groups, options);
    }

    public static OptimizerFactory Lars(PartArguments arguments)
    {
        var options = new LarsOptions
        {
            LearningRate = arguments.NotNegative("lr", 1),
            Momentum = arguments.Fraction("momentum", 0),
            Dampening = arguments.GetDouble("dampening", 0),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            TrustCoefficient = arguments.NotNegative("trust_coeff", 0.001),
            Eps = arguments.NotNegative("eps", 1e-8),
            Nesterov = arguments.GetBool("nesterov", false),
            ClipTrust = arguments.GetBool("trust_clip", false),
            AlwaysAdapt = arguments.GetBool("always_adapt", false),
        };
        arguments.RequireMomentum(options.Nesterov, options.Momentum, options.Dampening);
        return groups => new Lars(groups, options);
    }

    public static OptimizerFactory Lion(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas(0.99);
        var options = new LionOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-4),
            Beta1 = beta1,
            Beta2 = beta2,
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            Maximize = arguments.GetBool("maximize", false),
        };
        return groups => new Lion(groups, options);
    }

    public static OptimizerFactory AdaBelief(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas();
        var options = new AdaBeliefOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-16),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            AmsGrad = arguments.GetBool("amsgrad", false),
            DecoupledDecay = arguments.GetBool("decoupled_decay", true),
            FixedDecay = arguments.GetBool("fixed_decay", false),
            Rectify = arguments.GetBool("rectify", true),
            DegenerateToSgd = arguments.GetBool("degenerated_to_sgd", true),
        };
        return groups => new AdaBelief(groups, options);
    }

    public static OptimizerFactory AdamP(PartArguments arguments)
    {
        var (beta1, beta2) = arguments.Betas();
        var options = new AdamPOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Beta1 = beta1,
            Beta2 = beta2,
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            Delta = arguments.NotNegative("delta", 0.1),
            DecayRatio = arguments.NotNegative("wd_ratio", 0.1),
            Nesterov = arguments.GetBool("nesterov", false),
        };
        return groups => new AdamP(groups, options);
    }

    public static OptimizerFactory Madgrad(PartArguments arguments)
    {
        var options = new MadgradOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-2),
            Momentum = arguments.Fraction("momentum", 0.9),
            Eps = arguments.NotNegative("eps", 1e-6),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            DecoupledDecay = arguments.GetBool("decoupled_decay", false),
        };
        return groups => new Madgrad(groups, options);
    }

    public static OptimizerFactory RmsPropTf(PartArguments arguments)
    {
        var options = new RmsPropTfOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-2),
            Alpha = arguments.NotNegative("alpha", 0.9),
            Eps = arguments.NotNegative("eps", 1e-10),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            Momentum = arguments.Fraction("momentum", 0),
            Centered = arguments.GetBool("centered", false),
            DecoupledDecay = arguments.GetBool("decoupled_decay", false),
            RateInMomentum = arguments.GetBool("lr_in_momentum", true),
        };
        return groups => new RmsPropTf(groups, options);
    }

    public static OptimizerFactory Adan(PartArguments arguments)
    {
        var betas = arguments.Betas([0.98, 0.92, 0.99]);
        var options = new AdanOptions
        {
            LearningRate = arguments.NotNegative("lr", 1e-3),
            Beta1 = betas[0],
            Beta2 = betas[1],
            Beta3 = betas[2],
            Eps = arguments.NotNegative("eps", 1e-8),
            WeightDecay = arguments.NotNegative("weight_decay", 0),
            DecayBefore = arguments.GetBool("no_prox", false),
        };
        return groups => new Adan(groups, options);
    }
}
