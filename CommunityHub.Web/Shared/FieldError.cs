namespace CommunityHub.Web.Shared;

/// One thing to put right: the id of the field, and why.
public sealed record FieldError(string FieldId, string Reason);
