namespace ChatHub.Fuzz;

/// <summary>The randomness of one attack: the same for the same seed and number, whatever came before it.</summary>
public static class Draws
{
    public static Random Of(int seed, int number)
    {
        // The finalizer of SplitMix64, so that neighbours have nothing in common.
        var mixed = unchecked((((ulong)(uint)seed << 32) | (uint)number) + 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return new Random(unchecked((int)(mixed ^ (mixed >> 31))));
    }

    public static T Of<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>True once in so many times.</summary>
    public static bool OnceIn(this Random random, int times) => random.Next(times) == 0;
}
