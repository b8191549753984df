namespace Foldline.Tests.EndToEnd;

/// <summary>The test classes that share one <see cref="TrainedSample"/>.</summary>
[CollectionDefinition(Name)]
public sealed class TrainedSampleTests : ICollectionFixture<TrainedSample>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "trained sample";
}
