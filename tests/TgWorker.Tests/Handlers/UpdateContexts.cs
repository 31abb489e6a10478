using System.Text;
using TgWorker.Core.Handling;
using TgWorker.Core.Jobs;
using TgWorker.Core.Queues;

namespace TgWorker.Tests.Handlers;

internal static class UpdateContexts
{
    public const string Update = "{\"update_id\":42,\n\"message\":{\"text\":\"top secret Ж\"}}";

    public static UpdateContext Of(string bot = "main", long? updateId = 42, string update = Update, string lane = "main:-100") =>
        new(new Delivery(
            new Job
            {
                Payload = Encoding.UTF8.GetBytes("payload"),
                Lane = lane,
                Update = Encoding.UTF8.GetBytes(update),
                Bot = bot,
                UpdateId = updateId,
            },
            lane,
            fence: 9), attempt: 2);
}
