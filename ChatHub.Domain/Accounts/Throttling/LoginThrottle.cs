using ChatHub.Domain.Errors;
using ChatHub.Domain.Limits;

namespace ChatHub.Domain.Accounts.Throttling;

/// <summary>
/// Slows guessing down: by account, whether it exists or not, and by address; each growing from seconds to an hour (OWASP ASVS 5.0, 6.3.1; NIST SP 800-63B-4, section 3.2.2).
/// A device from which the account is used already has an allowance of its own, so that a stranger's guesses do not lock its owner out
/// (OWASP, "Slow Down Online Guessing Attacks with Device Cookies"). Attempts that succeed do not count. Safe for any number of callers.
/// </summary>
public sealed class LoginThrottle(IAttemptLimiter limiter, IDeviceMarks marks, ISessionStore sessions, LimitOptions limits, ILimitLog log)
{
    private const int LongestName = 256;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly bool _isOff = limits.LoginAttemptsPerMinute == 0;

    // Guesses at one account from anywhere: what is used up does not come back by waiting for a minute, or a patient guesser would have 14,400 a day.
    private readonly AttemptAllowance _byAccount = new(Math.Max(limits.LoginAttemptsPerMinute, 1), TimeSpan.FromDays(1), FirstWait(limits));
    private readonly AttemptAllowance _byAddress = new(Math.Max(limits.LoginAttemptsPerMinute, 1), Minute, FirstWait(limits));
    private readonly AttemptAllowance _bySession = new(Math.Max(limits.LoginAttemptsPerMinute, 1), Minute);
    private readonly AttemptAllowance _signups = new(Math.Max(limits.SignupsPerHour, 1), TimeSpan.FromHours(1));

    /// <summary>Begins a login, before anything is looked up that depends on whether the account exists.</summary>
    /// <exception cref="RefusedException"><c>too_many_attempts</c>.</exception>
    public async Task<Attempt> BeginLoginAsync(string usernameKey, Client client, CancellationToken cancel)
    {
        if (_isOff)
            return Attempt.Uncounted;
        var name = usernameKey.Length > LongestName ? usernameKey[..LongestName] : usernameKey;
        // A known device is counted by itself alone: else a stranger behind the same address could lock its owner out.
        return await FindDeviceAsync(name, client, cancel) is { } device
            ? await BeginAsync(($"device:{name}:{device}", _byAccount))
            : await BeginAsync((AddressKey("login", client), _byAddress), ($"account:{name}", _byAccount));
    }

    /// <summary>Begins to ask for the password of someone who is logged in.</summary>
    /// <exception cref="RefusedException"><c>too_many_attempts</c>.</exception>
    public async Task<Attempt> BeginConfirmationAsync(Caller caller)
        => _isOff ? Attempt.Uncounted : await BeginAsync(($"confirm:{caller.SessionId}", _byAccount));

    /// <summary>Counts a server key that is none.</summary>
    /// <exception cref="RefusedException"><c>too_many_attempts</c>.</exception>
    public async Task CountServerKeyAsync(Client client)
    {
        if (!_isOff)
            await BeginAsync((AddressKey("server-key", client), _byAddress));
    }

    /// <summary>Counts a refresh token that nobody was given.</summary>
    /// <exception cref="RefusedException"><c>too_many_attempts</c>.</exception>
    public async Task CountForgeryAsync(Client client)
    {
        if (!_isOff)
            await BeginAsync((AddressKey("refresh", client), _byAddress));
    }

    /// <summary>Counts a renewal of a session.</summary>
    /// <exception cref="RefusedException"><c>too_many_attempts</c>.</exception>
    public async Task CountRefreshAsync(RefreshToken token)
    {
        if (!_isOff)
            await BeginAsync(($"session:{token.SessionId}", _bySession));
    }

    /// <summary>Counts an account that is asked for.</summary>
    /// <exception cref="RefusedException"><c>too_many_attempts</c>.</exception>
    public async Task CountSignupAsync(Client client)
    {
        if (limits.SignupsPerHour > 0)
            await BeginAsync((AddressKey("signup", client), _signups));
    }

    private async Task<Attempt> BeginAsync(params (string Key, AttemptAllowance Allowance)[] counts)
    {
        for (var index = 0; index < counts.Length; index++)
        {
            if (await limiter.TakeAsync(counts[index].Key, counts[index].Allowance) is not { } wait)
                continue;
            // What is refused is no attempt: it costs the other keys nothing.
            foreach (var (key, allowance) in counts.Take(index))
                await limiter.GiveBackAsync(key, allowance);
            log.Refused(counts[index].Allowance == _signups ? nameof(limits.SignupsPerHour) : nameof(limits.LoginAttemptsPerMinute));
            throw new RefusedException(ErrorCatalogue.TooManyAttempts, retryAfter: wait);
        }

        return new Attempt(limiter, counts);
    }

    private async Task<string?> FindDeviceAsync(string usernameKey, Client client, CancellationToken cancel)
    {
        if (marks.Read(client.DeviceMark, usernameKey) is { } known)
            return known;
        return client is { ShortDevice: { } device, Address: { } address } && await sessions.HasDeviceAsync(usernameKey, device, address, cancel) ? $"{address} {device}" : null;
    }

    private static string AddressKey(string kind, Client client) => $"{kind}:{ClientAddress.KeyOf(client.Address)}";

    private static TimeSpan FirstWait(LimitOptions limits)
        => TimeSpan.FromSeconds(Math.Clamp(60.0 / Math.Max(limits.LoginAttemptsPerMinute, 1), 1, 60));
}
