using ChatHub.Contracts;
using ChatHub.Domain.Rooms;

namespace ChatHub.Api.Wire;

/// <summary>Pages of lists.</summary>
internal static class ItemsDto
{
    public static ItemsDto<T> From<TSource, T>(Page<TSource> page, Func<TSource, T> map) => new(page.Items.Select(map).ToList(), page.Next);
}
