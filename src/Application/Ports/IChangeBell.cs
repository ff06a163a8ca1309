namespace Marketplace.Ports;

/// <summary>Tells waiting requests of this process that a thing may look different now; other processes are found by asking again.</summary>
public interface IChangeBell
{
    /// <summary>Something about this thing committed.</summary>
    void Ring(Guid subject);

    /// <summary>Returns at the next ring or after a pause, whichever comes first.</summary>
    Task Listen(Guid subject, TimeSpan atMost, CancellationToken ct);
}
