using System.Globalization;
using TgWorker.Bots.Cultures;
using TgWorker.Core.Handling;

namespace TgWorker.Bots;

/// <summary>The user's language, for handlers.</summary>
public static class CultureContext
{
    // Not forgotten with the conversation.
    internal const string ChoiceName = ConversationState.KeptPrefix + "culture";

    extension(UpdateContext context)
    {
        /// <summary>The culture in which the user is answered; also the current culture.</summary>
        /// <exception cref="InvalidOperationException">The routes do not call <c>UseCulture(…)</c>.</exception>
        public CultureInfo Culture => Find(context).Culture;

        /// <summary>
        /// Answers the user in another language from here on, and in this chat from now on: the choice is kept in the user's state, as long
        /// as that is.
        /// </summary>
        /// <param name="language">One of the languages of <c>UseCulture(…)</c>, or one near to it; null goes back to Telegram's.</param>
        /// <returns>Whether the bot speaks it. Otherwise, nothing changes.</returns>
        /// <exception cref="InvalidOperationException">The routes do not say <c>UseState()</c> and then <c>UseCulture(…)</c>, or the
        /// update names no user.</exception>
        public bool ChooseCulture(string? language)
        {
            var current = Find(context);
            var culture = language is null ? current.Languages.Nearest(context.View.LanguageCode) ?? current.Languages.First
                : current.Languages.Nearest(language);
            if (culture is null)
            {
                return false;
            }

            context.UserState.Set(ChoiceName, language is null ? null : culture.Name);
            current.Culture = culture;
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
            return true;
        }
    }

    private static UserCulture Find(UpdateContext context) => context.Find<UserCulture>()
        ?? throw new InvalidOperationException("The user's culture is not there: call UseCulture(…) on the routes first.");
}
