using System.Text;
using TgWorker.Core.Jobs;
using TgWorker.Model.Comparing;

namespace TgWorker.Sqlite.Tests.Model;

/// <summary>Entries that are the specification's jobs.</summary>
internal sealed class NamedJobs : IJobReader
{
    public static byte[] Payload(int job) => Encoding.UTF8.GetBytes(Naming.Payload(job));

    public static int Number(byte[] payload) => Naming.Job(Encoding.UTF8.GetString(payload));

    public Job Read(ReadOnlyMemory<byte> payload)
    {
        var facts = Naming.Facts[Number(payload.ToArray())];
        return new Job { Payload = payload, Lane = Naming.Lane(facts.Lane), Bot = "bot",
            UpdateId = facts.Update < 0 ? null : facts.Update };
    }
}
