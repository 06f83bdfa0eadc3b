using System.Text;

namespace ChatHub.Bench.Conversation;

/// <summary>Words that nobody knows, drawn as people draw theirs: the n-th most common one is n times rarer than the first (Zipf's law).</summary>
internal sealed class Vocabulary
{
    private const int Size = 50_000;

    // Without c, q, w, x, y and z: so no word is one of those that are planted.
    private const string Consonants = "bdfghjklmnprstv";
    private const string Vowels = "aeiou";

    private readonly string[] _words = [.. Enumerable.Range(0, Size).Select(MakeWord)];
    private readonly double[] _sums = new double[Size];

    public Vocabulary()
    {
        var sum = 0.0;
        for (var rank = 0; rank < Size; rank++)
            _sums[rank] = sum += 1.0 / (rank + 1);
    }

    public string Draw(Random random)
    {
        var at = Array.BinarySearch(_sums, random.NextDouble() * _sums[^1]);
        return _words[at < 0 ? ~at : at];
    }

    /// <summary>Two syllables for the common words, three for the rare ones.</summary>
    private static string MakeWord(int rank)
    {
        var word = new StringBuilder();
        for (var rest = rank; word.Length < 4 || rest > 0; rest /= Consonants.Length * Vowels.Length)
            word.Append(Consonants[rest % Consonants.Length]).Append(Vowels[rest / Consonants.Length % Vowels.Length]);
        return word.ToString();
    }
}
