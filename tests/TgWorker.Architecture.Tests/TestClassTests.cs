using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

/// <summary>What holds for all test classes.</summary>
public sealed partial class TestClassTests
{
    /// <summary>
    /// xunit 2 disposes of an <see cref="IDisposable"/> and an IAsyncLifetime. It leaves an <see cref="IAsyncDisposable"/> alone, whose
    /// files and servers then stay.
    /// </summary>
    [Fact]
    public void TestClasses_WithSomethingToDispose_AreDisposedByTheRunner()
    {
        var classes = Directory.EnumerateFiles(SourceTree.Root, "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(file => Classes().Matches(File.ReadAllText(file)).Select(match => match.Value))
            .ToList();

        Assert.InRange(classes.Count, 300, int.MaxValue);
        Assert.DoesNotContain(classes, name => name.Contains("IAsyncDisposable", StringComparison.Ordinal)
            && !name.Contains("IAsyncLifetime", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^public (?:sealed |abstract |partial )*class \w+Tests\b.*$", RegexOptions.Multiline)]
    private static partial Regex Classes();
}
