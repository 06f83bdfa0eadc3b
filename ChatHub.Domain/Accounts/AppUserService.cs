using ChatHub.Domain.Errors;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Time;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Accounts;

/// <summary>
/// For apps that bring their own users: whoever holds a server key says who is signed in. Such an account has no password, so that nobody gets in
/// but through the app. Safe for any number of callers.
/// </summary>
public sealed class AppUserService(IUserStore users, ISessionStore sessions, SessionOpener opener, INoticeBus notices, TimeProvider time)
{
    /// <summary>Opens a session for a person of the app's. The account is made when it is new; else a name or language that is given replaces the one there.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>username_taken</c> for the name of a deleted account, <c>unavailable</c>.</exception>
    public async Task<Login> OpenAsync(AppUser person, Client client, CancellationToken cancel)
    {
        var faults = new FieldFaults();
        // A name from before a rule came stays good.
        var known = Username.TryParse(person.Username, out var username) ? await users.FindAsync(username, cancel) : null;
        faults.Add("username", known is null ? Username.Check(person.Username, out username) : null);
        faults.Add("displayName", UserService.CheckDisplayName(person.DisplayName.Value, username, out var displayName));
        faults.Add("language", LanguageTag.Check(person.Language.Value, out var language));
        faults.ThrowIfAny();

        var user = known is not null
            ? await UpdateAsync(known, person, displayName, language?.Value, cancel)
            : await users.AddAsync(username, displayName, language?.Value, passwordHash: null, time.GetUtcMilliseconds())
                // Two first sessions at once: the other one has made it.
                ?? await users.FindAsync(username, cancel)
                ?? throw new RefusedException(ErrorCatalogue.UsernameTaken);
        return await opener.OpenAsync(user, client);
    }

    /// <summary>Ends all sessions of a person, however they were opened.</summary>
    /// <exception cref="RefusedException"><c>user_not_found</c>, <c>unavailable</c>.</exception>
    public async Task EndAllAsync(string username, CancellationToken cancel)
    {
        var user = (Username.TryParse(username, out var name) ? await users.FindAsync(name, cancel) : null) ?? throw new RefusedException(ErrorCatalogue.UserNotFound);
        await sessions.EndAllAsync(user.Id);
        notices.Publish(new SessionsEndedNotice(user.Id, SessionEnding.SessionEnded));
    }

    private async Task<User> UpdateAsync(User known, AppUser person, string displayName, string? language, CancellationToken cancel)
    {
        var newName = person.DisplayName.IsSet && displayName != known.DisplayName ? new Optional<string>(displayName) : default;
        var newLanguage = person.Language.IsSet && language != known.Language ? new Optional<string?>(language) : default;
        if (!newName.IsSet && !newLanguage.IsSet)
            return known;
        await users.UpdateProfileAsync(known.Id, newName, newLanguage);
        if (newLanguage.IsSet)
            notices.Publish(new ProfileLanguageNotice(known.Id));
        return await users.FindAsync(known.Id, cancel) ?? throw new RefusedException(ErrorCatalogue.UsernameTaken);
    }
}
