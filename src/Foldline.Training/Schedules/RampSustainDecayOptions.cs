namespace Foldline.Training.Schedules;

/// <summary>Shape of <see cref="RampSustainDecaySchedule"/>.</summary>
/// <param name="StartLr">Rate at step 0 when there is a ramp.</param>
/// <param name="MinimumLr">Rate that the decay approaches.</param>
/// <param name="RampSteps">Steps of the ramp, at least 0.</param>
/// <param name="SustainSteps">Steps at the highest rate, at least 0.</param>
/// <param name="Decay">Factor on the distance to the minimum at each step of the decay, in (0, 1].</param>
public sealed record RampSustainDecayOptions(double StartLr, double MinimumLr, long RampSteps, long SustainSteps, double Decay);
