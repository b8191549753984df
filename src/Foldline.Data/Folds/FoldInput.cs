namespace Foldline.Data.Folds;

/// <summary>What a splitter may look at.</summary>
/// <param name="Count">Number of samples.</param>
/// <param name="Classes">Class of each sample, for the stratified splitters.</param>
/// <param name="Groups">Group of each sample, for the splitters that keep groups together.</param>
/// <param name="Labels">Which labels each sample carries [samples, labels], for the multi-label splitter.</param>
public sealed record FoldInput(int Count, LabelCodes? Classes = null, LabelCodes? Groups = null, bool[,]? Labels = null);
