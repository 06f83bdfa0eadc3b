using ChatHub.Domain;
using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Database;
using ChatHub.Infrastructure.Database.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Accounts;

/// <inheritdoc/>
internal sealed class UserStore(IDatabaseReader database, IDatabaseWriter writer, Pepper pepper) : IUserStore
{
    public Task<User?> AddAsync(Username username, string displayName, string? language, string? passwordHash, DateTimeOffset at)
        => writer.WriteAsync(context =>
        {
            var retired = pepper.HashName(username.Key);
            if (context.RetiredNames.Any(name => name.Hash == retired))
                return null;
            var row = new UserRow
            {
                Username = username.Value,
                UsernameKey = username.Key,
                DisplayName = displayName,
                Language = language,
                CreatedAt = at.ToUnixTimeMilliseconds(),
            };
            context.Add(row);
            try
            {
                context.SaveChanges();
            }
            catch (DbUpdateException e) when (SqliteErrors.IsUniqueViolation(e))
            {
                return null;
            }

            if (passwordHash is not null)
                context.Add(new PasswordRow { UserId = row.Id, Hash = passwordHash });
            context.SaveChanges();
            return ToUser(row);
        });

    public async Task<User?> FindAsync(long id, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await context.Users.SingleOrDefaultAsync(user => user.Id == id && user.Username != Username.Deleted, cancel) is { } row ? ToUser(row) : null;
    }

    public async Task<User?> FindAsync(Username username, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        return await context.Users.SingleOrDefaultAsync(user => user.UsernameKey == username.Key, cancel) is { } row ? ToUser(row) : null;
    }

    public async Task<IReadOnlyList<User>> FindAsync(IReadOnlyCollection<Username> usernames, CancellationToken cancel)
    {
        var wanted = usernames.Select(name => name.Key).ToList();
        await using var context = database.OpenContext();
        var rows = await context.Users.Where(user => wanted.Contains(user.UsernameKey)).ToListAsync(cancel);
        return rows.ConvertAll(ToUser);
    }

    public async Task<(User User, string PasswordHash)?> FindWithPasswordAsync(Username username, CancellationToken cancel)
    {
        await using var context = database.OpenContext();
        var found = await (
            from user in context.Users
            where user.UsernameKey == username.Key
            join password in context.Passwords on user.Id equals password.UserId
            select new { User = user, password.Hash }).SingleOrDefaultAsync(cancel);
        return found is null ? null : (ToUser(found.User), found.Hash);
    }

    public Task UpdateProfileAsync(long userId, Optional<string> displayName, Optional<string?> language)
        => writer.WriteAsync(context => context.Users.Where(row => row.Id == userId && row.Username != Username.Deleted).ExecuteUpdate(row =>
        {
            if (displayName.IsSet)
                row.SetProperty(user => user.DisplayName, displayName.Value);
            if (language.IsSet)
                row.SetProperty(user => user.Language, language.Value);
        }));

    private static User ToUser(UserRow row)
        => new(row.Id, row.Username, row.DisplayName, row.Language, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt));
}
