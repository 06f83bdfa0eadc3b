namespace ChatHub.Tests.Support;

/// <summary>
/// Strings that are no Unicode text. For <c>MemberData</c> with <c>DisableDiscoveryEnumeration</c>: attributes and test discovery keep
/// strings as UTF-8, which has no form for these, so that a test would quietly get U+FFFD instead.
/// </summary>
public static class LoneSurrogates
{
    public static TheoryData<string> Within8Characters =>
    [
        "\uD83Dabcdefg", "abcdefg\uD83D", "\uDE00abcdefg", "abcdefg\uDE00", "abc\uDE00\uD83Dabc", "abc\uD83D\uD83D\uDE00ab",
    ];
}
