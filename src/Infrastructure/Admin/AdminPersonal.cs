using Marketplace.Infrastructure.Outbox;
using Marketplace.Infrastructure.Persistence;

namespace Marketplace.Infrastructure.Admin;

/// <summary>The audit log is sealed line by line and stays for its five years; of an erased account it knows the id only.</summary>
internal sealed class AdminPersonal : IPersonalTables
{
    public string Context => "admin";

    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new PersonalTable(typeof(AuditRow), FoundBy.PersonAsText, nameof(AuditRow.Actor))
            .Showing(nameof(AuditRow.At), nameof(AuditRow.Action), nameof(AuditRow.Address), nameof(AuditRow.Agent),
                nameof(AuditRow.Reason), nameof(AuditRow.Result))
            .Kept("append-only and sealed; kept for five years to prove who did what"),

        // Answers remembered for repeated requests: nobody repeats one now, and they would be gone after 14 days anyway.
        new PersonalTable(typeof(OnceRow), FoundBy.PersonAsPrefix, nameof(OnceRow.Scope)).Unshown().Removed(),
    ];
}
