using System.Reflection;
using System.Text;

namespace TgWorker.Sqlite.Statements;

/// <summary>
/// The SQL of this assembly: files of statements, each behind a line <c>-- name: …</c>. A statement's name is that of its file and its own:
/// <c>claim.grant</c>.
/// </summary>
/// <param name="change">Changes a file's text before it is read, for tests that take something away; null changes nothing.</param>
internal sealed class SqlTexts(Func<string, string, string>? change = null)
{
    private const string Mark = "-- name: ";

    private readonly Dictionary<string, Dictionary<string, string>> _files = [];

    /// <summary>A statement by its name, without its comments.</summary>
    public string this[string name]
    {
        get
        {
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var file = name[..dot];
            if (!_files.TryGetValue(file, out var statements))
            {
                _files[file] = statements = Split(Whole(file));
            }

            return statements.TryGetValue(name[(dot + 1)..], out var text)
                ? text
                : throw new InvalidOperationException($"There is no statement '{name}': {file}.sql does not name it.");
        }
    }

    /// <summary>The names of all statements of a file, in its order.</summary>
    public IEnumerable<string> NamesIn(string file) => Split(Whole(file)).Keys.Select(name => $"{file}.{name}");

    /// <summary>A file's whole text.</summary>
    public string Whole(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(file + ".sql")
            ?? throw new InvalidOperationException($"{file}.sql is not embedded in this assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();
        return change?.Invoke(file, text) ?? text;
    }

    private static Dictionary<string, string> Split(string text)
    {
        var statements = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(Mark).Skip(1))
        {
            var lines = part.Split('\n');
            var body = lines.Skip(1).Where(line => !line.StartsWith("--", StringComparison.Ordinal));
            statements.Add(lines[0].Trim(), string.Join('\n', body).Trim());
        }

        return statements;
    }
}
