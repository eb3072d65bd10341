"""Gradio's HTML document, made ours and fit for a strict security policy.

Gradio 6.31 serves one English document (`templates/frontend/index.html`) for every app. This
module changes the language, drops addresses of other sites from its head, puts the site's own
header, footer and style around the Gradio page and gives each script the nonce of the policy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from assistant import texts_nl
from assistant.web import render
from assistant.web.language import Language, Texts, texts, viewer

_HTML_TAG = re.compile(r"<html[^>]{0,400}>")
_BODY_TAG = re.compile(r"<body[^>]{0,400}>")
_TITLE = re.compile(r"<title>[^<]{0,400}</title>")
_SOCIAL = re.compile(r"<meta[^>]{0,60}(?:property|name)=\"(?:og|twitter):[^>]{0,400}>")
_MANIFEST = re.compile(r"<link rel=\"manifest\"[^>]{0,200}>")
_VIEWPORT = re.compile(r"<meta[^>]{0,40}name=\"viewport\"[^>]{0,200}>")
_GRADIO_APP = re.compile(r"<gradio-app\b.{0,600}?</gradio-app>", re.DOTALL)
# A helper for pages in a frame of another site; framing is forbidden here.
_RESIZER = re.compile(
    r"<script>\s{0,40}\(\(\) => \{[^<]{0,4000}iframeResizer\.contentWindow[^<]{0,2000}</script>"
)

_HEAD = (
    '<meta name="color-scheme" content="light dark">'
    '<meta name="description" content="{description}">'
    "<title>{title}</title>"
    '<link rel="icon" href="/huisstijl/vindplaats.svg" type="image/svg+xml">'
    '<link rel="stylesheet" href="/huisstijl/stijl.css">'
    '<link rel="stylesheet" href="/huisstijl/gradio.css">'
    '<script src="/huisstijl/vindplaats.js" defer></script>'
)


def localise(html: str, nonce: str, *, notice: str = "") -> str:
    """Return Gradio's document in the viewer's language, inside the site's own page, with nonces.

    Args:
        html: the document as Gradio serves it.
        nonce: value for the `nonce` attribute of every script.
        notice: a sentence that a reader should see before asking; "" when there is none.

    Raises:
        ValueError: the document has not the form that Gradio 6.31 gives it.
    """
    before, after = render.shell(notice)
    language, words = viewer().language, texts()
    html = _one(_HTML_TAG, f'<html lang="{language}">', html)
    html = _TITLE.sub("", _SOCIAL.sub("", _MANIFEST.sub("", _RESIZER.sub("", html))))
    head = _HEAD.format(
        title=f"{words.WEB['nav_ask']} - {texts_nl.NAME}", description=words.TAGLINE
    )
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    html = _one(_VIEWPORT, viewport, html)
    html = _one(re.compile("</head>"), f"{head}</head>", html)
    html = _one(_BODY_TAG, '<body class="gesprekspagina">', html)
    found = _GRADIO_APP.search(html)
    if found is None:
        raise ValueError("no <gradio-app> in the document; is this gradio 6.31?")
    html = html[: found.start()] + before + found[0] + after + html[found.end() :]
    if language is not Language.NL:
        html = _translated(html, words)
    return html.replace("<script", f'<script nonce="{nonce}"')


def _translated(html: str, words: Texts) -> str:
    """Put other words in the configuration that Gradio draws its form from.

    Gradio would choose a language by that of the browser, and not by what a person chose.
    """
    for dutch, other in zip(_form_words(texts_nl), _form_words(words), strict=True):
        if json.dumps(dutch) not in html:
            raise ValueError(f"no {dutch!r} in the document; is this gradio 6.31?")
        html = html.replace(json.dumps(dutch), json.dumps(other))
    return html


def _form_words(words: Texts) -> Iterator[str]:
    """The words of the form, as `page.build_page` has them."""
    yield f"{words.WEB['nav_ask']} - {texts_nl.NAME}"
    yield words.QUESTION_LABEL
    yield words.ASK
    for key in (
        "role",
        "role_professional",
        "role_bestuurder",
        "stop",
        "ask_separately",
        "new_conversation",
    ):
        yield words.WEB[key]


def _one(pattern: re.Pattern[str], replacement: str, html: str) -> str:
    changed, count = pattern.subn(lambda _: replacement, html, count=1)
    if count != 1:
        raise ValueError(f"no {pattern.pattern!r} in the document; is this gradio 6.31?")
    return changed
