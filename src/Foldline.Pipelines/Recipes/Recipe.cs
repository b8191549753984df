namespace Foldline.Pipelines.Recipes;

/// <summary>
/// A competition as data: which tables there are, how samples, folds, batches and models are made of them, and how predictions
/// become a submission. Immutable; two recipes with the same values are equal. Read from YAML by <see cref="RecipeFile"/>.
/// </summary>
public sealed record Recipe
{
    /// <summary>Name of the recipe and of the folder with its runs: letters, digits, <c>-</c>, <c>_</c>, <c>.</c></summary>
    public required string Name { get; init; }

    /// <summary>Seed of everything random, 0 … 4294967295.</summary>
    public long Seed { get; init; }

    /// <summary>Tables to load: name in SQL and file (CSV, Parquet or JSON) in the data folder.</summary>
    public required ValueList<TableSpec> Tables { get; init; }

    /// <summary>SQL over the tables: one row per labelled sample with <c>id</c>, the input column and the target column, in sample order.</summary>
    public required string Samples { get; init; }

    /// <summary>SQL over the tables: one row per test sample with <c>id</c> and the input column; null = no test samples.</summary>
    public string? TestSamples { get; init; }

    /// <summary>
    /// SQL over the tables: marked regions of samples (<c>id, label, x_min, y_min, x_max, y_max</c> in pixels of an original of
    /// <c>height</c> × <c>width</c>), shown in the report; null = none.
    /// </summary>
    public string? Boxes { get; init; }

    /// <summary>What <c>foldline prepare</c> makes of original files: <c>dicom</c> or <c>images</c> with its arguments; null = nothing.</summary>
    public PartSpec? Prepare { get; init; }

    /// <summary>How the input column becomes pixels.</summary>
    public InputSpec Input { get; init; } = new();

    /// <summary>What is predicted.</summary>
    public required TargetSpec Target { get; init; }

    /// <summary>How samples are split: <c>k_fold</c>, <c>stratified</c>, <c>train_test</c> with their arguments.</summary>
    public PartSpec Folds { get; init; } = new("stratified", ("count", 5), ("seed", 111));

    /// <summary>Transforms of training images, in order.</summary>
    public ValueList<PartSpec> Augment { get; init; } = [];

    /// <summary>The network.</summary>
    public ModelSpec Model { get; init; } = new();

    /// <summary>How it is trained.</summary>
    public TrainSpec Train { get; init; } = new();

    /// <summary>What validation measures, in the order of reports.</summary>
    public ValueList<PartSpec> Metrics { get; init; } = [];

    /// <summary>Which weights predict.</summary>
    public PredictSpec Predict { get; init; } = new();

    /// <summary>How images are read.</summary>
    public LoaderSpec Loader { get; init; } = new();

    /// <summary><c>auto</c> (first CUDA device, else CPU), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>What is looked at before training.</summary>
    public DoctorSpec Doctor { get; init; } = new();

    /// <summary>Shortcuts for trying things out.</summary>
    public DebugSpec Debug { get; init; } = new();

    /// <summary>Figures and tables of the report that SQL over the tables yields, in order.</summary>
    public ValueList<ReportEntry> Report { get; init; } = [];

    /// <summary>SQL over <c>predictions</c>, here those of validation samples, and the tables that gives <c>oof.csv</c>; null = none is written.</summary>
    public string? OutOfFold { get; init; }

    /// <summary>SQL over <c>predictions</c> and the tables that gives the submission; null = none is written.</summary>
    public SubmissionSpec? Submission { get; init; }
}
