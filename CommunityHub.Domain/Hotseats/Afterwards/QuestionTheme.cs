using CommunityHub.Communities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats.Afterwards;

/// Under which theme a question stands. Without a row: under none.
public sealed class QuestionTheme
{
    QuestionTheme(long questionId, long themeId) => (QuestionId, ThemeId) = (questionId, themeId);

    public long QuestionId { get; private set; }
    public long ThemeId { get; private set; }
    public Theme Theme { get; private set; } = null!;

    public static QuestionTheme Of(long questionId, long themeId) => new(questionId, themeId);

    public void MoveTo(long themeId) => ThemeId = themeId;
}

sealed class QuestionThemeTables : IEntityTypeConfiguration<QuestionTheme>
{
    public void Configure(EntityTypeBuilder<QuestionTheme> sorted)
    {
        sorted.HasKey(s => s.QuestionId);
        sorted.Property(s => s.QuestionId).ValueGeneratedNever();
        sorted.HasOne<Question>().WithMany().HasForeignKey(s => s.QuestionId);
        sorted.HasOne(s => s.Theme).WithMany().HasForeignKey(s => s.ThemeId);
    }
}
