using TgWorker.Core.Json;

namespace TgWorker.Core.Updates;

/// <summary>Where in an update's JSON the things stand that an <see cref="UpdateView"/> shows.</summary>
internal struct UpdateFields
{
    public long? UpdateId;
    public UpdateKind Kind;
    public MessageKind MessageKind;
    public JsonTextRange KindName;
    public long? ChatId;
    public long? VoterChatId;
    public long? UserChatId;
    public JsonTextRange ChatKind;
    public long? FromId;
    public long? UserId;
    public long? MessageId;
    public long? ThreadId;
    public bool IsTopicMessage;
    public long? Date;
    public JsonTextRange Text;
    public JsonTextRange Caption;
    public JsonTextRange Data;
    public JsonTextRange Query;
    public JsonTextRange Id;
    public JsonTextRange MediaGroupId;
    public JsonTextRange LanguageCode;
}
