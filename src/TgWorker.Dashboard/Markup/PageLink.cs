using System.Text;

namespace TgWorker.Dashboard.Markup;

/// <summary>An address within the dashboard: a path that the program names, and a query whose values are escaped.</summary>
internal readonly struct PageLink
{
    private readonly string _address;

    private PageLink(string address) => _address = address;

    /// <summary>Makes one.</summary>
    /// <param name="root">What stands before all paths: empty, or such as <c>/tgworker</c>.</param>
    /// <param name="path">The path, one of the program's own.</param>
    /// <param name="query">Names and values; those without a value are left out.</param>
    public static PageLink To(string root, string path, params IEnumerable<(string Name, string? Value)> query)
    {
        var address = new StringBuilder(root).Append(path);
        var mark = '?';
        foreach (var (name, value) in query)
        {
            if (value is { Length: > 0 })
            {
                address.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                mark = '&';
            }
        }

        return new PageLink(address.ToString());
    }

    /// <inheritdoc/>
    public override string ToString() => _address ?? "";
}
