using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Forums;

/// Where a post stood before it was split off or merged elsewhere, so that links to it lead on. Where it stands now is asked of the post:
/// it may have moved again.
public sealed class MovedPost
{
    MovedPost(long discussionId, int number, long postId, long byId, DateTime at) => (DiscussionId, Number, PostId, ById, At) = (discussionId, number, postId, byId, at);

    public long DiscussionId { get; private set; }
    public int Number { get; private set; }
    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long ById { get; private set; }
    public DateTime At { get; private set; }

    public static MovedPost Of(Post post, long byId, DateTime now) => new(post.DiscussionId, post.Number, post.Id, byId, now);
}

sealed class MovedPostTables : IEntityTypeConfiguration<MovedPost>
{
    public void Configure(EntityTypeBuilder<MovedPost> moved)
    {
        moved.HasKey(m => new { m.DiscussionId, m.Number });
        moved.HasOne<Discussion>().WithMany().HasForeignKey(m => m.DiscussionId);
        moved.HasOne(m => m.Post).WithMany().HasForeignKey(m => m.PostId);
        moved.HasOne<Person>().WithMany().HasForeignKey(m => m.ById);
    }
}
