"""What somebody is called on a site or in a game: handles, addresses of profiles, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist import lexicon as lx
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers.place import Proposal
from assistant.checklist.wordset import words_of

_PROFILE_URL = re.compile(
    r"\b(?:instagram|facebook|fb|tiktok|snapchat|twitter|x|linkedin|youtube|threads|telegram|t"
    r"|pinterest|twitch|discord|strava|vk|bsky)"
    r"\[?\.\]?(?:com|nl|me|net|app|tv|gg)/(?:in/|users/|u/|user/|add/|profile(?:\.php\?id=|/)|people/|c/"
    r"|channel/|@)?[\w.@%-]{2,60}"
)
_HANDLE = re.compile(r"(?<![\w.@])@[a-z0-9_][a-z0-9_.]{1,40}")
_EVERYBODY = words_of("collega collegas allen iedereen team all everyone here channel")
# A name on Discord and in games: "knuffel#0042".
_TAG = re.compile(r"(?<![\w.#/&])(?!c#|nr#)[a-z][\w.]{1,31}#\d{4}(?![\w#])")
_ACCOUNT = re.compile(
    r"\b(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|fb|twitter|telegram|discord|steam|roblox"
    r"|fortnite|gamertag|psn|xbox|signal|skype|linkedin)"
    r"(?:-?\s?(?:account|profiel|naam|handle|pagina|id|gebruiker|user|gebruikersnaam|username"
    r"|tag))?\s?(?:is|van|heet|:|=|genaamd|onder|als|named)?\s{1,2}"
    r"[\"'“]?(?P<name>[a-z0-9]+(?:[._#-][a-z0-9]+)+|[a-z]+\d{2,}[a-z0-9_]*)"
    r"|\b(?:gebruikersnaam|username|nickname|gamertag|schuilnaam|profielnaam"
    r"|accountnaam)\s?(?:is|:|=|van|heet)?\s{1,2}[\"'“]?"
    r"(?P<name2>[a-z0-9._-]*[\d_.][a-z0-9._-]*)"
)
# A name on a site: with signs or figures in it as no word has.
_ACCOUNT_WORD = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|facebook|fb|twitter|telegram|discord|steam|roblox"
    r"|fortnite|psn|xbox|twitch|youtube|kanaal|account|profiel|gebruiker|user|gamertag|username"
    r"|[a-z]*(?:gamer|gebruikers|account|profiel|user|inlog|chat|snap|insta|game|scherm"
    r"|nick)(?:naam|name))\b"
)
_HANDLE_FORM = re.compile(
    r"(?<![\w.@/-])(?:[a-z][a-z0-9]*_[a-z0-9_.]*[a-z0-9_]|[a-z]{3,}\d[a-z]{0,8}\d[a-z0-9]*"
    r"|[a-z0-9]+(?:\.[a-z0-9]+)*\.(?:x+|[a-z]{0,3}\d{1,4})(?![\w.]))"
)
# Letters and dots, as only an account is written: "xo.luna.xo".
_DOTTED_HANDLE = re.compile(r"(?<![\w.@/-])[a-z0-9]{2,20}(?:\.[a-z0-9]{1,20}){1,3}(?![\w@/-]|\.\w)")
_NO_DOTTED = re.compile(
    r"[\d.]+|.*\.(?:nl|com|eu|org|net|io|be|de|app|tv|pdf|docx?|jpe?g|png|xlsx?|mp4|mov|zip)"
    r"|(?:art|nr|lid|par|blz|bijv|hfst|versie|incl|excl|evt|resp|tel)\..*"
)
_NAME_AND_DIGITS = re.compile(
    r"(?<![\w.@/-])(?P<name>[a-z]{3,14})_[a-z0-9_]{0,12}[0-9]{2,4}(?![\w@/-]|\.\w)"
)
_NAMED_ACCOUNT = re.compile(
    r"\b(?:insta|instagram|snap|snapchat|tiktok|telegram|discord|roblox|fortnite|twitch|steam|xbox)\b"
    r"[^.?!\n]{0,20}\b(?:heet|heette|genaamd|noemt)\s"
    r"(?P<who>(?:(?:ze|zij|hij|ie|die|zich|daar)\s){0,2})(?P<name>[a-z0-9._-]{4,30})"
)
_CALLED_HANDLE = re.compile(
    r"\b(?:onder de naam|onder|bekend als|noemt zich|heet|as|naam|genaamd)\s[\"'“]?"
    r"(?P<name>[a-z0-9]+(?:_+[a-z0-9]+)+)(?![\w@/.-]\w)"
)
_UNDERSCORED = re.compile(
    r"(?<![\w.@/-])(?=[a-z_.]*\d)(?:[a-z0-9]+(?:_+[a-z0-9]+)+_{0,3}|[a-z]{4,}\.\d{2,4})(?![\w@/-])"
)
_NO_HANDLE = re.compile(
    r"[\d.]+|(?:test|demo|dummy|voorbeeld|admin|gast|guest|user|gebruiker)[-_.]?(?:user|account)?\d{0,4}|[a-z]+(?:19|20)\d{2}\b.*|(?:life|office|microsoft)\d{3}|art\d+|groep\d+|[a-z]+\.\d|.*\.(?:pdf|docx?|jpe?g|png|xlsx?)"
)


def profiles(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """Profiles that a sign gives away: "@name", an address of a site, "name#0042"."""
    if "@" in low:
        for m in _HANDLE.finditer(low):
            word = m.group()[1:]
            if lexicon.bits.get(word, 0) & (lx.PROFESSION | lx.ALLOWED) or word in _EVERYBODY:
                continue
            if len(m.group()) > 3:
                yield "profile", *m.span(), "handle"
    if "/" in low:
        for m in _PROFILE_URL.finditer(low):
            yield "profile", *m.span(), "profile-address"
    if "#" in low:
        for m in _TAG.finditer(low):
            yield "profile", *m.span(), "tag"


def accounts(low: str, lexicon: Lexicon) -> Iterator[Proposal]:
    """Names of accounts that a site or a word for an account gives away."""
    for m in _ACCOUNT.finditer(low):
        group = "name" if m.group("name") else "name2"
        value = m.group(group)
        if (
            value
            and not value.endswith((".com", ".nl"))
            and any(c in "._#0123456789" for c in value)
        ):
            yield "profile", *m.span(group), "account-word"
    for sign in _ACCOUNT_WORD.finditer(low):
        for m in _HANDLE_FORM.finditer(low, sign.end(), min(len(low), sign.end() + 50)):
            name = m.group()
            if not _NO_HANDLE.fullmatch(name) or re.fullmatch(r"[a-z]+(?:19|20)\d{2}", name):
                yield "profile", *m.span(), "account-form"
                break
        for m in _UNDERSCORED.finditer(low, max(0, sign.start() - 50), sign.start()):
            yield "profile", *m.span(), "account-form"
        for m in _DOTTED_HANDLE.finditer(low, max(0, sign.start() - 45), sign.start()):
            if m.group().count(".") > 1 and not _NO_DOTTED.fullmatch(m.group()):
                yield "profile", *m.span(), "account-form"
        for m in _DOTTED_HANDLE.finditer(low, sign.end(), min(len(low), sign.end() + 40)):
            if not _NO_DOTTED.fullmatch(m.group()):
                yield "profile", *m.span(), "account-form"
                break
    if "_" in low:
        for m in _NAME_AND_DIGITS.finditer(low):
            bit = lexicon.bits.get(m.group("name"), 0)
            if not bit or bit & lx.ANY_FIRST:
                yield "profile", *m.span(), "name-and-digits"
    for m in _NAMED_ACCOUNT.finditer(low):
        name = m.group("name")
        bit = lexicon.bits.get(name, 0)
        if any(c.isdigit() for c in name) or not bit or (m["who"] and not bit & lx.FUNCTION):
            yield "profile", *m.span("name"), "account-named"
    if "_" in low:
        for m in _CALLED_HANDLE.finditer(low):
            yield "profile", *m.span("name"), "called"
