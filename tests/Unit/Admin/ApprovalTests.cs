using Marketplace.Domain.Admin;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Unit.Admin;

public sealed class ApprovalTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly UserId Ann = UserId.New(Now);
    private static readonly UserId Bob = UserId.New(Now);

    [Fact]
    public void Whoever_proposes_never_agrees_and_never_turns_down()
    {
        var approval = Proposed();

        Assert.Equal("second-person-needed", Code(approval.Approve(Ann, Now)));
        Assert.Equal("second-person-needed", Code(approval.Reject(Ann, "no", Now)));
        Assert.Equal(ApprovalStatus.Pending, approval.Status);
    }

    [Fact]
    public void A_second_person_agrees_once_and_the_request_goes_out_once()
    {
        var approval = Proposed();
        approval.TakeEvents();

        Assert.True(approval.Approve(Bob, Now).IsOk);
        Assert.True(approval.Approve(Bob, Now).IsOk);
        Assert.Equal("approval-over", Code(approval.Approve(UserId.New(Now), Now)));

        Assert.IsType<ApprovalAgreed>(Assert.Single(approval.TakeEvents()));
    }

    [Fact]
    public void Nobody_agrees_after_its_time()
    {
        var approval = Proposed();

        Assert.Equal("approval-over", Code(approval.Approve(Bob, Now.AddHours(72))));
        approval.Expire(Now.AddHours(71));
        Assert.Equal(ApprovalStatus.Pending, approval.Status);
        approval.Expire(Now.AddHours(72));
        Assert.Equal(ApprovalStatus.Expired, approval.Status);
    }

    [Fact]
    public void Only_the_proposer_takes_it_back_and_then_nobody_agrees()
    {
        var approval = Proposed();

        Assert.Equal("not-proposer", Code(approval.Withdraw(Bob, Now)));
        Assert.True(approval.Withdraw(Ann, Now).IsOk);
        Assert.Equal("approval-over", Code(approval.Approve(Bob, Now)));
    }

    [Fact]
    public void The_end_is_done_or_failed_and_only_after_it_was_agreed_to()
    {
        var (done, failed, early) = (Proposed(), Proposed(), Proposed());
        done.Approve(Bob, Now);
        failed.Approve(Bob, Now);

        Assert.True(done.Close(null, Now).IsOk);
        Assert.True(failed.Close("fee-position-taken", Now).IsOk);
        Assert.Equal("approval-over", Code(early.Close(null, Now)));

        Assert.Equal((ApprovalStatus.Done, ApprovalStatus.Failed, "fee-position-taken"), (done.Status, failed.Status, failed.Reason));
        Assert.True(done.Close("late", Now).IsOk);
        Assert.Equal(ApprovalStatus.Done, done.Status);
    }

    private static Approval Proposed() =>
        Approval.Propose(ApprovalId.New(Now), "payments.fee.change", Guid.Empty, "{}", Ann, Now, TimeSpan.FromHours(72));

    private static string? Code(Result result) => result.Failed(out var refusal) ? refusal.Code : null;
}
