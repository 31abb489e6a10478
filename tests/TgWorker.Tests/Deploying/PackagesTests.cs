using System.IO.Compression;
using System.Xml.Linq;
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

    /// <summary>As a reader does it: the sample and its test are copied, something is changed in both, and the test runs.</summary>
    [Fact]
    public async Task Shop_CopiedOutAndChanged_ItsTestsPassFromThePackages()
    {
        Copy(new DirectoryInfo(SourceTree.File("samples", "ShopBot")), Path.Combine(packages.Directory, "ShopBot"));
        Change("ShopBot/Goods.cs", "\"Postcard\"", "\"Calendar\"");
        Change("ShopBot/tests/ShopBotTests.cs", "Postcard", "Calendar");

        var output = await packages.DotnetAsync(["test", "ShopBot/tests", .. packages.Restore]);

        Assert.Contains("Passed:     8", output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", output, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a feed shows of each package.</summary>
    [Fact]
    public void Packages_HaveAPageAnIconAndADescriptionOfTheirOwn()
    {
        var descriptions = packages.All.Select(file =>
        {
            using var package = ZipFile.OpenRead(file);
            using var stream = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            var metadata = XDocument.Load(stream).Descendants().Single(node => node.Name.LocalName == "metadata");
            string Text(string name) => metadata.Elements().Single(node => node.Name.LocalName == name).Value;
            Assert.Equal(("README.md", "icon.png", "MIT"), (Text("readme"), Text("icon"), Text("license")));
            Assert.InRange(package.GetEntry("icon.png")!.Length, 100, 10_000);
            using var page = new StreamReader(package.GetEntry("README.md")!.Open());
            Assert.InRange(page.ReadToEnd().Length, 300, 3000);
            return Text("description");
        }).ToList();

        Assert.Equal(11, descriptions.Count);
        Assert.Equal(11, descriptions.Distinct().Count());
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }

    private void Change(string file, string old, string now)
    {
        var path = Path.Combine(packages.Directory, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }
}
