using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Settings;

namespace TgWorker.Hosting.Sections;

internal static class HandlerSection
{
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        new("Handler:Use", "built-in handler: log (one line per update) or none", (options, text) =>
            options.Handler = SettingText.Choice<HandlerKind>(text))
        {
            Value = options => options.Handler, Flag = "--handler", ValueName = "NAME",
        },
        new("Handler:Assembly", "handle updates with the handlers in this .dll, with its dependencies in the same folder", (options, text) =>
            SetAssembly(options, text))
        {
            Value = options => options.HandlerFile, Flag = "--handlers", ValueName = "FILE",
        },
        new("Forward:To", "POST each update's raw JSON to this URL", (options, text) => SetEndpoint(options, text))
        {
            Value = options => options.Forward.To, Flag = "--forward-to", ValueName = "URL", Secrecy = Secrecy.Url,
        },
        new("Forward:MaxWait", "the longest Retry-After, in seconds, that is accepted from the endpoint",
            (options, text) => options.Forward.MaxWait = SettingText.Seconds(text, 1))
        {
            Value = options => options.Forward.MaxWait, Default = "3600",
        },
    ];

    private static void SetAssembly(TgWorkerOptions options, string text)
    {
        options.HandlerFile = text;
        options.Handler = HandlerKind.Assembly;
    }

    // A URL chooses the handler, unless a source that wins over the URL's names another.
    private static void SetEndpoint(TgWorkerOptions options, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            throw new FormatException("is not an http:// or https:// URL");
        }

        options.Forward.To = url;
        options.Handler = HandlerKind.Forward;
    }
}
