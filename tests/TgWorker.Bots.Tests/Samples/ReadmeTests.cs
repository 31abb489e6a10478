using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Samples;

public class ReadmeTests
{
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
