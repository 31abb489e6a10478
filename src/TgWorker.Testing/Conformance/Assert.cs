using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace TgWorker.Testing.Conformance;

/// <summary>
/// What the rules say of what they find. The suite's own, so that it binds nobody to a test framework, nor to a version of one.
/// </summary>
internal static class Assert
{
    public static void True(bool? condition, string? message = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Check(condition == true, message ?? $"Expected: {what}.");

    public static void False(bool? condition, string? message = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        Check(condition == false, message ?? $"Not expected: {what}.");

    public static void Equal<T>(
        IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(AreEqual(expected, actual), $"Expected {Text(expected)}, found {Text(actual)}: {what}.");

    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(AreEqual(expected, actual), $"Expected {Text(expected)}, found {Text(actual)}: {what}.");

    public static void NotEqual<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Check(!AreEqual(expected, actual), $"Expected anything but {Text(expected)}: {what}.");

    public static void InRange<T>(T actual, T low, T high, [CallerArgumentExpression(nameof(actual))] string what = "")
        where T : IComparable<T> =>
        Check(actual.CompareTo(low) >= 0 && actual.CompareTo(high) <= 0, $"Expected {low} to {high}, found {actual}: {what}.");

    public static void Null(object? value, [CallerArgumentExpression(nameof(value))] string what = "") =>
        Check(value is null, $"Expected nothing, found {Text(value)}: {what}.");

    public static void NotNull([NotNull] object? value, [CallerArgumentExpression(nameof(value))] string what = "") =>
        Check(value is not null, $"Expected something, found nothing: {what}.");

    public static void Empty(IEnumerable values, [CallerArgumentExpression(nameof(values))] string what = "") =>
        Check(!values.Cast<object?>().Any(), $"Expected none, found {Text(values)}: {what}.");

    public static void NotEmpty(IEnumerable values, [CallerArgumentExpression(nameof(values))] string what = "") =>
        Check(values.Cast<object?>().Any(), $"Expected some, found none: {what}.");

    public static T Single<T>(IEnumerable<T> values, [CallerArgumentExpression(nameof(values))] string what = "")
    {
        var all = values.ToList();
        Check(all.Count == 1, $"Expected one, found {Text(all)}: {what}.");
        return all[0];
    }

    public static void All<T>(IEnumerable<T> values, Action<T> check) => values.ToList().ForEach(check);

    public static void DoesNotContain<T>(
        IEnumerable<T> values, Predicate<T> filter, [CallerArgumentExpression(nameof(filter))] string what = "") =>
        Check(!values.Any(value => filter(value)), $"Expected none: {what}.");

    public static async Task ThrowsAsync<TException>(Func<Task> call, [CallerArgumentExpression(nameof(call))] string what = "")
        where TException : Exception
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (TException)
        {
            return;
        }

        throw new ConformanceException($"Expected {typeof(TException).Name}, nothing was thrown: {what}.");
    }

    private static void Check([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition)
        {
            throw new ConformanceException(message);
        }
    }

    private static bool AreEqual(object? expected, object? actual) => (expected, actual) switch
    {
        (string, string) => expected.Equals(actual),
        (IEnumerable some, IEnumerable others) => AreEqual(some.GetEnumerator(), others.GetEnumerator()),
        _ => Equals(expected, actual),
    };

    private static bool AreEqual(IEnumerator some, IEnumerator others)
    {
        while (some.MoveNext())
        {
            if (!others.MoveNext() || !AreEqual(some.Current, others.Current))
            {
                return false;
            }
        }

        return !others.MoveNext();
    }

    private static string Text(object? value) => value switch
    {
        null => "nothing",
        string text => $"\"{text}\"",
        IEnumerable values => $"[{string.Join(", ", values.Cast<object?>().Select(Text))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
