using System.Diagnostics;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

/// <summary>deploy/container/pin.sh, with a registry that the test makes up.</summary>
public sealed class ImagePinsTests : IDisposable
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-pins-");

    public ImagePinsTests()
    {
        foreach (var file in new[] { "container/Containerfile", "container/pin.sh", "compose/compose.yaml" })
        {
            var path = Path.Combine(_directory.FullName, "deploy", file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(SourceTree.File(["deploy", .. file.Split('/')]), path);
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Pin_WritesTheDigestOfEachImage_AndReplacesAnOlderOne()
    {
        Assert.Equal(0, Pin("sha256:" + new string('b', 64)));
        Assert.Equal(0, Pin(Digest));

        var container = Lines("container/Containerfile", "FROM ");
        Assert.Equal(
            [$"FROM mcr.microsoft.com/dotnet/sdk:10.0@{Digest} AS build", $"FROM mcr.microsoft.com/dotnet/aspnet:10.0@{Digest}"],
            container);
        Assert.Equal([$"    image: redis:7@{Digest}"], Lines("compose/compose.yaml", "    image: redis"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a digest")]
    public void Pin_RegistryGivesNone_ChangesNothing(string answer)
    {
        Assert.NotEqual(0, Pin(answer));
        Assert.DoesNotContain("@", string.Concat(Lines("container/Containerfile", "FROM ")), StringComparison.Ordinal);
    }

    private List<string> Lines(string file, string start) =>
    [
        .. File.ReadLines(Path.Combine(_directory.FullName, "deploy", file))
            .Where(line => line.StartsWith(start, StringComparison.Ordinal)),
    ];

    private int Pin(string answer)
    {
        var docker = Path.Combine(_directory.FullName, "docker");
        File.WriteAllText(docker, $"#!/bin/sh\necho '{answer}'\n");
        var start = new ProcessStartInfo("bash", ["-c", "chmod +x docker && deploy/container/pin.sh"])
        {
            WorkingDirectory = _directory.FullName,
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_directory.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var bash = Process.Start(start)!;
        bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return bash.ExitCode;
    }
}
