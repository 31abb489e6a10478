namespace ShopBot;

/// <summary>The section <c>Shop</c> of the bot's settings.</summary>
public sealed class ShopOptions
{
    /// <summary>The payment provider's token, as BotFather gives it; empty sells for Telegram Stars.</summary>
    public string ProviderToken { get; set; } = "";

    /// <summary>The currency of the prices: XTR is Telegram Stars.</summary>
    public string Currency { get; set; } = "XTR";
}
