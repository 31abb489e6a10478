namespace TgWorker.TestSupport.Repository;

/// <summary>Finds the repository's own files, for tests that check them.</summary>
public static class SourceTree
{
    /// <summary>The directory of <c>Worker.sln</c>.</summary>
    public static string Root { get; } = Find();

    /// <summary>The path of a file, given from the root.</summary>
    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>The C# files under a project's directory, without what builds wrote there.</summary>
    public static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0] is not ("obj" or "bin"));

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(directory.FullName, "Worker.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No directory above {AppContext.BaseDirectory} holds Worker.sln.");
    }
}
