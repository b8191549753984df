namespace Foldline.Torch.Optim;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019), as <c>torch.optim.AdamW</c>.</summary>
/// <param name="groups">Parameter groups.</param>
/// <param name="options">Settings; the weight decay is 0.01 when left out.</param>
public sealed class AdamW(IReadOnlyList<ParameterGroup> groups, AdamOptions options)
    : Adam(groups, options, options.WeightDecay ?? 1e-2, decoupled: true);
