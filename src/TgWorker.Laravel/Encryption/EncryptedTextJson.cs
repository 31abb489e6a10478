using System.Text.Json.Serialization;

namespace TgWorker.Laravel.Encryption;

[JsonSerializable(typeof(EncryptedText))]
internal sealed partial class EncryptedTextJson : JsonSerializerContext;
