namespace ChatHub.Conformance.Proxy;

/// <summary>The connection is to be cut here.</summary>
/// <param name="half">What still gets through.</param>
internal sealed class CutException(byte[] half) : Exception("The proxy cuts the connection.")
{
    public byte[] Half => half;
}
