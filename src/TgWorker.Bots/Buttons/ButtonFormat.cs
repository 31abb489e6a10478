using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Text;
using TgWorker.Bots.Routing;

namespace TgWorker.Bots.Buttons;

/// <summary>
/// How a type stands in a button's data: its prefix and the values of its constructor's parameters, in their order, with ':' between them.
/// </summary>
internal sealed class ButtonFormat
{
    // What a null value is written as; no text is, because a '%' in a text is written as "%25".
    private const string Null = "%";
    private const int LongestPrefix = 32;

    private static readonly ConcurrentDictionary<Type, ButtonFormat> Formats = new();

    private readonly ConstructorInfo _constructor;
    private readonly Part[] _parts;

    private ButtonFormat(Type type)
    {
        Type = type;
        Prefix = type.GetCustomAttribute<ButtonDataAttribute>()?.Prefix ?? type.Name;
        var name = TypeName.Of(type);
        if (Prefix.Length is 0 or > LongestPrefix || !Prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'))
        {
            throw new FormatException(
                $"the prefix '{Prefix}' of {name} is not 1 to {LongestPrefix} of A-Z, a-z, 0-9, '_' and '-': give another with "
                    + $"[ButtonData(\"…\")]");
        }

        // A record's copy constructor is not public.
        _constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new FormatException($"{name} has no public constructor: make it a record, such as record {type.Name}(int Id)");
        _parts = [.. _constructor.GetParameters().Select(parameter => new Part(type, parameter))];
        Shortest = Prefix.Length + _parts.Sum(part => part.Shortest + 1);
        if (Shortest > RoutePattern.MostCallbackData)
        {
            throw new FormatException(
                $"a {name} has {Shortest} bytes at least, and Telegram takes {RoutePattern.MostCallbackData} at most: keep part of it "
                    + $"elsewhere, in the chat's state for instance");
        }
    }

    public Type Type { get; }

    public string Prefix { get; }

    /// <summary>The fewest bytes of a value.</summary>
    public int Shortest { get; }

    /// <exception cref="FormatException">The type cannot stand in a button's data; the message says why.</exception>
    public static ButtonFormat Of(Type type) => Formats.GetOrAdd(type, static type => new ButtonFormat(type));

    /// <summary>The format of a type, or what is wrong with the type.</summary>
    public static bool TryOf(Type type, [NotNullWhen(true)] out ButtonFormat? format, [NotNullWhen(false)] out string? fault)
    {
        try
        {
            (format, fault) = (Of(type), null);
            return true;
        }
        catch (FormatException e)
        {
            (format, fault) = (null, e.Message);
            return false;
        }
    }

    /// <exception cref="ArgumentException">The value takes more room than Telegram gives.</exception>
    public string Write(object value)
    {
        var data = Text(value);
        var length = Encoding.UTF8.GetByteCount(data);
        return length <= RoutePattern.MostCallbackData
            ? data
            : throw new ArgumentException(
                $"A button's data have {RoutePattern.MostCallbackData} bytes at most, and this {TypeName.Of(Type)} has {length}: "
                    + $"shorten it, or keep part of it in the chat's state.", nameof(value));
    }

    /// <summary>Writes a value, however long it becomes.</summary>
    public string Text(object value) => string.Join(':', _parts.Select(part => part.Write(value)).Prepend(Prefix));

    /// <summary>Reads data; null when they are not of this type.</summary>
    public object? Read(string data)
    {
        var texts = data.Split(':');
        if (texts[0] != Prefix || texts.Length - 1 > _parts.Length)
        {
            return null;
        }

        var values = new object?[_parts.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!_parts[i].TryRead(i + 1 < texts.Length ? texts[i + 1] : null, out values[i]))
            {
                return null;
            }
        }

        try
        {
            return _constructor.Invoke(values);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    /// <summary>A parameter of the constructor, and the property that has its value.</summary>
    private sealed class Part
    {
        private readonly ParameterInfo _parameter;
        private readonly PropertyInfo _property;
        private readonly ButtonValue _value;
        private readonly bool _mayBeNull;

        public Part(Type type, ParameterInfo parameter)
        {
            _parameter = parameter;
            var underlying = Nullable.GetUnderlyingType(parameter.ParameterType);
            _mayBeNull = underlying is not null || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
            _value = ButtonValue.Of(underlying ?? parameter.ParameterType) ?? throw new FormatException(
                $"'{parameter.Name}' of {TypeName.Of(type)} is {TypeName.WithArticle(parameter.ParameterType)}, which a button's data cannot "
                    + $"have: use {ButtonValue.KnownTypes}");
            _property = type.GetProperty(
                parameter.Name!, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase) is { } property
                    && property.PropertyType == parameter.ParameterType
                ? property
                : throw new FormatException($"{TypeName.Of(type)} has no property with the value of '{parameter.Name}': make it a record");
        }

        public int Shortest => _parameter.HasDefaultValue || _mayBeNull ? 0 : _value.Shortest;

        public string Write(object of) => _property.GetValue(of) is { } value ? _value.Write(value) : Null;

        // A button that was sent before the type got this parameter has no value for it.
        public bool TryRead(string? text, out object? value)
        {
            value = text switch
            {
                null => _parameter.HasDefaultValue ? _parameter.DefaultValue : null,
                Null => null,
                _ => _value.Read(text),
            };
            return text switch
            {
                null => _parameter.HasDefaultValue,
                Null => _mayBeNull,
                _ => value is not null,
            };
        }
    }
}
