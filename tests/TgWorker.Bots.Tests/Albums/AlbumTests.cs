using TgWorker.Bots.Albums;
using TgWorker.Core.Handling;
using TgWorker.Core.Updates;

namespace TgWorker.Bots.Tests.Albums;

/// <summary>Albums over two replicas. Each look at a waiting album is by another replica than the one before.</summary>
public sealed class AlbumTests : IAsyncLifetime
{
    private readonly AlbumStage _stage = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Album_CameAtOnce_IsHandedOverOnceByAnotherReplicaAfterTheQuietTime()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a a a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(0.999, _stage.Two);
        Assert.Empty(_stage.Log);
        await _stage.AdvanceAndRunAsync(0.001, _stage.Two);

        Assert.Equal(["a: 1 2 3"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_TricklesIn_IsHandedOverAQuietTimeAfterTheNewest()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(0.6, _stage.Two);
        await PushAsync("a");

        await _stage.AdvanceAndRunAsync(0.4, _stage.Two);
        await _stage.AdvanceAndRunAsync(0.599, _stage.One);
        Assert.Empty(_stage.Log);
        await _stage.AdvanceAndRunAsync(0.001, _stage.One);

        Assert.Equal(["a: 1 2"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_TricklesInWithoutEnd_IsHandedOverAfterFiveQuietTimes()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album), TimeSpan.FromSeconds(2));
        await PushAsync("a");
        await _stage.RunAsync(_stage.One);
        for (var second = 1; second < 10; second += 2)
        {
            Assert.Empty(_stage.Log);
            _stage.Time.Advance(TimeSpan.FromSeconds(1));
            await PushAsync("a");
            await _stage.AdvanceAndRunAsync(1, _stage.Two);
        }

        Assert.Equal(["a: 1 2 3 4 5 6"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_IsAsLargeAsTheyCome_IsNotWaitedFor()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a a a a a a a a a a");

        await _stage.RunAsync(_stage.One);

        Assert.Equal(["a: 1 2 3 4 5 6 7 8 9 10"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_Straggler_IsAnAlbumOfItsOwn()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a a");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await PushAsync("a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);

        Assert.Equal(["a: 1 2", "a: 3"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_StragglerComesWhileFollowersStillWait_TakesNoneOfThemAgain()
    {
        // The replica dies with the album handed over and its second message still in the lane; then the straggler comes.
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        _stage.DiesBeforeFinishing = _ => _stage.Log.Count == 1;
        await PushAsync("a a");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await PushAsync("a");
        _stage.DiesBeforeFinishing = _ => false;
        await _stage.LapseAsync(heir: _stage.Two);

        await _stage.RunAsync(_stage.Two);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);

        Assert.Equal(["a: 1 2", "a: 3"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_TwoWithATextBetween_KeepTheirOrderAndHoldUpNoOtherChat()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        _stage.Routes.OnText((UpdateView message) => _stage.Note(message));
        await PushAsync("a a text b b text");
        await _stage.PushTextAsync("elsewhere", chat: 8);

        await _stage.RunAsync(_stage.One);
        Assert.Equal(["elsewhere 7"], _stage.Log);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        Assert.Equal(["elsewhere 7", "a: 1 2", "text 3", "b: 4 5", "text 6"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_TwoUsersSendThemAtOnce_AreToldApart()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a b a b b a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);

        Assert.Equal(["a: 1 3 6", "b: 2 4 5"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_CameInAnotherOrder_IsInTheOrderOfTheChat()
    {
        _stage.Routes.OnAlbum((Album album) =>
            _stage.Log.Add($"{album.Caption} {string.Join(' ', album.Views.Select(message => message.MessageId))}"));
        await _stage.PushPhotoAsync("a", id: 51);
        await _stage.PushPhotoAsync("a", "Holiday", id: 50);

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        Assert.Equal(["Holiday 50 51"], _stage.Log);
    }

    [Fact]
    public async Task Album_HandlerFails_IsRetriedWithTheWholeAlbumAndCountsTries()
    {
        _stage.Routes.OnAlbum((Album album, UpdateContext context) =>
        {
            _stage.Note(album);
            return context.Attempt switch { 1 => throw new InvalidDataException(), 2 => UpdateOutcome.Retry("busy"), _ =>
                UpdateOutcome.Handled };
        });
        await PushAsync("a a a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        Assert.Equal(["a: 1 2 3", "a: 1 2 3", "a: 1 2 3"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Album_ReplicaDiesAfterItWasHandedOver_IsNotHandedOverAgainAndChangesTheStateOnce(bool state)
    {
        var counted = 0;
        if (state)
        {
            _stage.Routes.UseState();
        }

        _stage.Routes.OnAlbum((Album album, UpdateContext context) =>
        {
            _stage.Note(album);
            context.ChatState.Set("albums", context.ChatState.Get<int>("albums") + 1);
        }).When(_ => state);
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album)).When(_ => !state);
        _stage.Routes.OnText((UpdateContext context) => { counted = state ? context.ChatState.Get<int>("albums") : 1; });
        _stage.DiesBeforeFinishing = _ => true;
        await PushAsync("a a text");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        Assert.Equal(["a: 1 2"], _stage.Log);

        _stage.DiesBeforeFinishing = _ => false;
        await _stage.LapseAsync(heir: _stage.Two);
        await _stage.RunAsync(_stage.Two);

        Assert.Equal(["a: 1 2"], _stage.Log);
        Assert.Equal(1, counted);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_ReplicaDiesRightAfterTheStateWasWritten_TheAlbumCountsAsHandedOver()
    {
        var dies = true;
        _stage.Routes.Use(async (context, next, stop) =>
        {
            // Around the state: what is thrown here comes between its write and any later one.
            var outcome = await next(context, stop);
            return outcome.Kind == OutcomeKind.Handled && dies ? throw new InvalidDataException() : outcome;
        });
        _stage.Routes.UseState();
        _stage.Routes.OnAlbum((Album album, UpdateContext context) =>
        {
            _stage.Note(album);
            context.ChatState.Set("albums", _stage.Log.Count);
        });
        await PushAsync("a a");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        dies = false;

        await _stage.AdvanceAndRunAsync(1, _stage.Two);
        await _stage.AdvanceAndRunAsync(5, _stage.Two);

        Assert.Equal(["a: 1 2"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Album_ReplicaStopsWhileItWaits_TheNextWaitsOnlyTheRest()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a a");
        var delivery = Assert.Single((await _stage.One.ClaimAsync(1, default)).Granted);
        await _stage.One.ParkAsync(delivery, TimeSpan.Zero, 0, default);
        await _stage.RunAsync(_stage.One);
        await _stage.One.LeaveAsync(default);

        await _stage.AdvanceAndRunAsync(0.7, _stage.Two);
        Assert.Empty(_stage.Log);
        await _stage.AdvanceAndRunAsync(0.3, _stage.Two);

        Assert.Equal(["a: 1 2"], _stage.Log);
    }

    [Fact]
    public async Task Album_GivenUp_LeavesTheOthersToTheNextTry()
    {
        _stage.Routes.OnAlbum((Album album) =>
        {
            _stage.Note(album);
            return _stage.Log.Count == 1 ? UpdateOutcome.Fail("never") : UpdateOutcome.Handled;
        });
        await PushAsync("a a a");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        Assert.Equal(["a: 1 2 3", "a: 2 3"], _stage.Log);
    }

    [Fact]
    public async Task Album_GivenUpAndRetriedWhileTheOthersAreHandedOver_TakesNoneOfThemAgain()
    {
        _stage.Routes.OnAlbum((Album album) =>
        {
            _stage.Note(album);
            return _stage.Log.Count == 1 ? UpdateOutcome.Fail("never") : UpdateOutcome.Handled;
        });
        _stage.DiesBeforeFinishing = _ => _stage.Log.Count == 2;
        await PushAsync("a a a");
        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        // The second message is handed over and unfinished: the first goes right behind it, before the third.
        await _stage.RetryFailedAsync();
        _stage.DiesBeforeFinishing = _ => false;
        await _stage.LapseAsync(heir: _stage.Two);
        await _stage.RunAsync(_stage.Two);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);

        Assert.Equal(["a: 1 2 3", "a: 2 3", "a: 1"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Skip_LeavesTheMessagesToOtherRoutes_OneByOneAndWithoutAnotherWait()
    {
        _stage.Routes.OnAlbum((Album album) =>
        {
            _stage.Note(album);
            return UpdateOutcome.Skip;
        });
        _stage.Routes.OnPhoto((UpdateView message) => _stage.Note(message));
        await PushAsync("a a a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.Two);

        Assert.Equal(["a: 1 2 3", "photo 1", "photo 2", "photo 3"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Conditions_OnlyTheFirstMessageMeetsThem_TheOthersReachNoOtherRoute()
    {
        _stage.Routes.OnAlbum((Album album) => _stage.Note(album)).When(context => context.View.Text == "report");
        _stage.Routes.OnFallback((UpdateView message) => _stage.Note(message));
        await _stage.PushPhotoAsync("a", "report");
        await PushAsync("a a b b");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        Assert.Equal(["a: 1 2 3", "photo 4", "photo 5"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task OnError_TakesTheExceptionForHandled_TheAlbumIsHandedOver()
    {
        _stage.Routes.OnError((_, _, _) => new((UpdateOutcome?)UpdateOutcome.Handled));
        _stage.Routes.OnAlbum((Album album) =>
        {
            _stage.Note(album);
            throw new InvalidDataException();
        });
        await PushAsync("a a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);
        await _stage.AdvanceAndRunAsync(9, _stage.One);

        Assert.Equal(["a: 1 2"], _stage.Log);
        await _stage.AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Middleware_OfTheGroup_SeesTheAlbumOnce()
    {
        var group = _stage.Routes.Group().Use((context, next, stop) =>
        {
            _stage.Log.Add($"middleware {context.UpdateId}");
            return next(context, stop);
        });
        group.OnAlbum((Album album) => _stage.Note(album));
        await PushAsync("a a a");

        await _stage.RunAsync(_stage.One);
        await _stage.AdvanceAndRunAsync(1, _stage.One);

        Assert.Equal(["middleware 1", "a: 1 2 3"], _stage.Log);
    }

    [Fact]
    public void Album_ClockOfTheLastReplicaWasAhead_WaitsOneQuietTimeByThisOne()
    {
        var now = _stage.Time.GetUtcNow();
        var quiet = TimeSpan.FromSeconds(1);
        var wait = AlbumWait.Read(AlbumWait.Begin("1", 2, now.AddHours(1)).Write())!.Look(2, null, now);

        Assert.Equal(quiet, wait.Rest(quiet, now));
        Assert.Equal(TimeSpan.Zero, wait.Look(2, null, now + quiet).Rest(quiet, now + quiet));
    }

    // Words: text is a text message, anything else a photo of the album of that name.
    private async Task PushAsync(string messages)
    {
        foreach (var message in messages.Split(' '))
        {
            await (message == "text" ? _stage.PushTextAsync(message) : _stage.PushPhotoAsync(message));
        }
    }
}
