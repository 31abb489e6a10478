namespace TgWorker.Bots;

/// <summary>Sets the prefix of the data of buttons that carry this type. The default is the type's name.</summary>
/// <param name="prefix">1 to 32 characters: A-Z, a-z, 0-9, '_' and '-'. A short one leaves more of Telegram's 64 bytes.</param>
/// <remarks>The prefix tells types apart, so each type of a bot needs its own. A button that was already sent keeps its prefix.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class ButtonDataAttribute(string prefix) : Attribute
{
    /// <summary>The prefix.</summary>
    public string Prefix { get; } = prefix;
}
