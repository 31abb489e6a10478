using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

public sealed partial class RoomTests
{
    private const string Bots = "TgWorker.Bots";

    public static TheoryData<string> Everything => [.. Rooms.All];

    [Theory]
    [MemberData(nameof(Everything))]
    public void Room_KnowsOnlyRoomsBelowIt(string room)
    {
        var upward = Rooms.KnownTo(room).Where(known => Rooms.FloorOf(known) >= Rooms.FloorOf(room));

        Assert.Empty(upward);
    }

    // Circles that are still there: Testing's. In Bots the public types share one namespace, so that it does not tell their folders.
    public static TheoryData<string> WithoutCircles => [.. Rooms.All.Except(["TgWorker.Bots", "TgWorker.Testing"])];

    [Theory]
    [MemberData(nameof(WithoutCircles))]
    public void Room_FoldersFormNoCircle(string room)
    {
        var circles = FolderGraph.Of(Rooms.AssemblyOf(room), room).Circles();

        Assert.True(circles.Count == 0, string.Join(Environment.NewLine, circles));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Namespace_IsProjectAndFolder(string room)
    {
        var root = SourceTree.File("src", room);

        // What a bot's author names is in the room's own namespace, whichever folder it stands in: one using is enough for a bot.
        var strays = Sources(root)
            .Where(file => NamespaceOf(file) is { } name && name != Expected(root, room, file) && (name != room || name != Bots));

        Assert.Empty(strays);
    }

    [Fact]
    public void Room_ThatKnowsNoQueue_NamesNone()
    {
        // The engine is to run on any store and serve any protocol.
        var assembly = FolderGraph.ReferencesOf(Rooms.AssemblyOf("TgWorker.Core"));

        Assert.DoesNotContain(assembly, name => name.StartsWith("StackExchange", StringComparison.Ordinal)
            || name.StartsWith("Telegram", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.Data", StringComparison.Ordinal)
            || name.StartsWith("System.Net.Http", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Sources(string root) =>
        Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0].Equals("obj", StringComparison.Ordinal)
                && !Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar)[0].Equals("bin", StringComparison.Ordinal));

    private static string? NamespaceOf(string file) =>
        Declaration().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string Expected(string root, string room, string file) =>
        Path.GetRelativePath(root, Path.GetDirectoryName(file)!) is var folder && folder == "."
            ? room
            : $"{room}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
