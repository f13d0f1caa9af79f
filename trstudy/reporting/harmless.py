"""HTML from notebook outputs, cut down to what can neither run nor fetch anything."""

from __future__ import annotations

import re

from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from bleach.sanitizer import Cleaner

_TAGS = {
    *("a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del"),
    *("details", "dfn", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "h2", "h3", "h4", "h5"),
    *("h6", "hr", "i", "input", "ins", "kbd", "label", "legend", "li", "mark", "ol", "p", "pre", "q", "s"),
    *("samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot"),
    *("th", "thead", "time", "tr", "u", "ul", "var", "wbr"),
}
_ANYWHERE = frozenset({"class", "dir", "id", "lang", "role", "style", "tabindex", "title"})
_BY_TAG = {
    "a": {"href"},
    "col": {"span"},
    "details": {"open", "name"},
    "input": {"checked", "disabled", "name", "type"},
    "label": {"for"},
    "ol": {"start"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
_STYLE = re.compile(r"<style\b([^>]*)>(.*?)</style\s*>", re.DOTALL | re.IGNORECASE)
# what a style sheet could fetch with; the page's security policy forbids it as well
_FETCHING = re.compile(r"@import[^;]*;?|url\([^)]*\)", re.IGNORECASE)
_CSS_PROPERTIES = ALLOWED_CSS_PROPERTIES | {
    "align-items", "background", "border", "border-bottom", "border-left", "border-radius", "border-right",
    "border-top", "box-shadow", "column-gap", "columns", "display", "flex", "flex-direction", "flex-wrap",
    "gap", "grid-column", "grid-template-columns", "inset", "left", "margin", "margin-bottom", "margin-left",
    "margin-right", "margin-top", "max-height", "max-width", "min-width", "opacity", "order", "outline",
    "padding", "padding-bottom", "padding-left", "padding-right", "padding-top", "row-gap", "top",
    "white-space",
}  # fmt: skip


def harmless_html(html: str) -> str:
    """Return ``html`` with scripts, embeds, handlers and foreign addresses shown as text or dropped.

    Style sheets stay, less whatever in them could fetch something: tables and tagged sentences need
    theirs; those that pandas gives plain tables would only fight the page's own.

    Parameters
    ----------
    html
        What an output offers as ``text/html``.
    """
    sheets = [_FETCHING.sub("", sheet) for kind, sheet in _STYLE.findall(html) if "scoped" not in kind]
    cleaner = Cleaner(
        tags=_TAGS,
        attributes=_allowed,
        protocols={"http", "https", "mailto"},
        css_sanitizer=CSSSanitizer(allowed_css_properties=_CSS_PROPERTIES),
    )
    styles = "".join(f"<style>{sheet}</style>" for sheet in sheets)
    return styles + str(cleaner.clean(_STYLE.sub("", html)))


def _allowed(tag: str, name: str, value: str) -> bool:
    if tag == "input" and name == "type":
        return value in ("checkbox", "radio")
    if name == "style" and ("url" in value.lower() or "\\" in value):
        return False
    return name in _ANYWHERE or name.startswith(("aria-", "data-")) or name in _BY_TAG.get(tag, ())
