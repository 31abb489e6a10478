using System.Text.RegularExpressions;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

public sealed partial class RoomTests
{
    // What a bot's author names is in the room's own namespace, whichever folder it stands in: one using is enough for a bot, one for
    // its tests.
    private static readonly string[] OneUsing = ["TgWorker.Bots", "TgWorker.Testing"];

    public static TheoryData<string> Everything => [.. Rooms.All];

    [Theory]
    [MemberData(nameof(Everything))]
    public void Room_KnowsOnlyRoomsBelowIt(string room)
    {
        var upward = Rooms.KnownTo(room).Where(known => Rooms.FloorOf(known) >= Rooms.FloorOf(room));

        Assert.Empty(upward);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Room_FoldersFormNoCircle(string room)
    {
        var circles = FolderGraph.Of(Rooms.AssemblyOf(room), new SourceFolders(room)).Circles();

        Assert.True(circles.Count == 0, string.Join(Environment.NewLine, circles));
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Namespace_IsProjectAndFolder(string room)
    {
        var root = SourceTree.File("src", room);
        var strays = SourceTree.Sources(root)
            .Where(file => NamespaceOf(file) is { } name && name != Expected(root, room, file)
                && (name != room || !OneUsing.Contains(room)));

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

    private static string? NamespaceOf(string file) =>
        Declaration().Match(File.ReadAllText(file)) is { Success: true } match ? match.Groups["name"].Value : null;

    private static string Expected(string root, string room, string file) =>
        Path.GetRelativePath(root, Path.GetDirectoryName(file)!) is var folder && folder == "."
            ? room
            : $"{room}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
