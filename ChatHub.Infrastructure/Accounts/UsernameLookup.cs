using ChatHub.Domain.Accounts;
using ChatHub.Infrastructure.Database;
using Microsoft.EntityFrameworkCore;

namespace ChatHub.Infrastructure.Accounts;

/// <summary>The names behind rows, read at once. Stored rows name people by number only, so that a name that is taken out of its account is out of everything.</summary>
internal sealed class UsernameLookup
{
    private readonly Dictionary<long, string> _names;

    private UsernameLookup(Dictionary<long, string> names) => _names = names;

    public string this[long userId] => _names.GetValueOrDefault(userId, Username.Deleted);

    public static async Task<UsernameLookup> ReadAsync(ChatHubContext context, IEnumerable<long> userIds, CancellationToken cancel)
    {
        var ids = userIds.Distinct().ToList();
        return new UsernameLookup(ids.Count == 0
            ? []
            : await context.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Username, cancel));
    }

    /// <summary>Whether the account is still there.</summary>
    public bool IsKnown(long userId) => this[userId] != Username.Deleted;
}
