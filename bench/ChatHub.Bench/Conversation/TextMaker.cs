namespace ChatHub.Bench.Conversation;

/// <summary>What people say: 1 to 24 words, and in one of fifty messages Chinese, Japanese or Thai without spaces.</summary>
internal sealed class TextMaker(Random random)
{
    private const int MostWords = 24;

    // The first of each are the most common; 熊 and 猫 stand apart, so that side by side they are only where they are planted.
    private static readonly string[] Scripts =
    [
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里猫用道行所然家种事熊成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实",
        "のにはをたがでてとしれさあるいもこなよらりすうきくけつまみめやゆろわんえおかせそちぬねひふへほむアイウエオカキクケコサシスセソタチツテトナニ日本語人今日明日時間会話友達元気天気食事電車学校仕事世界言葉",
        "การมาอยู่ที่นี่เป็นดีไทยคนวันไปได้ให้ว่าจะมีของในและไม่กับก็แต่ต้องถ้าเราเขาคุณผมบ้านน้ำรถเพื่อนงานเวลาสวัสดีขอบคุณ",
    ];

    private readonly Vocabulary _vocabulary = new();

    public string Make(int number) => number % 50 == 25 ? MakeUnspaced(Scripts[number / 50 % Scripts.Length]) : MakeSpaced();

    private string MakeSpaced() => string.Join(' ', Enumerable.Range(0, random.Next(1, MostWords + 1)).Select(_ => _vocabulary.Draw(random)));

    private string MakeUnspaced(string characters)
    {
        var text = new char[random.Next(5, 60)];
        for (var at = 0; at < text.Length; at++)
        {
            // The product of two is small more often than not, so that the first characters are the common ones.
            var drawn = characters[(int)(random.NextDouble() * random.NextDouble() * characters.Length)];
            text[at] = at > 0 && text[at - 1] == '熊' && drawn == '猫' ? '的' : drawn;
        }

        return new string(text);
    }
}
