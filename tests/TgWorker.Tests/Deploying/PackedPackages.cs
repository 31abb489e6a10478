using System.Diagnostics;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

/// <summary>The solution's packages, in a directory outside of the repository.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private const string Feed = "feed";

    /// <summary>Where it is, and where commands run.</summary>
    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("tgworker-packages-").FullName;

    /// <summary>Has a restore find the packages, and leave them out of the machine's own folder of packages.</summary>
    public IReadOnlyList<string> Restore =>
    [
        $"-p:RestoreAdditionalProjectSources={Path.Combine(Directory, Feed)}",
        $"-p:RestorePackagesPath={Path.Combine(Directory, "packages")}", $"-p:RestoreFallbackFolders={PackagesFolder}",
    ];

    private static string PackagesFolder => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The file of a package.</summary>
    public string File(string id) => Assert.Single(System.IO.Directory.GetFiles(Path.Combine(Directory, Feed), id + ".?.*.nupkg"));

    /// <summary>The files of all packages, without those of symbols.</summary>
    public IReadOnlyList<string> All => System.IO.Directory.GetFiles(Path.Combine(Directory, Feed), "*.nupkg");

    public async Task InitializeAsync()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        await DotnetAsync("pack", SourceTree.File("Worker.sln"), "--no-build", "--configuration", configuration, "--output",
            Path.Combine(Directory, Feed));
    }

    public Task DisposeAsync()
    {
        System.IO.Directory.Delete(Directory, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Runs <c>dotnet</c>; what it writes is the test's message when it fails.</summary>
    public async Task<string> DotnetAsync(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", arguments) { WorkingDirectory = Directory, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_HOME"] = Directory;

        // Each build leaves two empty directories where temporary files are.
        start.Environment["TMPDIR"] = Directory;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // No servers that outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var dotnet = Process.Start(start)!;
        var errors = dotnet.StandardError.ReadToEndAsync();
        var output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        Assert.True(dotnet.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {dotnet.ExitCode}:\n{output}{await errors}");
        return output;
    }
}
