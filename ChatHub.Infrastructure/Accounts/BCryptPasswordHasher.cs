using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using ChatHub.Domain.Accounts;
using ChatHub.Domain.Errors;
using BCryptNet = BCrypt.Net.BCrypt;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>
/// bcrypt over base64(HMAC-SHA-384(password, pepper)): 64 characters, so bcrypt's limit of 72 bytes and its stop at NUL never matter
/// (OWASP Password Storage Cheat Sheet, "Pre-Hashing Passwords with bcrypt"). Safe for any number of callers: one hash runs at a time for every
/// two processors, 64 wait for at most 10 s, and each runs on a thread of its own, so that the thread pool stays with the chat.
/// </summary>
internal sealed class BCryptPasswordHasher(Pepper pepper, AuthOptions options, TimeProvider time) : IPasswordHasher, IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Clamp(Environment.ProcessorCount / 2, 1, 2),
        QueueLimit = 64,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public Task<(string? Hash, string? Fault)> HashAsync(Password password, Func<string?> findFault, CancellationToken cancel)
        => RunAsync(() => findFault() is { } fault ? (default(string), fault) : (BCryptNet.HashPassword(Prepare(password), options.BcryptWorkFactor), null), cancel);

    public Task<(bool Matches, string? RenewedHash)> VerifyAsync(Password password, string? hash, CancellationToken cancel) => RunAsync(
        () =>
        {
            var prepared = Prepare(password);
            var matches = BCryptNet.Verify(prepared, hash ?? Nobody(options.BcryptWorkFactor)) && hash is not null;
            if (!matches && hash is not null)
                MakeUpFor(prepared, hash);
            var isWeaker = matches && BCryptNet.PasswordNeedsRehash(hash, options.BcryptWorkFactor);
            return (matches, isWeaker ? BCryptNet.HashPassword(prepared, options.BcryptWorkFactor) : null);
        },
        cancel);

    public void Dispose() => _limiter.Dispose();

    /// <summary>A cheaper hash must not show by the clock: 2^c is spent, and 2^c + 2^(c+1) + … + 2^(t-1) more make 2^t.</summary>
    private void MakeUpFor(string prepared, string hash)
    {
        var cost = int.Parse(hash.AsSpan("$2a$".Length, 2), NumberStyles.None, CultureInfo.InvariantCulture);
        for (; cost < options.BcryptWorkFactor; cost++)
            BCryptNet.Verify(prepared, Nobody(cost));
    }

    /// <summary>A hash of the right form and cost, and of no password.</summary>
    private static string Nobody(int cost) => string.Create(CultureInfo.InvariantCulture, $"$2a${cost:00}${new string('.', 53)}");

    private string Prepare(Password password)
        => Convert.ToBase64String(HMACSHA384.HashData(pepper.Bytes, Encoding.UTF8.GetBytes(password.Value)));

    private async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(LongestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        using var turn = await AcquireAsync(either.Token, cancel);
        return turn.IsAcquired
            ? await Task.Factory.StartNew(hash, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : throw TooMany();
    }

    private async Task<RateLimitLease> AcquireAsync(CancellationToken either, CancellationToken cancel)
    {
        try
        {
            return await _limiter.AcquireAsync(cancellationToken: either);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw TooMany();
        }
    }

    private static RefusedException TooMany()
        => new(ErrorCatalogue.TooManyAttempts, "Too many people are logging in right now; try again shortly.", LongestWait);
}
