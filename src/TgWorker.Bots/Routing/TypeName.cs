namespace TgWorker.Bots.Routing;

/// <summary>Types as they are written in C#.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(object)] = "object", [typeof(short)] = "short",
        [typeof(string)] = "string", [typeof(uint)] = "uint", [typeof(ulong)] = "ulong",
    };

    public static string Of(Type type) => Keywords.TryGetValue(type, out var keyword) ? keyword
        : Nullable.GetUnderlyingType(type) is { } underlying ? Of(underlying) + "?"
        : type.IsArray ? Of(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>"
        : type.Name;

    /// <summary>The type with the article that English gives it: an int, an InlineQuery, a Message, a User.</summary>
    public static string WithArticle(Type type) => Of(type) is var name && IsSpokenWithVowel(name) ? "an " + name : "a " + name;

    // An interface begins with the letter's name ("eye"), "User" and "Update" differ, "uint" is a "you".
    private static bool IsSpokenWithVowel(string name) =>
        "AEIOaeio".Contains(name[0], StringComparison.Ordinal) || name.StartsWith("Update", StringComparison.Ordinal);
}
