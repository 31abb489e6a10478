using System.Diagnostics;
using TgWorker.Redis.Diagnosing;
using Xunit;

namespace TgWorker.Redis.Tests.Diagnosing;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("a-b:c_1/2", "a-b:c_1/2")]
    [InlineData("", "''")]
    [InlineData("x'; rm -rf ~; '", "'x'\\''; rm -rf ~; '\\'''")]
    [InlineData("$(reboot)`id`", "'$(reboot)`id`'")]
    [InlineData("a\nb\u001b'", "$'a\\x0ab\\x1b\\x27'")]
    [InlineData("имя", null)]
    public async Task Of_AnyName_IsThatOneWordToAShell(string name, string? word)
    {
        Assert.Equal(word ?? ShellWord.Of(name), ShellWord.Of(name));
        using var shell = Process.Start(
            new ProcessStartInfo("bash", ["-c", "printf %s " + ShellWord.Of(name)]) { RedirectStandardOutput = true })!;
        Assert.Equal(name, await shell.StandardOutput.ReadToEndAsync());
    }
}
