using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Samples;

public class ReadmeTests
{
    public static TheoryData<string> Samples => [.. Names];

    /// <summary>All but the one of fifteen lines, which is run as it stands.</summary>
    public static TheoryData<string> WithTests => [.. Names.Where(name => name != "FirstBot")];

    private static IEnumerable<string> Names => Directory.EnumerateDirectories(SourceTree.File("samples"))
        .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any())
        .Select(folder => Path.GetFileName(folder)!);

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

    /// <summary>
    /// A test goes with it. PackagesTests runs the shop's outside of the repository; the others' project files are the same.
    /// </summary>
    [Theory]
    [MemberData(nameof(WithTests))]
    public void Sample_HasItsTestWithIt(string name)
    {
        var shop = File.ReadAllText(SourceTree.File("samples", "ShopBot", "tests", "ShopBot.Tests.csproj"));

        Assert.NotEmpty(Directory.GetFiles(SourceTree.File("samples", name, "tests"), "*Tests.cs"));
        Assert.Equal(shop.Replace("ShopBot", name, StringComparison.Ordinal),
            File.ReadAllText(SourceTree.File("samples", name, "tests", name + ".Tests.csproj")));
    }

    [Theory]
    [InlineData("PythonEndpoint")]
    [InlineData("PhpEndpoint")]
    [InlineData("LaravelBeside")]
    public void SampleInAnotherLanguage_HasAPageWithItsTest(string name)
    {
        var page = File.ReadAllLines(SourceTree.File("samples", name, "README.md"));

        Assert.InRange(page.Length, 8, 16);
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
