using System.Linq.Expressions;
using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Accounts;

/// <inheritdoc/>
internal sealed class SessionStore(IDatabaseReader database, IDatabaseWriter writer) : ISessionStore
{
    public Task<IReadOnlyList<string>?> OpenAsync(Session session, RefreshToken token, int most, PasswordProof? proof = null) => writer.WriteAsync<IReadOnlyList<string>?>(context =>
    {
        if (!context.Users.Any(user => user.Id == session.UserId && user.Username != Username.Deleted) || (proof is not null && !Holds(context, session.UserId, proof)))
            return null;
        context.Add(new SessionRow
        {
            Id = session.Id,
            UserId = session.UserId,
            CreatedAt = session.CreatedAt.ToUnixTimeMilliseconds(),
            LastUsedAt = session.LastUsedAt.ToUnixTimeMilliseconds(),
            Generation = token.Generation,
            RefreshHash = token.Hash,
            Device = session.Device,
            Address = session.Address,
        });
        var ended = context.Sessions.Where(row => row.UserId == session.UserId)
            .OrderByDescending(row => row.LastUsedAt).ThenBy(row => row.Id).Select(row => row.Id).Skip(most - 1).ToList();
        if (ended.Count > 0)
            context.Sessions.Where(row => ended.Contains(row.Id)).ExecuteDelete();
        context.SaveChanges();
        return ended;
    });

    public async Task<Caller?> FindCallerAsync(string sessionId, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await (
            from session in context.Sessions
            where session.Id == sessionId
            join user in context.Users on session.UserId equals user.Id
            select new Caller(user.Id, user.Username, session.Id)).SingleOrDefaultAsync(cancel);
    }

    public Task<Renewal> RenewAsync(RefreshToken token, RefreshToken successor, SessionUse use) => writer.WriteAsync(context =>
    {
        var (at, usedBefore, createdBefore) = (use.At.ToUnixTimeMilliseconds(), use.UsedBefore.ToUnixTimeMilliseconds(), use.CreatedBefore.ToUnixTimeMilliseconds());
        var (device, address) = (use.Client.ShortDevice, use.Client.Address);
        var uses = RecentUses.Add(context.Sessions.Where(row => row.Id == token.SessionId).Select(row => row.Uses).SingleOrDefault(), at);
        var renewed = context.Sessions
            .Where(row => row.Id == token.SessionId && row.RefreshHash == token.Hash && row.LastUsedAt >= usedBefore && row.CreatedAt >= createdBefore)
            .ExecuteUpdate(row => row
                .SetProperty(session => session.RefreshHash, successor.Hash)
                .SetProperty(session => session.Generation, successor.Generation)
                .SetProperty(session => session.LastUsedAt, at)
                .SetProperty(session => session.Uses, uses)
                .SetProperty(session => session.Device, device)
                .SetProperty(session => session.Address, address)) == 1;
        if (context.Sessions.SingleOrDefault(session => session.Id == token.SessionId) is not { } row)
            return new Renewal(RenewalOutcome.Gone);
        if (renewed)
            return new Renewal(RenewalOutcome.Renewed, ToSession(row), row.Generation);
        if (token.Generation >= row.Generation || row.LastUsedAt < usedBefore || row.CreatedAt < createdBefore)
            return new Renewal(RenewalOutcome.Gone);
        var usedAt = RecentUses.Find(row.Uses, row.Generation - 1 - token.Generation);
        // A clock that was set back makes nothing recent, and no thief of anybody.
        if (usedAt > at)
            return new Renewal(RenewalOutcome.Gone);
        if (usedAt >= use.RepeatedSince.ToUnixTimeMilliseconds())
            return new Renewal(RenewalOutcome.Repeated, ToSession(row), row.Generation);
        context.Sessions.Where(session => session.Id == row.Id).ExecuteDelete();
        return new Renewal(RenewalOutcome.Replayed, ToSession(row));
    });

    public async Task<IReadOnlyList<Session>> ListAsync(long userId, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var rows = await context.Sessions.Where(row => row.UserId == userId).OrderByDescending(row => row.LastUsedAt).ThenBy(row => row.Id).ToListAsync(cancel);
        return rows.ConvertAll(ToSession);
    }

    public async Task<bool> HasDeviceAsync(string usernameKey, string device, string address, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await (
            from user in context.Users
            where user.UsernameKey == usernameKey
            join session in context.Sessions on user.Id equals session.UserId
            where session.Device == device && session.Address == address
            select session).AnyAsync(cancel);
    }

    public Task<long?> EndAsync(string sessionId, long? owner) => writer.WriteAsync<long?>(context =>
    {
        var session = context.Sessions.SingleOrDefault(row => row.Id == sessionId && (owner == null || row.UserId == owner));
        return session is not null && context.Sessions.Where(row => row.Id == sessionId).ExecuteDelete() == 1 ? session.UserId : null;
    });

    public Task EndAllAsync(long userId) => DeleteAsync(row => row.UserId == userId);

    public Task<IReadOnlyList<string>?> ChangePasswordAsync(Caller caller, string verifiedHash, string newHash) => writer.WriteAsync<IReadOnlyList<string>?>(context =>
    {
        if (!context.Sessions.Any(row => row.Id == caller.SessionId) || !Holds(context, caller.UserId, new PasswordProof(verifiedHash, newHash)))
            return null;
        var others = context.Sessions.Where(row => row.UserId == caller.UserId && row.Id != caller.SessionId);
        var ended = others.Select(row => row.Id).ToList();
        others.ExecuteDelete();
        return ended;
    });

    public Task RemoveExpiredAsync(DateTimeOffset usedBefore, DateTimeOffset createdBefore)
    {
        var (used, created) = (usedBefore.ToUnixTimeMilliseconds(), createdBefore.ToUnixTimeMilliseconds());
        return DeleteAsync(row => row.LastUsedAt < used || row.CreatedAt < created);
    }

    /// <summary>Whether the password is still the one that was verified; puts the renewed hash in its place.</summary>
    private static bool Holds(ChatHubContext context, long userId, PasswordProof proof)
    {
        var password = context.Passwords.Where(row => row.UserId == userId && row.Hash == proof.VerifiedHash);
        return proof.RenewedHash is { } renewed ? password.ExecuteUpdate(row => row.SetProperty(p => p.Hash, renewed)) == 1 : password.Any();
    }

    private Task<int> DeleteAsync(Expression<Func<SessionRow, bool>> which) => writer.WriteAsync(context => context.Sessions.Where(which).ExecuteDelete());

    private static Session ToSession(SessionRow row) => new(
        row.Id, row.UserId, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(row.LastUsedAt), row.Device, row.Address);
}
