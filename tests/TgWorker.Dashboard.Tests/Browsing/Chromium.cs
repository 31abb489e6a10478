using PuppeteerSharp;
using Xunit.Sdk;

namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>A real browser, without a window, for all tests of the collection.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private IBrowser? _browser;

    /// <summary>Starts it.</summary>
    public async Task InitializeAsync() => _browser = await Puppeteer.LaunchAsync(new LaunchOptions
    {
        ExecutablePath = Find(),
        Headless = true,
        Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars"],
        Timeout = 60_000,
    });

    /// <summary>Ends it.</summary>
    public Task DisposeAsync() => _browser?.DisposeAsync().AsTask() ?? Task.CompletedTask;

    /// <summary>A tab with cookies of its own.</summary>
    internal async Task<Tab> OpenAsync(Uri url, int width = 1280, int height = 900, bool isDark = false, bool hasScript = true)
    {
        var context = await _browser!.CreateBrowserContextAsync();
        var page = await context.NewPageAsync();
        await page.SetJavaScriptEnabledAsync(hasScript);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = height, IsMobile = width < 500, HasTouch = width < 500 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        return new Tab(context, page, url);
    }

    private static string Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists)
        ?? throw new XunitException("These tests need Chromium on the PATH: ./test.sh installs it, or 'apt-get install chromium'.");
}
