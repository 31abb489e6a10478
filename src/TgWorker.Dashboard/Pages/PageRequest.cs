using System.Globalization;
using TgWorker.Dashboard.Configuration;
using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Pages;

/// <summary>Who asks for what.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Root">What stands before all paths.</param>
/// <param name="Values">The query's, or the form's, values.</param>
/// <param name="ReadOnly">Whether nothing may be changed.</param>
/// <param name="Now">The time.</param>
internal sealed record PageRequest(
    DashboardPerson Person, string Root, IReadOnlyDictionary<string, string> Values, bool ReadOnly, DateTimeOffset Now)
{
    /// <summary>A value; null where there is none.</summary>
    public string? Value(string name) => Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>A whole number; null where there is none.</summary>
    public long? Number(string name) =>
        long.TryParse(Value(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Whether who asks may do what needs a role.</summary>
    public bool May(DashboardRole needed) => Person.Role >= needed && !ReadOnly;

    /// <summary>An address of the dashboard.</summary>
    public PageLink Link(string path, params IEnumerable<(string Name, string? Value)> query) => PageLink.To(Root, path, query);
}
