namespace TgWorker.Bots.Routing;

/// <summary>Says what to do instead when a handler takes a parameter of this type where there is none.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ParameterHintAttribute(string hint) : Attribute
{
    public string Hint => hint;
}
