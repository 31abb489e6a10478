using System.Collections.Concurrent;
using PuppeteerSharp;

namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>A tab of the browser. What the browser complains about, such as something that the policy forbids, is kept.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _url;
    private readonly ConcurrentQueue<string> _complaints = new();

    public Tab(IBrowserContext context, IPage page, Uri url)
    {
        (_context, Page, _url) = (context, page, url);
        page.DefaultTimeout = 30_000;
        page.Console += (_, message) =>
        {
            if (message.Message.Type == ConsoleType.Error)
            {
                _complaints.Enqueue(message.Message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error.Message);
    }

    public IPage Page { get; }

    public IEnumerable<string> Complaints => _complaints;

    /// <summary>Goes to a page of the dashboard. A page that is watched never ends loading, so that nothing waits for that.</summary>
    public Task GoAsync(string path) => Page.GoToAsync(new Uri(_url, path).ToString(), WaitUntilNavigation.DOMContentLoaded);

    /// <summary>Clicks on what leads to another page, and waits for that.</summary>
    public async Task FollowAsync(string selector)
    {
        var next = Page.WaitForNavigationAsync(new NavigationOptions { WaitUntil = [WaitUntilNavigation.DOMContentLoaded] });
        await ClickAsync(selector);
        await next;
    }

    public async Task ClickAsync(string selector)
    {
        await Page.WaitForSelectorAsync(selector, new WaitForSelectorOptions { Visible = true });
        await Page.ClickAsync(selector);
    }

    /// <summary>Opens what hides a form: the summary beside it.</summary>
    public Task ClickAsync(string form, string opener) => ClickAsync($"details:has({form}) > {opener}");

    /// <summary>Waits until something has a text in it.</summary>
    public Task SeesAsync(string selector, string text) =>
        Page.WaitForFunctionAsync(
            "(selector, text) => document.querySelector(selector)?.textContent.includes(text) === true", selector, text);

    public Task<T> AskAsync<T>(string script) => Page.EvaluateExpressionAsync<T>(script);

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
