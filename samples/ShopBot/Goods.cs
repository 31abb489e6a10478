namespace ShopBot;

/// <summary>What is sold. A real shop would read its database.</summary>
public sealed class Goods
{
    public IReadOnlyList<Item> All { get; } = [new(1, "Postcard", "A picture of the sea", 5), new(2, "Poster", "The same, larger", 25)];

    public Item? Find(int id) => All.FirstOrDefault(item => item.Id == id);

    /// <param name="Id">Its number.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Text">What it is.</param>
    /// <param name="Price">In the currency's smallest unit.</param>
    public sealed record Item(int Id, string Name, string Text, int Price);
}
