using Microsoft.Extensions.DependencyInjection;
using TgWorker.Testing;

namespace ShopBot.Tests;

public sealed class ShopBotTests : IAsyncLifetime
{
    private readonly BotTest _test = BotTest.Of<ShopBot>();
    private readonly Orders _orders = new();

    public ShopBotTests() => _test.Services.AddSingleton(_orders);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _test.DisposeAsync().AsTask();

    [Fact]
    public async Task Start_ShowsWhatThereIsAsButtons()
    {
        var handled = await _test.FeedAsync(TestUpdate.Text("/start"));

        Assert.Equal(
            """[[{"text":"Postcard, 5 XTR","callback_data":"buy:1"}],[{"text":"Poster, 25 XTR","callback_data":"buy:2"}]]""",
            handled.Calls[0].Parameters.GetProperty("reply_markup").GetProperty("inline_keyboard").ToString());
    }

    [Fact]
    public async Task Press_AnswersAtOnceAndSendsTheInvoice()
    {
        var handled = await _test.FeedAsync(TestUpdate.Button("buy:2", userId: 7));

        Assert.Equal(["answerCallbackQuery", "sendInvoice"], handled.Calls.Select(call => call.Method));
        Assert.Equal(("7", "Poster", "buy:2", "XTR"),
            (handled.Calls[1]["chat_id"], handled.Calls[1]["title"], handled.Calls[1]["payload"], handled.Calls[1]["currency"]));
    }

    [Fact]
    public async Task Press_WhatIsNoLongerSold_IsSaidAndNoInvoiceSent()
    {
        var handled = await _test.FeedAsync(TestUpdate.Button("buy:99"));

        Assert.Equal("That is sold out.", Assert.Single(handled.Calls).Text);
    }

    [Theory]
    [InlineData("buy:2", 25, true)]
    [InlineData("buy:2", 5, false)]
    [InlineData("buy:99", 25, false)]
    [InlineData("anything", 25, false)]
    public async Task PreCheckout_OnlyWithThePriceOfNow_IsAllowed(string payload, int amount, bool allowed)
    {
        var handled = await _test.FeedAsync(TestUpdate.Of("pre_checkout_query", new
        {
            id = "q", from = new { id = 7, is_bot = false, first_name = "Al" }, currency = "XTR", total_amount = amount,
            invoice_payload = payload,
        }));

        Assert.Equal(allowed, handled.Calls.Single(call => call.Method == "answerPreCheckoutQuery").Parameters.GetProperty("ok")
            .GetBoolean());
    }

    [Fact]
    public async Task Paid_DeliveredTwiceByACrash_CountsOnce()
    {
        var paid = TestUpdate.Message(new
        {
            successful_payment = new { currency = "XTR", total_amount = 25, invoice_payload = "buy:2", telegram_payment_charge_id = "c1",
                provider_payment_charge_id = "" },
        });
        _test.Telegram.On("sendMessage").Break();

        var tries = await _test.FeedToTheEndAsync(paid);

        Assert.Equal(2, tries.Count);
        Assert.Equal("Thank you! Your Poster is on its way. That makes 1.", tries[1].Calls[0].Text);
        Assert.Equal(1, _orders.Count);
    }
}
