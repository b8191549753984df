using Foldline.Imaging;

namespace Foldline.Data.Loading;

/// <summary>Where a <see cref="BatchLoader"/> gets its images from. All members must be safe to call from several threads at once.</summary>
public interface ISampleSource
{
    /// <summary>Number of samples.</summary>
    int Count { get; }

    /// <summary>Id of a sample: random transforms depend on it, so it must not change between runs.</summary>
    /// <param name="index">Sample from 0 to <see cref="Count"/> - 1.</param>
    string Id(int index);

    /// <summary>Where a sample comes from, for errors: usually its file.</summary>
    /// <param name="index">Sample from 0 to <see cref="Count"/> - 1.</param>
    string Origin(int index);

    /// <summary>Reads and decodes a sample. Must give the same image each time.</summary>
    /// <param name="index">Sample from 0 to <see cref="Count"/> - 1.</param>
    /// <returns>A new image that the caller disposes.</returns>
    Image Load(int index);

    /// <summary>Reads a sample's mask. Must give the same mask each time.</summary>
    /// <param name="index">Sample from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="size">Size of the sample's image as <see cref="Load"/> gave it.</param>
    /// <returns>A new 8-bit image of that size that the caller disposes; null for sources without masks.</returns>
    Image? LoadMask(int index, ImageSize size) => null;

    /// <summary>
    /// Makes a sample's companion: another picture of the same thing, for another network, that goes through the same transforms with the same random numbers.
    /// Must give the same picture each time.
    /// </summary>
    /// <param name="index">Sample from 0 to <see cref="Count"/> - 1.</param>
    /// <param name="image">The sample's image as <see cref="Load"/> gave it; not to be changed.</param>
    /// <returns>A new image of that size that the caller disposes; null for samples without a companion.</returns>
    Image? LoadCompanion(int index, Image image) => null;
}
