using System.Reflection;
using System.Xml.Linq;
using Telegram.Bot;
using TgWorker.Core.Handling;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Clients;

/// <summary>A bot uses our namespaces and Telegram.Bot's in one file: no type of one has the name of a type of the other.</summary>
public sealed class PublicNamesTests
{
    // A bot does not poll by Telegram.Bot, nor make its requests by hand but for the outbox.
    [Fact]
    public void Names_ThatABotSees_AreNoneOfTelegramBots()
    {
        var implicitUsings = XDocument.Load(SourceTree.File("src", "TgWorker.Bots", "buildTransitive", "TgWorker.Bots.props"))
            .Descendants("Using").Select(node => (string)node.Attribute("Include")!).ToHashSet(StringComparer.Ordinal);
        Assert.NotEmpty(implicitUsings);
        Assembly[] ours = [typeof(UpdateRoutes).Assembly, typeof(UpdateContext).Assembly];
        var telegram = typeof(ITelegramBotClient).Assembly.GetExportedTypes()
            .Where(type => !type.IsNested && type.Namespace is not ("Telegram.Bot.Polling" or "Telegram.Bot.Requests"))
            .Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        var seen = ours.SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested && (type.Namespace == "TgWorker.Bots" || implicitUsings.Contains(type.Namespace!)))
            .Select(type => type.Name).ToList();

        Assert.InRange(seen.Count, 60, int.MaxValue);
        Assert.DoesNotContain(seen, telegram.Contains);
    }
}
