namespace ChatHub.Domain.Translation.Masking;

/// <summary>A part of a text that no translator may touch, such as one link.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">At least one unit.</param>
/// <param name="IsLineBreak">Whether it is white space with a line break in it: its place among the others is part of its meaning.</param>
internal readonly record struct Mask(int Start, int Length, bool IsLineBreak)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}
