using System.Text.RegularExpressions;
using System.Xml.Linq;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

/// <summary>What is built is what was looked at: exact versions in one place; known holes break the build; no secret goes along.</summary>
public sealed partial class SupplyChainTests
{
    private static readonly XDocument Build = Load("Directory.Build.props");
    private static readonly XDocument Packages = Load("Directory.Packages.props");

    // Critical and high.
    private static readonly string[] Holes = ["NU1903", "NU1904"];

    [Fact]
    public void Packages_EvenThoseThatOthersBringAlong_HaveTheVersionNamedInOnePlace()
    {
        Assert.Equal("true", Property(Packages, "ManagePackageVersionsCentrally"));
        Assert.Equal("true", Property(Packages, "CentralPackageTransitivePinningEnabled"));
        var elsewhere = Projects().SelectMany(project => XDocument.Load(project).Descendants("PackageReference")
            .Where(package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null)
            .Select(package => $"{Path.GetFileName(project)}: {package.Attribute("Include")?.Value}"));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Versions_OfPackages_AreExact()
    {
        var versions = Packages.Descendants("PackageVersion").ToList();

        Assert.NotEmpty(versions);
        Assert.All(versions, package => Assert.Matches(ExactVersion(), package.Attribute("Version")!.Value));
    }

    [Fact]
    public void KnownHoles_CriticalAndHigh_BreakTheBuild()
    {
        Assert.Equal(("true", "true", "all"),
            (Property(Build, "TreatWarningsAsErrors"), Property(Build, "NuGetAudit"), Property(Build, "NuGetAuditMode")));
        var excused = Projects().Select(XDocument.Load).Append(Build).Append(Load("src/Directory.Build.props"))
            .Append(Load("tests/Directory.Build.props"))
            .SelectMany(file => file.Descendants().Where(element => element.Name.LocalName is "NoWarn" or "WarningsNotAsErrors"))
            .SelectMany(element => element.Value.Split(';'));
        Assert.Empty(excused.Intersect(Holes));
    }

    [Fact]
    public void Builds_OfCiAndOfReleases_AreTheSameFromTheSameSources()
    {
        var inCi = Assert.Single(Build.Descendants("ContinuousIntegrationBuild"));

        Assert.Equal(("true", "'$(CI)' == 'true'"), (inCi.Value, inCi.Attribute("Condition")!.Value));
        Assert.Equal("true", Property(Build, "Deterministic"));
        Assert.Contains("ContinuousIntegrationBuild=true", File.ReadAllText(SourceTree.File("deploy", "release.sh")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".env")]
    [InlineData("deploy/compose/.env")]
    [InlineData("samples/Shop/.env.production")]
    [InlineData("tgook.env")]
    [InlineData("deploy/server.pem")]
    [InlineData("deploy/server.key")]
    [InlineData("tgworker.db")]
    [InlineData("bot.db-wal")]
    [InlineData(".git/config")]
    public void Image_IsBuiltWithoutSecrets(string file)
    {
        var left = File.ReadLines(SourceTree.File("deploy", "container", "Containerfile.dockerignore"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Pattern);

        Assert.Contains(left, pattern => pattern.IsMatch(file));
    }

    [Fact]
    public void Image_IsBuiltFromTheSources() => Assert.DoesNotContain(
        File.ReadLines(SourceTree.File("deploy", "container", "Containerfile.dockerignore"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(Pattern),
        pattern => pattern.IsMatch("src/TgWorker/Program.cs") || pattern.IsMatch("Directory.Packages.props"));

    // https://docs.docker.com/build/concepts/context/#dockerignore-files: a pattern that fits a folder leaves out what is in it.
    private static Regex Pattern(string line) => new(
        "^" + Regex.Escape(line).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            + "(/.*)?$");

    private static XDocument Load(string file) => XDocument.Load(SourceTree.File(file.Split('/')));

    private static string? Property(XDocument file, string name) => file.Descendants(name).SingleOrDefault()?.Value;

    // Samples and templates stand on their own; what they name is theirs.
    private static IEnumerable<string> Projects() => ((string[])["src", "tests", "bench"])
        .SelectMany(folder => Directory.EnumerateFiles(SourceTree.File(folder), "*.csproj", SearchOption.AllDirectories));

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex ExactVersion();
}
