namespace ChatHub.Api.Realtime;

/// <summary>Why a push may have become pointless while it waited.</summary>
internal interface IStale
{
    bool IsStale { get; }
}
