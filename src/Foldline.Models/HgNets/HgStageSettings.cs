namespace Foldline.Models.HgNets;

/// <summary>A stage of a <see cref="HgNet"/>.</summary>
/// <param name="Middle">Channels of the layers in its blocks.</param>
/// <param name="Out">Channels of its output.</param>
/// <param name="Blocks">Number of blocks.</param>
/// <param name="IsLight">Depthwise separable instead of full convolutions.</param>
/// <param name="KernelSize">Their kernel.</param>
internal sealed record HgStageSettings(int Middle, int Out, int Blocks, bool IsLight = false, int KernelSize = 3);
