using System.Data.Common;
using Marketplace.Ports.Transport;

namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>Messages written by a transaction of this host, which handles them itself as soon as it has committed.</summary>
internal sealed class Enlistment(EmbeddedTransport transport, Consumer? consumer, IReadOnlyList<Envelope> messages, Guid[] subjects) : IEnlistment
{
    private readonly List<Work> _mine = [];
    private bool _others;
    private bool _over;

    public async Task Read(DbDataReader answers, CancellationToken ct)
    {
        do
        {
            // The answer of the insert is the only one with four columns.
            while (answers.FieldCount == 4 && await answers.ReadAsync(ct)) Note(answers);
        }
        while (await answers.NextResultAsync(ct));
    }

    public void Committed()
    {
        consumer?.Accept(_mine);
        if (_others) transport.CallForHands();
        End();
    }

    public void Dispose() => End();

    private void Note(DbDataReader row)
    {
        if (!row.GetBoolean(3))
        {
            _others = true;
            return;
        }

        var id = row.GetGuid(2);
        _mine.Add(new Work(row.GetInt64(0), row.GetString(1), 1, Find(id), Enlisted: true));
    }

    private Envelope Find(Guid id)
    {
        foreach (var message in messages)
            if (message.Id == id) return message;
        throw new InvalidOperationException($"The queue answered with message {id}, which was not written.");
    }

    private void End()
    {
        if (_over) return;
        _over = true;
        consumer?.Release(subjects);
    }
}
