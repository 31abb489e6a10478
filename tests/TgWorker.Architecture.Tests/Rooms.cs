using System.Xml.Linq;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

/// <summary>The projects under <c>src</c>, from the bottom to the top: a room may know those below it, and no other.</summary>
internal static class Rooms
{
    private static readonly string[][] Floors =
    [
        ["TgWorker.Core"],
        ["TgWorker.Laravel"],
        ["TgWorker.Redis", "TgWorker.Sqlite", "TgWorker.Bots"],
        ["TgWorker.Intake", "TgWorker.Dashboard"],
        ["TgWorker.Hosting"],
        ["TgWorker.Testing"],
        ["TgWorker"],
    ];

    /// <summary>The names of the projects that are there.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Directory.GetDirectories(SourceTree.File("src")).Select(path => Path.GetFileName(path)!).Where(HasProject)
            .Order(StringComparer.Ordinal)];

    /// <summary>How high a room lies; the lowest is 0. Throws for one that nobody has given a place.</summary>
    public static int FloorOf(string room)
    {
        var floor = Array.FindIndex(Floors, rooms => rooms.Contains(room));
        return floor >= 0 ? floor : throw new InvalidOperationException($"src/{room} has no floor: give it one in {nameof(Rooms)}.");
    }

    /// <summary>The rooms that a room's project file names.</summary>
    public static IEnumerable<string> KnownTo(string room) =>
        XDocument.Load(ProjectFile(room)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    /// <summary>The room's assembly, as it was built for these tests.</summary>
    public static string AssemblyOf(string room)
    {
        var name = (string?)XDocument.Load(ProjectFile(room)).Descendants("AssemblyName").SingleOrDefault() ?? room;
        return Path.Combine(AppContext.BaseDirectory, name + ".dll");
    }

    private static string ProjectFile(string room) => SourceTree.File("src", room, room + ".csproj");

    private static bool HasProject(string room) => File.Exists(ProjectFile(room));
}
