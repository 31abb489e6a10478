using System.Text;
using System.Text.Json;
using TgWorker.Cli.Commands.Webhook;
using TgWorker.TestSupport.Repository;

namespace TgWorker.Intake.Tests.Webhooks;

public class ReceiverCertificateSettingTests
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Theory]
    [InlineData("{}")]
    [InlineData("{ \"Redis\": { \"Certificate\": 1 } }")]
    [InlineData("{ // why\n \"Receiver\": {} }")]
    [InlineData("{ \"Receiver\": { /* \"Certificate\": */ \"AllowFrom\": [\"telegram\"], \"Path\": \"/x/\" } }")]
    [InlineData("{ \"receiver\": { \"CertificateKey\": null, \"Certificate\": \"old, and longer than the new one\" } }")]
    [InlineData("{ \"TgWorker\": { \"Receiver\": { \"Certificate\": null } }, \"Other\": { \"Deep\": { \"Receiver\": { "
        + "\"Certificate\": 2 } } } }")]
    [InlineData("\uFEFF{\"Receiver\":{\"Certificate\":null,},}")]
    public void Put_InAnyFile_SaysTheCertificate_AndLeavesTheRest(string json)
    {
        var text = Encoding.UTF8.GetString(ReceiverCertificateSetting.Put(Encoding.UTF8.GetBytes(json), "/a/\"b\".crt", "/a/b.key"));
        var (before, after) = (Parse(json), Parse(text));
        Assert.Equal(("/a/\"b\".crt", "/a/b.key"), (after["Certificate"], after["CertificateKey"]));
        Assert.Equal(before.Where(pair => !pair.Key.StartsWith("Certificate", StringComparison.Ordinal)),
            after.Where(pair => !pair.Key.StartsWith("Certificate", StringComparison.Ordinal)));
        Assert.Equal(json.Contains("why", StringComparison.Ordinal), text.Contains("// why", StringComparison.Ordinal));
        Assert.DoesNotContain("old, and longer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Put_InTheShippedFile_ChangesTwoLines()
    {
        var shipped = File.ReadAllText(SourceTree.File("appsettings.json"));
        var text = Encoding.UTF8.GetString(ReceiverCertificateSetting.Put(Encoding.UTF8.GetBytes(shipped), "/a.crt", "/a.key"));
        var changed = shipped.Split('\n').Zip(text.Split('\n')).Where(pair => pair.First != pair.Second).Select(pair => pair.Second.Trim());
        Assert.Equal(["\"Certificate\": \"/a.crt\",", "\"CertificateKey\": \"/a.key\","], changed);
    }

    // The receiver's own values by name, the others by their path.
    private static SortedDictionary<string, string> Parse(string json)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var document = JsonDocument.Parse(json.TrimStart('\uFEFF'), Lenient);
        Walk(document.RootElement, "");
        return values;

        void Walk(JsonElement element, string path)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                element.EnumerateObject().ToList().ForEach(property => Walk(property.Value, $"{path}:{property.Name}"));
                return;
            }

            var isReceivers = path.StartsWith(":Receiver:", StringComparison.OrdinalIgnoreCase)
                || path.StartsWith(":TgWorker:Receiver:", StringComparison.OrdinalIgnoreCase);
            values[isReceivers ? path.Split(':')[^1] : path] = element.ToString();
        }
    }
}
