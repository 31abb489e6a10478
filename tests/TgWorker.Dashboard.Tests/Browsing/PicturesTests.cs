using PuppeteerSharp;

namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>
/// The pictures of the documentation. TGWORKER_TEST_PICTURES names the folder to put them into; without it they are taken and dropped.
/// </summary>
[Collection(nameof(BrowserCollection))]
public sealed class PicturesTests(Chromium chromium)
{
    /// <summary>The folder; null where no pictures are wanted.</summary>
    internal static readonly string? Folder = Environment.GetEnvironmentVariable("TGWORKER_TEST_PICTURES");

    [Theory]
    [InlineData("now", 0, 1200, 760, false)]
    [InlineData("now-dark", 0, 1200, 760, true)]
    [InlineData("now-phone", 0, 390, 844, false)]
    [InlineData("chats", 1, 1200, 760, false)]
    [InlineData("chat", 2, 1200, 760, false)]
    [InlineData("chat-phone", 2, 390, 844, true)]
    [InlineData("failed", 3, 1200, 900, false)]
    [InlineData("workers", 5, 1200, 480, true)]
    [InlineData("kinds", 8, 1200, 760, false)]
    [InlineData("kinds-phone", 7, 390, 844, true)]
    [InlineData("order", 9, 1200, 760, false)]
    [InlineData("outgoing", 10, 1200, 900, false)]
    [InlineData("outgoing-phone", 10, 390, 844, true)]
    [InlineData("intake", 11, 1200, 760, false)]
    [InlineData("intake-phone", 11, 390, 844, true)]
    [InlineData("audit", 12, 1200, 480, true)]
    public async Task Page_IsPictured(string name, int page, int width, int height, bool isDark)
    {
        await using var scene = await PictureScene.StartAsync();
        await using var tab = await chromium.OpenAsync(scene.Stage.Url, width, height, isDark);
        await tab.GoAsync(scene.Paths[page]);
        if (page is not (3 or 7 or 8 or 12))
        {
            await tab.SeesAsync("#live", "live");
        }

        if (page == 0)
        {
            await scene.PushAsync(40);
            await tab.Page.WaitForSelectorAsync("polyline");
        }

        var picture = await tab.Page.ScreenshotDataAsync(new ScreenshotOptions { Type = ScreenshotType.Png });

        Assert.NotEmpty(picture);
        if (Folder is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder, $"dashboard-{name}.png"), picture);
        }
    }
}
