using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

/// <summary>What a release says it is made of.</summary>
public class SbomTests
{
    [Fact]
    public async Task Sbom_OfTheProgram_HasEachPackageThatRunsWithItsVersionAndHash()
    {
        var first = await WriteAsync();
        using var bom = JsonDocument.Parse(first);
        var components = bom.RootElement.GetProperty("components").EnumerateArray()
            .ToDictionary(component => component.GetProperty("name").GetString()!, StringComparer.Ordinal);

        string[] some = ["StackExchange.Redis", "Polly.Core", "Telegram.Bot", "System.CommandLine", "Microsoft.Data.Sqlite.Core"];
        foreach (var name in some)
        {
            Assert.Matches("^[0-9a-f]{128}$", components[name].GetProperty("hashes")[0].GetProperty("content").GetString());
        }

        var versions = XDocument.Load(SourceTree.File("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(version => (string)version.Attribute("Include")!, version => (string)version.Attribute("Version")!);
        Assert.All(components.Where(component => versions.ContainsKey(component.Key)), component =>
            Assert.Equal($"pkg:nuget/{component.Key}@{versions[component.Key]}", component.Value.GetProperty("purl").GetString()));
        Assert.DoesNotContain(components.Keys, name => name.Contains("Analyzers", StringComparison.Ordinal));
        Assert.DoesNotContain(components.Keys, name => name.StartsWith("TgWorker.", StringComparison.Ordinal));
        Assert.Equal(first, await WriteAsync());
    }

    private static async Task<string> WriteAsync()
    {
        using var python = Process.Start(
            new ProcessStartInfo("python3", [SourceTree.File("deploy", "sbom.py"), "1.2.3"]) { RedirectStandardOutput = true })!;
        var output = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        Assert.Equal(0, python.ExitCode);
        return output;
    }
}
