namespace ChatHub.Fuzz;

/// <summary>A way into a server. One attack at a time.</summary>
internal interface IDoor : IAsyncDisposable
{
    /// <summary>The bytes of an attack, for the report of a fault.</summary>
    byte[] Describe(Random random);

    /// <summary>Makes the attack, and waits until it is settled.</summary>
    Task<Settled> AttackAsync(Random random, Attacker attacker);
}
