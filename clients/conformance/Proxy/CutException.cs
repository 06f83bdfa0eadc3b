namespace ChatHub.Conformance.Proxy;

/// <summary>The connection is to be cut here.</summary>
/// <param name="half">What still gets through.</param>
internal sealed class CutException(byte[] half) : Exception("The proxy cuts the connection.")
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    public byte[] Half => half;

    /// <summary>Until the half has been read: the cut is a reset, which throws away what lies unread.</summary>
    public Task HalfIsReadAsync() => half.Length == 0 ? Task.CompletedTask : Task.Delay(Moment);
}
