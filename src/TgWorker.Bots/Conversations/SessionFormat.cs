using System.Text.Json;
using System.Text.Json.Nodes;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots.Conversations;

/// <summary>How a session of a type is kept: its version, and the value as JSON.</summary>
/// <param name="Initial">Makes the value of a conversation that has none.</param>
/// <param name="Version">The version of the type.</param>
/// <param name="Upgrade">Brings the value of an older version to this one; null, or a null from it, begins again.</param>
internal sealed record SessionFormat<T>(Func<T> Initial, int Version, Func<int, JsonObject, JsonObject?>? Upgrade)
    where T : class
{
    private const string VersionName = "v";
    private const string ValueName = "value";

    private static string TypeText => TypeName.Of(typeof(T));

    /// <summary>The value; null when there is none, or none that can be brought to this version.</summary>
    /// <exception cref="InvalidOperationException">It is a newer version's, or does not fit its version.</exception>
    public T? Read(JsonObject? stored)
    {
        if (stored?[ValueName] is not JsonObject value)
        {
            return null;
        }

        var version = (int?)stored[VersionName] ?? 1;
        if (version > Version)
        {
            // Not overwritten: a newer worker, of a rollout that is under way, knows what it is.
            throw new InvalidOperationException(
                $"The session {TypeText} was kept by version {version}, and this worker knows version {Version}: update it.");
        }

        var current = version == Version ? value : Upgrade?.Invoke(version, (JsonObject)value.DeepClone());
        try
        {
            return current?.Deserialize<T>();
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException(
                $"The session {TypeText} that was kept does not fit the type: after a change of the type give UseSession a higher version "
                    + $"and an upgrade ({e.Message})", e);
        }
    }

    public JsonObject Write(T value) => new() { [VersionName] = Version, [ValueName] = JsonSerializer.SerializeToNode(value) };
}
