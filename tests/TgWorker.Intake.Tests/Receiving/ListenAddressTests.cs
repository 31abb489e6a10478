using TgWorker.Intake.Receiving;

namespace TgWorker.Intake.Tests.Receiving;

public class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:9070", true)]
    [InlineData("https://localhost:8443", true)]
    [InlineData("http://[::1]:80", true)]
    [InlineData("http://unix:/run/tgworker/receiver.sock", true)]
    [InlineData("http://0.0.0.0:80", false)]
    [InlineData("http://*:80", false)]
    [InlineData("http://+:80", false)]
    [InlineData("http://[::]:80", false)]
    [InlineData("https://10.0.0.5:443", false)]
    [InlineData("http://localhost.evil.example:80", false)]
    public void Private_IsWhatOnlyThisMachineReaches(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, ListenAddress.IsPrivate(address));
}
