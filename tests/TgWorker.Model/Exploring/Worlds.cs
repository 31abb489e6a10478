using System.Buffers.Binary;

namespace TgWorker.Model.Exploring;

/// <summary>Worlds found in one exploration after the other: their forms, until they were looked at, and how each was reached.</summary>
internal sealed class Worlds
{
    public const int Capacity = 4096;

    private readonly int[] _from = new int[Capacity];
    private readonly ushort[] _how = new ushort[Capacity];
    private byte[]? _forms = new byte[64 * Capacity];
    private int _length;

    public int Count { get; private set; }

    /// <summary>The number of the first one.</summary>
    public int First { get; set; }

    /// <summary>Adds a world.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="from">The number of the world from which it was reached.</param>
    /// <param name="move">Which of the moves there led to it.</param>
    /// <param name="variant">Which of the forms of the world that was reached.</param>
    public void Add(ReadOnlySpan<byte> form, int from, int move, int variant)
    {
        if (_length + sizeof(ushort) + form.Length > _forms!.Length)
        {
            Array.Resize(ref _forms, 2 * _forms.Length);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(_forms.AsSpan(_length), (ushort)form.Length);
        form.CopyTo(_forms.AsSpan(_length + sizeof(ushort)));
        _length += sizeof(ushort) + form.Length;
        (_from[Count], _how[Count]) = (from, checked((ushort)((move << 3) | variant)));
        Count++;
    }

    /// <summary>The form that begins at <paramref name="at"/>, which moves on to the next.</summary>
    public ReadOnlySpan<byte> NextForm(ref int at)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_forms.AsSpan(at));
        var form = _forms.AsSpan(at + sizeof(ushort), length);
        at += sizeof(ushort) + length;
        return form;
    }

    public void ForgetForms() => _forms = null;

    /// <summary>How a world was reached.</summary>
    public (int From, int Move, int Variant) WayTo(int number) =>
        (_from[number - First], _how[number - First] >> 3, _how[number - First] & 7);
}
