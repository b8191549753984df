namespace Foldline.Pipelines.Preparing;

/// <summary>What a recipe's section <c>prepare</c> names: something that makes files for a data folder. Immutable.</summary>
public abstract record PreparationPart
{
    /// <summary>Whether runs make what their samples name by themselves, or only a command makes it.</summary>
    public virtual bool RunsByItself => false;

    /// <summary>Makes what is not complete.</summary>
    /// <param name="run">What it works with.</param>
    /// <exception cref="FoldlineException">Whatever is wrong with folders, tables or, when strict, the first file that is refused.</exception>
    /// <exception cref="OperationCanceledException">Interrupted; what is complete is kept.</exception>
    public abstract PreparationSummary Run(PreparationRun run);
}
