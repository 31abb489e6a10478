using System.Collections.Frozen;
using System.Reflection;
using Telegram.Bot.Types;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Routing;

/// <summary>A type of Telegram.Bot's that updates carry, such as <see cref="Message"/>: which kinds carry it, and where.</summary>
/// <param name="Type">The type.</param>
/// <param name="Kinds">The kinds of update that carry one.</param>
/// <param name="Find">Takes it out of an update; null when the update is of another kind.</param>
internal sealed record UpdatePart(Type Type, IReadOnlySet<UpdateKind> Kinds, Func<Update, object?> Find)
{
    /// <summary>All of them, as Telegram.Bot's <see cref="Update"/> has them.</summary>
    public static FrozenDictionary<Type, UpdatePart> All { get; } = typeof(Update).GetProperties()
        .Where(property => !property.PropertyType.IsValueType && Enum.TryParse<UpdateKind>(property.Name, out _))
        .GroupBy(property => property.PropertyType)
        .ToFrozenDictionary(group => group.Key, group => Of(group.Key, [.. group]));

    private static UpdatePart Of(Type type, PropertyInfo[] properties)
    {
        var getters = Array.ConvertAll(properties, property => property.GetMethod!.CreateDelegate<Func<Update, object?>>());
        return new UpdatePart(type, properties.Select(property => Enum.Parse<UpdateKind>(property.Name)).ToFrozenSet(), update =>
        {
            foreach (var get in getters)
            {
                if (get(update) is { } part)
                {
                    return part;
                }
            }

            return null;
        });
    }
}
