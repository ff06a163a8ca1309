using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person's wish to be forgotten.</summary>
public sealed record GetErasure(UserId User);

/// <summary>Where it stands.</summary>
/// <param name="Obstacles">Codes of what has to end first, when it is postponed.</param>
public sealed record ErasureView(
    ErasureState State, DateTimeOffset AskedAt, DateTimeOffset DueAt, IReadOnlyList<string> Obstacles, DateTimeOffset? DoneAt);

/// <summary>A person's archives, newest first.</summary>
public sealed record ListArchives(UserId User);

/// <summary>One of a person's archives.</summary>
public sealed record GetArchive(UserId User, ArchiveId Archive);

/// <summary>Where an archive stands.</summary>
public sealed record ArchiveView(
    Guid Id, ArchiveState State, DateTimeOffset AskedAt, DateTimeOffset? ReadyAt, DateTimeOffset? ExpiresAt, int Length);

/// <summary>The file of one of a person's archives.</summary>
public sealed record GetArchiveFile(UserId User, ArchiveId Archive);
