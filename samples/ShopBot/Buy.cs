using TgWorker.Bots;

namespace ShopBot;

/// <summary>What the button below an item carries.</summary>
[ButtonData("buy")]
public sealed record Buy(int Item);
