namespace Foldline.Tests.Core;

public sealed class Crc32CTests
{
    [Fact]
    public void Compute_CheckValues_AreThoseOfTheStandard()
    {
        Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Compute(new byte[32]));
        Assert.Equal(0u, Crc32C.Compute([]));
    }
}
