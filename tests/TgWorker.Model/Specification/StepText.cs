using System.Collections;
using System.Globalization;
using System.Text;

namespace TgWorker.Model.Specification;

/// <summary>Steps as people read them.</summary>
internal static class StepText
{
    public static string Of(Step step)
    {
        var text = new StringBuilder(step.GetType().Name).Append('(');
        var separator = "";
        foreach (var property in step.GetType().GetProperties().Where(property => property.Name != "EqualityContract"))
        {
            text.Append(separator).Append(property.Name).Append(": ").Append(Of(property.GetValue(step)));
            separator = ", ";
        }

        return text.Append(')').ToString();
    }

    private static string Of(object? value) => value switch
    {
        null => "none",
        Run run => string.Create(CultureInfo.InvariantCulture, $"[lane {run.Lane}, fence {run.Fence}, job {run.Job}]"),
        FailedId id => id.Fence == 0 ? Of(id.Uuid) : string.Create(CultureInfo.InvariantCulture, $"{id.Uuid}-{id.Fence}"),
        LaneState lane => string.Create(CultureInfo.InvariantCulture, $"[fence {lane.Fence}, head {lane.Head}, jobs {Of(lane.Jobs)}]"),
        IEnumerable items => "[" + string.Join(' ', items.Cast<object>().Select(Of)) + "]",
        _ => string.Format(CultureInfo.InvariantCulture, "{0}", value),
    };
}
