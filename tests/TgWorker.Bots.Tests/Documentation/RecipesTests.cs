using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Testing;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Bots.Tests.Documentation;

/// <summary>docs/recipes.md: its code compiles, its routes pass the checks of the start, and what it says about effects holds.</summary>
public sealed class RecipesTests : IAsyncLifetime
{
    private readonly Shop _shop = new();
    private readonly SqliteConnection _database = new("Data Source=:memory:");
    private readonly BotTest _test = new();

    public async Task InitializeAsync()
    {
        await _database.OpenAsync();
        await using var command = _database.CreateCommand();
        command.CommandText = "CREATE TABLE handled (bot TEXT, update_id INTEGER, PRIMARY KEY (bot, update_id))";
        await command.ExecuteNonQueryAsync();
        _test.Services.AddSingleton<Recipes.IShop>(_shop).AddSingleton<Recipes.ISubscribers>(_shop)
            .AddSingleton<Recipes.ITenants>(_shop).AddSingleton<DbConnection>(_database);
        _test.AddBot("shop");
        _test.Routes.UseState();
        Recipes.Map(_test.Routes, _shop);
    }

    public async Task DisposeAsync()
    {
        await _test.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public void Page_EachBlock_StandsInTheCodeThatIsCompiled()
    {
        var code = Words(File.ReadAllText(SourceTree.File("tests", "TgWorker.Bots.Tests", "Documentation", "Recipes.cs")));
        var blocks = PageCommands.ProgramsOf("docs/recipes.md", "csharp");

        Assert.Equal(7, blocks.Count);
        Assert.All(blocks, block => Assert.Contains(Words(block), code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Buy_TelegramAsksToWait_OrdersOnce()
    {
        _test.Telegram.On("sendMessage").Refuse(429, "Too Many Requests", retryAfter: 60);

        var tries = await _test.FeedToTheEndAsync(TestUpdate.Text("buy", 7));

        Assert.Equal(2, tries.Count);
        Assert.Equal([7L], _shop.Orders);
    }

    [Fact]
    public async Task Remind_TimePasses_Reminds()
    {
        await _test.FeedAsync(TestUpdate.Text("/remind 10 tea", 7));

        var fired = await _test.PassAsync(TimeSpan.FromMinutes(10));

        Assert.Equal("⏰ tea", fired.SelectMany(update => update.Calls).Single().Text);
    }

    [Fact]
    public async Task Database_UpdateIsDeliveredTwice_IsWrittenOnce()
    {
        var update = TestUpdate.Text("hello", 7);
        await _test.FeedAsync(update, update);

        await using var command = _database.CreateCommand();
        command.CommandText = "SELECT count(*) FROM handled";
        Assert.Equal(1L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task ChatGone_IsTakenOffTheList()
    {
        _test.Telegram.On("sendMessage", call => call.ChatId == 9).Blocked();

        var handled = await _test.FeedAsync(TestUpdate.Text("tell 9", 7));

        Assert.Equal("They have blocked me.", handled.Calls[^1].Text);
        Assert.Equal(["9"], _shop.Removed);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class Shop : Recipes.IShop, Recipes.ISubscribers, Recipes.ITenants
    {
        public List<long> Orders { get; } = [];

        public List<string> Removed { get; } = [];

        public Task OrderAsync(long user)
        {
            Orders.Add(user);
            return Task.CompletedTask;
        }

        public Task PaidAsync(string charge) => Task.CompletedTask;

        public IAsyncEnumerable<BroadcastRecipient> All() => AsyncEnumerable.Empty<BroadcastRecipient>();

        public void Remove(string chat) => Removed.Add(chat);

        public string GreetingOf(string bot) => bot;
    }
}
