namespace TgWorker.Bots;

/// <summary>Says what the data of buttons that carry a type begin with; without it they begin with the type's name.</summary>
/// <param name="prefix">1 to 32 of A-Z, a-z, 0-9, '_' and '-'. The shorter it is, the more is left of Telegram's 64 bytes.</param>
/// <remarks>It tells types apart, so no two types that one bot uses may have the same, and a button in a chat keeps the one that it was
/// sent with.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ButtonDataAttribute(string prefix) : Attribute
{
    /// <summary>What the data begin with.</summary>
    public string Prefix { get; } = prefix;
}
