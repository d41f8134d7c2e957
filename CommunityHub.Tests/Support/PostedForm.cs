using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CommunityHub.Tests.Support;

/// A form of a page as a browser would send it: where to, with every field it has. Of several buttons the first.
public sealed record PostedForm(string Action, string Name, IReadOnlyList<KeyValuePair<string, string>> Fields, IReadOnlyList<string> Typed, IReadOnlyList<string> Texts)
{
    /// The forms of a page that post.
    public static IReadOnlyList<PostedForm> AllOf(string html, string page) =>
        [.. new HtmlParser().ParseDocument(html).Forms.Where(form => form.Method is "post").Select(form => Of(form, page))];

    static PostedForm Of(IHtmlFormElement form, string page)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var typed = new List<string>();
        var texts = new List<string>();
        var hasButton = false;
        foreach (var part in form.Elements)
        {
            var name = part.GetAttribute("name");
            if (string.IsNullOrEmpty(name) || part.HasAttribute("disabled")) continue;
            var value = part switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement choice => choice.Value,
                IHtmlButtonElement button => !hasButton && (hasButton = true) ? button.Value : null,
                _ => null,
            };
            if (part is IHtmlTextAreaElement or IHtmlSelectElement or IHtmlInputElement { Type: not "hidden" }) typed.Add(name);
            // What nobody sees, nobody has typed.
            if (part is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "search" } && part.Closest("[aria-hidden=true]") is null) texts.Add(name);
            if (value is not null) fields.Add(new(name, value));
        }
        var action = form.GetAttribute("action") is { Length: > 0 } said ? "/" + said.TrimStart('/') : page;
        return new PostedForm(action, fields.Find(field => field.Key is "_handler").Value ?? action, fields, [.. typed.Distinct()], texts);
    }

    /// The same with one field otherwise.
    public IReadOnlyList<KeyValuePair<string, string>> With(string name, string value) => [.. Fields.Where(field => field.Key != name), new(name, value)];
}
