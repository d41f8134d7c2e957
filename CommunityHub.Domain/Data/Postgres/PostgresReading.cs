using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql.EntityFrameworkCore.PostgreSQL;

namespace CommunityHub.Data.Postgres;

/// What is only read is asked again where the line breaks. Within a transaction it would be asked of another one: there HubWrites begins anew.
sealed class PostgresReading(ExecutionStrategyDependencies dependencies) : NpgsqlRetryingExecutionStrategy(dependencies, maxRetryCount: 5, TimeSpan.FromSeconds(1), errorCodesToAdd: null)
{
    bool IsWriting => Dependencies.CurrentContext.Context.Database.CurrentTransaction is not null;

    protected override void OnFirstExecution()
    {
        if (IsWriting) ExceptionsEncountered.Clear();
        else base.OnFirstExecution();
    }

    protected override bool ShouldRetryOn(Exception? exception) => !IsWriting && base.ShouldRetryOn(exception);
}
