using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class Letters(MarketplaceDb db) : ILetters
{
    public Task<Letter?> Find(LetterId id, CancellationToken ct) => db.Set<Letter>().FirstOrDefaultAsync(l => l.Id == id, ct);

    public Task<Letter?> Newest(UserId user, LetterPurpose purpose, string kind, CancellationToken ct) =>
        db.Set<Letter>().Where(l => l.User == user && l.Purpose == purpose && l.Kind == kind)
            .OrderByDescending(l => l.WrittenAt).FirstOrDefaultAsync(ct);

    public Task<Letter?> Newest(ContactAddress to, LetterPurpose purpose, CancellationToken ct) =>
        db.Set<Letter>().Where(l => l.Address == to.Text && l.Kind == to.Kind && l.Purpose == purpose)
            .OrderByDescending(l => l.WrittenAt).FirstOrDefaultAsync(ct);

    public Task<int> Count(ContactAddress to, LetterPurpose purpose, DateTimeOffset since, CancellationToken ct) =>
        db.Set<Letter>().CountAsync(l => l.Address == to.Text && l.Purpose == purpose && l.WrittenAt >= since, ct);

    public async Task Forget(DateTimeOffset writtenBefore, CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Set<Letter>().Where(l => l.WrittenAt < writtenBefore).ExecuteDeleteAsync(ct);
    }

    public void Add(Letter letter) => db.Add(letter);

    public void Remove(Letter letter) => db.Remove(letter);
}

/// <summary>Decides when a letter is sent what it says: only here it shows whether the address has an account.</summary>
internal sealed class OutgoingLetters(NpgsqlDataSource database) : IOutgoingLetters
{
    private const string Ask = """
        SELECT l.kind, l.address, l.purpose, coalesce(o.locale, l.locale), o.id IS NOT NULL, o.id = l."user"
        FROM identity.letters l
        LEFT JOIN identity.users o ON CASE l.kind WHEN 'email' THEN o.email = l.address ELSE o.phone = l.address END
        WHERE l.id = $1 AND l.sent_at IS NULL
        """;

    public async Task<OutgoingLetter?> Find(LetterId letter, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(Ask);
        ask.Parameters.Add(new() { Value = letter.Value });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct)) return null;

        var (kind, known) = (rows.GetString(0), rows.GetBoolean(4));
        var own = !rows.IsDBNull(5) && rows.GetBoolean(5);
        var topic = Topic(Persistence.EnumText<LetterPurpose>.Read(rows.GetString(2)), kind == ContactAddress.Sms, known, own);
        return topic is null ? null : new OutgoingLetter(kind, rows.GetString(1), topic, rows.GetString(3));
    }

    private static string? Topic(LetterPurpose purpose, bool code, bool known, bool own) => purpose switch
    {
        LetterPurpose.Confirm when known && !own => "letter-account-exists",
        LetterPurpose.Confirm => code ? "letter-confirm-code" : "letter-confirm-link",
        LetterPurpose.ResetPassword when known => code ? "letter-reset-code" : "letter-reset-link",
        LetterPurpose.SignInLocked when known => "letter-sign-in-locked",
        LetterPurpose.ResetPassword or LetterPurpose.SignInLocked => null,
        LetterPurpose.StaffInvited => "letter-staff-invited",
        LetterPurpose.PasswordChanged => "letter-password-changed",
        LetterPurpose.AddressChanged => "letter-address-changed",
        LetterPurpose.SecondFactorOn => "letter-second-factor-on",
        LetterPurpose.SecondFactorOff => "letter-second-factor-off",
        LetterPurpose.IdentityLinked => "letter-identity-linked",
        LetterPurpose.IdentityUnlinked => "letter-identity-unlinked",
        LetterPurpose.ArchiveReady => "letter-archive-ready",
        LetterPurpose.ErasureAsked => "letter-erasure-asked",
        LetterPurpose.ErasureDone => "letter-erasure-done",
        _ => "letter-recovery-code-used",
    };
}
