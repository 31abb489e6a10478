using TgWorker.Laravel.Php;

namespace TgWorker.Laravel.Envelopes;

/// <summary>
/// Reads the properties of the job object in <c>data.command</c> in one pass and without building it: the bot's name, and
/// the update when it is a string or an object that keeps the JSON it was made from, as phptg's <c>Update</c> does in its
/// private property <c>raw</c>. Names are told apart neither by case style nor by visibility.
/// </summary>
internal ref struct CommandScanner(ReadOnlySpan<byte> command)
{
    private readonly ReadOnlySpan<byte> _command = command;
    private PhpReader _php = new(command);

    /// <summary>The job's class.</summary>
    public PhpSlice Class { get; private set; }

    /// <summary>The bot's name; of length zero when there is none.</summary>
    public PhpSlice Bot { get; private set; }

    /// <summary>
    /// The update, when it is a string (by its declared length, even if that is at fault), or the object's raw JSON; else
    /// of length zero.
    /// </summary>
    public PhpSlice Update { get; private set; }

    /// <summary>What the update is; <see cref="PhpToken.End"/> when there is no such property.</summary>
    public PhpToken UpdateToken { get; private set; } = PhpToken.End;

    /// <summary>How many jobs are chained behind this one (Laravel's <c>Bus::chain</c>).</summary>
    public int Chained { get; private set; }

    /// <summary>Whether somebody wants to be called when the chain fails.</summary>
    public bool HasChainCallbacks { get; private set; }

    /// <summary>Whether the job is part of a batch (Laravel's <c>Bus::batch</c>).</summary>
    public bool IsInBatch { get; private set; }

    /// <summary>Where the command is at fault.</summary>
    public readonly int Position => _php.Position;

    /// <summary>Reads the command; false when it is not one serialised object.</summary>
    public bool Read()
    {
        if (_php.Read() != PhpToken.ObjectStart)
        {
            return false;
        }

        Class = new PhpSlice(_php.Start, _php.Length);
        PhpToken token;
        while ((token = _php.Read()) is PhpToken.String or PhpToken.Integer)
        {
            var name = PhpReader.BareName(_php.Value);
            var isUpdate = name.SequenceEqual("update"u8);
            var isBot = !isUpdate && IsBot(name);
            var nameAt = _php.Start;
            token = _php.Read();
            if (isUpdate)
            {
                Update = _php.Start > nameAt ? new PhpSlice(_php.Start, _php.Length) : default;
            }

            UpdateToken = isUpdate ? token : UpdateToken;
            if (isBot && token is (PhpToken.String or PhpToken.Integer))
            {
                Bot = new PhpSlice(_php.Start, _php.Length);
            }

            NoteSequel(name, token);
            if (token == PhpToken.Invalid || !ReadNested(token, isUpdate))
            {
                return false;
            }
        }

        return token == PhpToken.Close && _php.Read() == PhpToken.End;
    }

    // Illuminate\Bus\Queueable and Batchable keep in the job's own properties what is to come after it.
    private void NoteSequel(ReadOnlySpan<byte> name, PhpToken token)
    {
        if (name.SequenceEqual("chained"u8))
        {
            Chained = token == PhpToken.ArrayStart ? _php.Count : 0;
        }
        else if (name.SequenceEqual("chainCatchCallbacks"u8))
        {
            HasChainCallbacks = token == PhpToken.ArrayStart && _php.Count > 0;
        }
        else if (name.SequenceEqual("batchId"u8))
        {
            IsInBatch = token == PhpToken.String;
        }
    }

    private bool ReadNested(PhpToken token, bool isUpdate)
    {
        if (token == PhpToken.ObjectStart && isUpdate)
        {
            Update = default;
            return ReadRaw();
        }

        return token is not (PhpToken.ArrayStart or PhpToken.ObjectStart) || _php.SkipRest();
    }

    private bool ReadRaw()
    {
        PhpToken token;
        while ((token = _php.Read()) is PhpToken.String or PhpToken.Integer)
        {
            var isRaw = PhpReader.BareName(_php.Value).SequenceEqual("raw"u8);
            token = _php.Read();
            if (isRaw && token == PhpToken.String)
            {
                Update = new PhpSlice(_php.Start, _php.Length);
            }

            if (token == PhpToken.Invalid || !ReadNested(token, isUpdate: false))
            {
                return false;
            }
        }

        return token == PhpToken.Close;
    }

    /// <summary>Whether a property of this name holds the name of the bot.</summary>
    public static bool IsBot(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("bot_id"u8) || name.SequenceEqual("botId"u8) || name.SequenceEqual("bot"u8);
}
