using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Access;

/// <summary>Checks passwords: a few at a time, since each is meant to take long.</summary>
internal sealed class PasswordCheck(AccessRules rules) : IDisposable
{
    private const int AtOnce = 2;
    private const int LongestPassword = 1024;

    private readonly SemaphoreSlim _places = new(AtOnce);

    /// <summary>Who it is; null when there is nobody of that name and password. Takes as long for names that there are not.</summary>
    public async Task<DashboardPerson?> CheckAsync(string name, string password, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var user = rules.Users.FirstOrDefault(user => user.HasPassword && user.Name == name);
            var hash = (user is null ? null : PasswordHash.Parse(user.Hash)) ?? PasswordHash.OfNobody;
            var fits = await Task.Run(() => hash.Fits(password.Length > LongestPassword ? "" : password), cancellationToken);
            return fits && user is not null && password.Length is > 0 and <= LongestPassword
                ? new DashboardPerson(user.Name, user.Role) : null;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
