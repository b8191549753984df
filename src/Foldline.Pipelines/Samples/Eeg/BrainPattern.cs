namespace Foldline.Pipelines.Samples.Eeg;

/// <summary>What experts vote on, in the order of the competition's columns.</summary>
internal enum BrainPattern
{
    /// <summary>A frequency that rises again and again, on both sides.</summary>
    Seizure,

    /// <summary>Periodic discharges on one side (LPD).</summary>
    LateralDischarges,

    /// <summary>Periodic discharges on both sides (GPD).</summary>
    GeneralDischarges,

    /// <summary>A slow rhythm on one side (LRDA).</summary>
    LateralRhythm,

    /// <summary>A slow rhythm on both sides (GRDA).</summary>
    GeneralRhythm,

    /// <summary>Nothing of these.</summary>
    Other,
}
