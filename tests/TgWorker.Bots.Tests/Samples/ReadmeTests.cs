using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Samples;

public class ReadmeTests
{
    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateDirectories(SourceTree.File("samples"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
            .Select(folder => Path.GetFileName(folder)!)];

    /// <summary>
    /// Its project file takes tgworker from a package outside of the repository; a page says what it is and how it is run.
    /// </summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_StandsByItself(string name)
    {
        var project = File.ReadAllText(SourceTree.File("samples", name, name + ".csproj"));
        var page = File.ReadAllLines(SourceTree.File("samples", name, "README.md"));

        Assert.Contains("<PackageReference Include=\"TgWorker.Hosting\" Version=", project, StringComparison.Ordinal);
        Assert.Contains("Exists('../../src/TgWorker.Hosting/TgWorker.Hosting.csproj')", project, StringComparison.Ordinal);
        Assert.InRange(page.Length, 8, 16);
        Assert.Contains("    dotnet run", page);
        Assert.Contains(page, line => line.Contains("Its test is ", StringComparison.Ordinal));
    }

    /// <summary>The program itself is built with the solution, and run by <see cref="Running.NewcomerTests"/>.</summary>
    [Fact]
    public void FirstBot_InTheReadme_IsTheSampleAndAtMost15LinesLong()
    {
        var program = File.ReadAllText(SourceTree.File("samples", "FirstBot", "Program.cs"));

        Assert.Contains("### Write your first bot", File.ReadAllText(SourceTree.File("README.md")), StringComparison.Ordinal);
        Assert.Contains($"```csharp\n{program}```\n", File.ReadAllText(SourceTree.File("README.md")), StringComparison.Ordinal);
        Assert.InRange(program.TrimEnd().Split('\n').Length, 5, 15);
    }
}
