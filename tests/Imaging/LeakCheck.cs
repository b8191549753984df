using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>A test class derived from this ends every test by asserting that it left no native pixel memory behind.</summary>
public abstract class LeakCheck : IDisposable
{
    private readonly long before = Image.Live;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Assert.Equal(before, Image.Live);
}
