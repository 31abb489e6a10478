using System.Globalization;
using TgWorker.Bots.Conversations;
using TgWorker.Bots.Cultures;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>Answers in the language of the user.</summary>
public static class CultureRoutes
{
    /// <summary>
    /// Runs handlers in the user's culture: what they chose with <c>context.ChooseCulture</c> (which needs <c>UseState()</c> before this),
    /// else the language of their Telegram, else the first of these. Resources, <c>IStringLocalizer</c>, numbers and dates follow it.
    /// </summary>
    /// <param name="routes">The root of the routes, or a group.</param>
    /// <param name="languages">The languages that the bot speaks, such as <c>en</c> and <c>pt-BR</c>; the first is for everybody
    /// else.</param>
    public static UpdateRoutes UseCulture(this UpdateRoutes routes, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(languages);
        if (!routes.Register.UsesState)
        {
            routes.Register.BeforeState.Add(Written(languages));
        }

        return Add(routes, languages, static (context, _) =>
            new(context.Find<Conversation>()?.User?.Get<string>(CultureContext.ChoiceName)));
    }

    /// <summary>Runs handlers in the user's culture, where their choice is kept elsewhere, such as in a database.</summary>
    /// <param name="routes">The root of the routes, or a group.</param>
    /// <param name="choice">The user's choice; null leaves it to the language of their Telegram.</param>
    /// <param name="languages">The languages that the bot speaks; the first is the default.</param>
    public static UpdateRoutes UseCulture(
        this UpdateRoutes routes, Func<UpdateContext, CancellationToken, ValueTask<string?>> choice, params string[] languages)
    {
        ArgumentNullException.ThrowIfNull(routes);
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(languages);
        return Add(routes, languages, choice);
    }

    private static UpdateRoutes Add(
        UpdateRoutes routes, string[] names, Func<UpdateContext, CancellationToken, ValueTask<string?>> choice)
    {
        if (Languages.Of(names, out var fault) is not { } languages)
        {
            routes.Register.Faults.Add($"{Written(names)}: {fault}");
            return routes;
        }

        return routes.Use((context, next, cancellationToken) => HandleAsync(context, next, languages, choice, cancellationToken));
    }

    // Set in a method of its own, the culture is the caller's again when it returns.
    private static async ValueTask<UpdateOutcome> HandleAsync(
        UpdateContext context, UpdateDelegate next, Languages languages,
        Func<UpdateContext, CancellationToken, ValueTask<string?>> choice, CancellationToken cancellationToken)
    {
        var chosen = await choice(context, cancellationToken).ConfigureAwait(false);
        var culture = languages.Nearest(chosen) ?? languages.Nearest(context.View.LanguageCode) ?? languages.First;
        context.Keep(new UserCulture(languages, culture));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        return await next(context, cancellationToken).ConfigureAwait(false);
    }

    private static string Written(string[] languages) => $"UseCulture({string.Join(", ", languages.Select(Writing.Literal))})";
}
