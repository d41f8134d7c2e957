using CommunityHub.Web.App;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CommunityHub.Tests.App;

/// F16: what somebody reads when PostgreSQL does not answer.
public sealed class DatabaseAwayTests
{
    [Fact]
    public async Task A_page_says_in_words_that_our_records_cannot_be_reached()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'";

        await new DatabaseAway(page =>
        {
            page.Response.Headers.ETag = "of a page that was begun";
            throw new InvalidOperationException("retried", new NpgsqlException("gone", new IOException()));
        }, NullLogger<DatabaseAway>.Instance).InvokeAsync(context);

        Assert.Equal("default-src 'none'", context.Response.Headers.ContentSecurityPolicy);
        Assert.Equal((504, "no-store", ""), (context.Response.StatusCode, context.Response.Headers.CacheControl.ToString(), context.Response.Headers.ETag.ToString()));
        context.Response.Body.Position = 0;
        Assert.Contains(DatabaseAway.Words, await new StreamReader(context.Response.Body).ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_fault_is_none_of_its_business() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DatabaseAway(_ => throw new InvalidOperationException("a slip"), NullLogger<DatabaseAway>.Instance).InvokeAsync(new DefaultHttpContext()));
}
