using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;
using TgWorker.Testing;

namespace TgWorker.Bots.Tests.Hosting;

/// <summary>What <c>--handlers</c> finds in an assembly, and what the assembly finds beside it.</summary>
public sealed class HandlerAssemblyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tgworker-handlers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Add_OnlyAHandlerAndALibraryThatTheWorkerHasInAnotherVersion_RunsItWithItsOwn()
    {
        // The newer one: the runtime takes it for as good as the older, where both are in one context.
        var workers = AssemblyLoadContext.Default.LoadFromStream(
            Open(EmittedAssembly.WriteLibrary(Path.Combine(_folder, "worker"), "2.0.0.0")));
        var own = new AssemblyLoadContext("bot's")
            .LoadFromStream(Open(EmittedAssembly.WriteLibrary(Path.Combine(_folder, "bot"), "1.0.0.0")));
        var bot = EmittedAssembly.WriteHandler(Path.Combine(_folder, "bot"), VersionOf(own));

        Assert.Same(workers, Assembly.Load("Library"));
        Assert.Equal(UpdateOutcome.Fail("1.0.0.0"), await HandleAsync(bot));
        Assert.Equal("2.0.0.0", VersionOf(workers).Invoke(null, null));
    }

    [Fact]
    public async Task Add_ClassesWithRoutesAndNoModule_RunsTheirHandlers() =>
        Assert.Equal(UpdateOutcome.Fail("C"), await HandleAsync(EmittedAssembly.WriteRoutes(_folder, "C", "C", "A")));

    [Fact]
    public async Task AddAll_ClassesOfAnAssembly_AreAskedByTheirNamesAndTheOthersNot()
    {
        var assembly = new AssemblyLoadContext("routes").LoadFromStream(Open(EmittedAssembly.WriteRoutes(_folder, "C", "B", "C", "A")));
        await using var test = new BotTest();

        Assert.Equal(3, test.Routes.AddAll(assembly));
        var handled = await test.FeedAsync(TestUpdate.Text("hi"), attempt: 1);

        Assert.Equal(["A.Handle", "B.Handle", "C.Handle"], handled.Routes);
    }

    private static MethodInfo VersionOf(Assembly library) => library.GetType("Library")!.GetMethod("Version")!;

    private static MemoryStream Open(string path) => new(File.ReadAllBytes(path));

    private static async Task<UpdateOutcome> HandleAsync(string path)
    {
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(new TgWorkerOptions());
        HandlerAssembly.Add(path, services, new ConfigurationManager());
        await using var provider = services.BuildServiceProvider();
        var job = new Job { Payload = "{}"u8.ToArray(), Lane = "main:7",
            Update = """{"update_id":1,"message":{"message_id":1,"chat":{"id":7},"text":"hi"}}"""u8.ToArray() };
        return await provider.GetRequiredService<IUpdateHandler>()
            .HandleAsync(new UpdateContext(new Delivery(job, job.Lane, 1), 1), default);
    }
}
