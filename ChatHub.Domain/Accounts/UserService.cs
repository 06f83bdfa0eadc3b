using ChatHub.Domain.Accounts.Throttling;
using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;
using ChatHub.Domain.Log;
using ChatHub.Domain.Nodes;
using ChatHub.Domain.Text;
using ChatHub.Domain.Time;
using ChatHub.Domain.Translation;

namespace ChatHub.Domain.Accounts;

/// <summary>Accounts: signing up, what people know of each other, and leaving for good. Safe for any number of callers.</summary>
public sealed class UserService(
    IUserStore store, IPasswordHasher hasher, NewPassword newPassword, PasswordService passwords, LoginThrottle throttle, IEventBudget budget, IRoomLog log, INoticeBus notices, AuthOptions options,
    TimeProvider time)
{
    private const int MaxDisplayName = 128;
    private const int MaxUsersAtOnce = 100;

    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>username_taken</c>, <c>forbidden</c> while signup is closed, <c>too_many_attempts</c>.</exception>
    public async Task<User> SignUpAsync(NewAccount account, Client client, CancellationToken cancel)
    {
        if (options.Signup == SignupPolicy.Closed)
            throw new RefusedException(ErrorCatalogue.Forbidden, "Signing up is closed on this server.");

        var faults = new FieldFaults();
        faults.Add("username", Username.Check(account.Username, out var username));
        faults.Add("displayName", CheckDisplayName(account.DisplayName, username, out var displayName));
        faults.Add("password", Password.Check(account.Password, out var password));
        faults.Add("language", LanguageTag.Check(account.Language, out var language));
        faults.ThrowIfAny();

        await throttle.CountSignupAsync(client);
        // Spares the hash, and tells no more than the answer does; it is the store's index that decides.
        if (await store.FindAsync(username, cancel) is not null)
            throw new RefusedException(ErrorCatalogue.UsernameTaken);
        var (hash, weakness) = await hasher.HashAsync(password, () => newPassword.Check(account.Password, [username.Value, displayName], out _), cancel);
        if (weakness is not null)
            throw new RefusedException("password", weakness);
        return await store.AddAsync(username, displayName, language?.Value, hash, time.GetUtcMilliseconds())
            ?? throw new RefusedException(ErrorCatalogue.UsernameTaken);
    }

    /// <exception cref="RefusedException"><c>invalid_token</c> when the account is gone.</exception>
    public async Task<User> GetAsync(Caller caller, CancellationToken cancel)
        => await store.FindAsync(caller.UserId, cancel) ?? throw new RefusedException(ErrorCatalogue.InvalidToken);

    /// <summary>Changes one's own profile. Takes one from what the user may write.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>rate_limited</c>, <c>unavailable</c>.</exception>
    public async Task<User> UpdateAsync(Caller caller, ProfileChange change, CancellationToken cancel)
    {
        var faults = new FieldFaults();
        var (displayName, language) = (default(Optional<string>), default(Optional<string?>));
        if (change.DisplayName.IsSet)
        {
            _ = Username.TryParse(caller.Username, out var username);
            faults.Add("displayName", CheckDisplayName(change.DisplayName.Value, username, out var name));
            displayName = new Optional<string>(name);
        }

        if (change.Language.IsSet)
        {
            faults.Add("language", LanguageTag.Check(change.Language.Value, out var tag));
            language = new Optional<string?>(tag?.Value);
        }

        faults.ThrowIfAny();
        budget.Take(caller.UserId);
        if (displayName.IsSet || language.IsSet)
            await store.UpdateProfileAsync(caller.UserId, displayName, language);
        if (language.IsSet)
            notices.Publish(new ProfileLanguageNotice(caller.UserId));
        return await GetAsync(caller, cancel);
    }

    /// <summary>
    /// Deletes the account for good: name, profile and sessions go from everywhere, what it wrote stays, by <c>deleted-user</c>, and the name is never given
    /// to anyone again. Its live connections end.
    /// </summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>, <c>invalid_credentials</c> for a wrong password, <c>too_many_attempts</c>, <c>unavailable</c>.</exception>
    public async Task DeleteAsync(Caller caller, string? givenPassword, CancellationToken cancel)
    {
        await passwords.ConfirmAsync(caller, givenPassword, cancel);
        await log.AppendAsync(new EraseAccount(caller));
        notices.Publish(new SessionsEndedNotice(caller.UserId, SessionEnding.AccountDeleted));
    }

    /// <exception cref="RefusedException"><c>user_not_found</c>.</exception>
    public async Task<User> FindAsync(string username, CancellationToken cancel)
        => (Username.TryParse(username, out var name) ? await store.FindAsync(name, cancel) : null)
            ?? throw new RefusedException(ErrorCatalogue.UserNotFound);

    /// <summary>The users that exist among 1 to 100 names, in the order asked, each once; names that nobody has are left out.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public async Task<IReadOnlyList<User>> FindAsync(IReadOnlyCollection<string> usernames, CancellationToken cancel)
    {
        if (usernames.Count is 0 or > MaxUsersAtOnce)
            throw new RefusedException("username", $"Must be given 1 to {MaxUsersAtOnce} times.");
        var names = usernames.Select(text => Username.TryParse(text, out var name) ? name : default)
            .Where(name => name.Value is not null).DistinctBy(name => name.Key).ToList();
        var found = (await store.FindAsync(names, cancel)).ToDictionary(user => Username.KeyOf(user.Username));
        return names.Where(name => found.ContainsKey(name.Key)).Select(name => found[name.Key]).ToList();
    }

    internal static string? CheckDisplayName(string? text, Username username, out string displayName)
    {
        displayName = username.Value;
        return text is null ? null : Line.Check(text, 1, MaxDisplayName, out displayName);
    }
}
