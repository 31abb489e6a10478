using TgWorker.TestSupport.Repository;

namespace TgWorker.Tests.Deploying;

/// <summary>What the packages give to somebody who has nothing else of this repository.</summary>
public sealed class PackagesTests(PackedPackages packages) : IClassFixture<PackedPackages>
{
    [Fact]
    public async Task Template_NewBot_BuildsAndItsTestPasses()
    {
        await packages.DotnetAsync("new", "install", packages.File("TgWorker.Templates"));
        await packages.DotnetAsync("new", "tgbot", "--output", "Shop");

        var output = await packages.DotnetAsync(["test", "Shop/tests", .. packages.Restore]);

        Assert.Contains("Passed:     1", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sample_CopiedOut_BuildsFromThePackages()
    {
        var copy = Directory.CreateDirectory(Path.Combine(packages.Directory, "ShopBot")).FullName;
        foreach (var file in Directory.EnumerateFiles(SourceTree.File("samples", "ShopBot")))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        var output = await packages.DotnetAsync(["build", "ShopBot", .. packages.Restore]);

        Assert.Contains("0 Warning(s)", output, StringComparison.Ordinal);
    }
}
