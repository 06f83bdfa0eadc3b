using ChatHub.Contracts;
using ChatHub.Domain.Accounts;

namespace ChatHub.Api.Accounts;

/// <summary>Accounts, as their owners see them.</summary>
internal static class UserMapping
{
    extension(UserDto)
    {
        public static UserDto From(User user) => new(user.Username, user.DisplayName, user.Language, user.CreatedAt);
    }
}

/// <summary>Accounts, as everyone sees them.</summary>
internal static class PublicUserMapping
{
    extension(PublicUserDto)
    {
        public static PublicUserDto From(User user) => new(user.Username, user.DisplayName, user.CreatedAt);
    }
}
