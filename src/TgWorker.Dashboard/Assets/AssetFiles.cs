using System.Reflection;
using System.Security.Cryptography;

namespace TgWorker.Dashboard.Assets;

/// <summary>
/// The files that come with the pages, under names that change with what is in them. They are looked up in a closed list: a path can lead
/// nowhere else.
/// </summary>
internal static class AssetFiles
{
    /// <summary>What their paths begin with.</summary>
    public const string Folder = "/assets/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Dictionary<string, AssetFile> Files = Assembly.GetExecutingAssembly().GetManifestResourceNames().Select(Read)
        .ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>The path of a file, such as <c>dashboard.css</c>.</summary>
    public static string PathOf(string name) => Files.Values.First(file => file.Name == name).Path;

    /// <summary>The file of a path; null when there is none.</summary>
    public static AssetFile? Find(string path) => Files.GetValueOrDefault(path);

    private static AssetFile Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var extension = Path.GetExtension(name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
        return new AssetFile(name, $"{Folder}{Path.GetFileNameWithoutExtension(name)}.{hash}{extension}", Types[extension], bytes);
    }
}
