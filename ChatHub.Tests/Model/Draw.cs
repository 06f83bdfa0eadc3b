using CsCheck;

namespace ChatHub.Tests.Model;

/// <summary>
/// One step as it is drawn: numbers without a meaning of their own. <see cref="Choices"/> makes a call of them in the face of what exists, so that a
/// sequence keeps its sense when a step is taken out of it.
/// </summary>
internal readonly record struct Draw(int Kind, int By, int Way, int Room, int First, int Second, int Third)
{
    private static readonly Gen<Draw> One = Gen.Select(
        Gen.Int[0, Choices.Kinds - 1], Gen.Int[0, 15], Gen.Int[0, 2], Gen.Int[0, 31], Gen.Int[0, 63], Gen.Int[0, 63], Gen.Int[0, 63],
        (kind, by, way, room, first, second, third) => new Draw(kind, by, way, room, first, second, third));

    public static Gen<Draw[]> Sequence(int shortest, int longest) => One.Array[shortest, longest];
}
