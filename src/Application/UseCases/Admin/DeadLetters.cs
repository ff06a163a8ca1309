using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Transport;

namespace Marketplace.Application.Admin;

/// <summary>Messages that were given up on, newest first.</summary>
public sealed record ListDeadLetters(string? Queue, int Limit);

/// <summary>One message given up on, with its payload and the last reason.</summary>
public sealed record DeadLetterView(
    Guid Id, string Queue, string Type, Guid Subject, int Attempts, string Reason, DateTimeOffset At, string Payload);

/// <summary>Puts a dead letter back into its queue; handlers that had committed are not run again.</summary>
public sealed class ReplayDeadLetterErrand(IProviders<ITransport> transports) : IErrand<ReplayDeadLetter>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ReplayDeadLetter command, CancellationToken ct) =>
        await transports.Find(transports.Codes[0])!.Replay(command.Queue, command.Message, ct)
            ? Result.Ok
            : Error.NotFound("dead-letter-not-found", "There is no such dead letter.");
}
