using System.Text.Json.Serialization;

namespace TgWorker.Envelopes;

[JsonSerializable(typeof(EncryptedText))]
internal sealed partial class EncryptedTextJson : JsonSerializerContext;
