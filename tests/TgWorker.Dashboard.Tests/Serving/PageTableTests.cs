using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using TgWorker.Cli;
using TgWorker.Dashboard.Tests.Browsing;
using TgWorker.Hosting.Stores;

namespace TgWorker.Dashboard.Tests.Serving;

/// <summary>What every page has, whichever they are.</summary>
public sealed class PageTableTests
{
    /// <summary>The command that does the same as a form; empty where only this process can.</summary>
    private static readonly Dictionary<string, string> CommandOf = new(StringComparer.Ordinal)
    {
        ["/queue/pause"] = "pause", ["/queue/continue"] = "continue", ["/bot/pause"] = "pause --bot",
        ["/bot/continue"] = "continue --bot", ["/chat/pause"] = "chat pause", ["/chat/continue"] = "chat continue",
        ["/chat/cancel"] = "chat cancel", ["/chat/skip"] = "chat skip", ["/chat/drop"] = "chat drop", ["/failed/retry"] = "failed retry",
        ["/failed/forget"] = "failed forget", ["/failed/reveal"] = "failed show", ["/failed/retry-all"] = "failed retry",
        ["/failed/forget-all"] = "failed forget", ["/failed/count-all"] = "failed groups", ["/timer/cancel"] = "timers cancel",
        ["/broadcast/pause"] = "broadcast pause", ["/broadcast/continue"] = "broadcast continue",
        ["/broadcast/cancel"] = "broadcast cancel", ["/operation/cancel"] = "",
    };

    [Fact]
    public async Task EveryPage_IsJsonToo_AndSaysItsCommand_AsDoesEveryButton()
    {
        await using var scene = await PictureScene.StartAsync();
        Assert.Equal(
            scene.Stage.Site.Pages.Select(page => page.Path).Order(StringComparer.Ordinal),
            scene.Paths.Select(path => path.Split('?')[0]).Distinct().Order(StringComparer.Ordinal));
        foreach (var path in scene.Paths)
        {
            var page = new HtmlParser().ParseDocument(await scene.Stage.ReadAsync(path));
            var twin = page.QuerySelectorAll("footer a").Single(link => link.TextContent == "As JSON").GetAttribute("href")!;
            using var json = JsonDocument.Parse(await scene.Stage.ReadAsync(twin));
            using var asked = JsonDocument.Parse(await scene.Stage.ReadAsync(path, ("Accept", "application/json")));

            Assert.NotEmpty(json.RootElement.EnumerateObject());
            Assert.Equal(Names(json), Names(asked));
            Assert.NotNull(page.QuerySelector("footer .command"));
            CheckCommands(path, page);
        }
    }

    private static IEnumerable<string> Names(JsonDocument json) => json.RootElement.EnumerateObject().Select(value => value.Name);

    private static void CheckCommands(string path, IHtmlDocument page)
    {
        var commands = page.QuerySelectorAll("[data-copy]").Select(button => button.GetAttribute("data-copy")!).Distinct().ToList();
        foreach (var command in commands)
        {
            var parsed = CommandLineApp.Parse(Words(command)[1..], Context);
            Assert.True(parsed.Errors.Count == 0, $"{path}: {command}: {string.Join(' ', parsed.Errors)}");
        }

        Assert.All(page.QuerySelectorAll("main form[method=post]"), form =>
        {
            var action = form.GetAttribute("action")!;
            Assert.True(CommandOf.TryGetValue(action, out var command), $"{action} of {path} has no command here");
            Assert.True(
                command.Length == 0 || commands.Exists(known => known.StartsWith($"tgworker {command} ", StringComparison.Ordinal)),
                $"{path}: {action} without 'tgworker {command}' among {string.Join(", ", commands)}");
        });
    }

    // As a shell splits them.
    private static string[] Words(string command) =>
    [
        .. Regex.Matches(command, @"(?:'[^']*'|\\'|[^\s'\\])+")
            .Select(word => Regex.Replace(word.Value, @"'([^']*)'|\\(')", "$1$2")),
    ];

    private static CommandContext Context { get; } = new()
    {
        Out = TextWriter.Null, Error = TextWriter.Null, In = TextReader.Null, Variables = new Dictionary<string, string>(),
        WorkingDirectory = "/", ProgramDirectory = "/", Time = TimeProvider.System, Queues = new ConfiguredQueues(), AddEngine = _ => { },
    };
}
