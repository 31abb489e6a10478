using System.Text.RegularExpressions;
using Mono.Cecil;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Architecture.Tests;

/// <summary>In which folder of a project a type stands.</summary>
internal sealed partial class SourceFolders
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>Reads the sources of a project under <c>src</c>.</summary>
    public SourceFolders(string room)
    {
        var root = SourceTree.File("src", room);
        foreach (var file in SourceTree.Sources(root))
        {
            var text = File.ReadAllText(file);
            var name = Namespace().Match(text).Groups["name"].Value;
            foreach (Match type in Type().Matches(text))
            {
                var arity = type.Groups["parameters"].Success ? $"`{type.Groups["parameters"].Value.Split(',').Length}" : "";
                _folders[$"{name}.{type.Groups["name"].Value}{arity}"] = Path.GetRelativePath(root, Path.GetDirectoryName(file)!);
            }
        }
    }

    /// <summary>The folder, <c>.</c> for the project's own; null for what no source declares.</summary>
    public string? Of(TypeReference type) => _folders.GetValueOrDefault(type.FullName);

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:[a-z]+ )*(?:class|struct|interface|enum|record|delegate [\w<>?,.\[\] ]+?) (?<name>\w+)(<(?<parameters>[^>]+)>)?",
        RegexOptions.Multiline)]
    private static partial Regex Type();
}
