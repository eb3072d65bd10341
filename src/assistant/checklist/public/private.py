"""The entry: what a finding of each kind is asked, and so which are of a private person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.checklist.bodies import in_allowed_phrases
from assistant.checklist.lexicon import Lexicon
from assistant.checklist.numbers import Proposal
from assistant.checklist.public.addresses import (
    is_handle_of_body,
    is_nobodys_number,
    is_of_body,
)
from assistant.checklist.public.authors import is_author
from assistant.checklist.public.decisions import is_date_of_paper, is_ljn, is_official
from assistant.checklist.public.made_up import is_invented, is_placeholder
from assistant.checklist.public.senders import is_of_sender
from assistant.checklist.public.things import (
    ends_as_thing,
    is_in_domain,
    is_in_phrase,
    names_of_things,
)
from assistant.checklist.public.words import LANDLINE, MOBILE, REACH_ADDRESS, REACH_NUMBER
from assistant.checklist.tokens import Tokens

# What an organisation puts below its message of itself.
_OF_SENDER = ("address", "postcode", "phone", "email", "file-number")


def private(proposals: Iterable[Proposal], tokens: Tokens, lexicon: Lexicon) -> Iterator[Proposal]:
    """The proposals that are about a private person; what is public is left out."""
    proposals = list(proposals)
    things = names_of_things(tokens, proposals)
    inside = in_allowed_phrases(tokens, lexicon)
    for proposal in proposals:
        item, start, end, _ = proposal
        if item != "person-name" and is_placeholder(tokens.low, start, end):
            continue
        if item == "person-name":
            if (
                is_author(tokens, lexicon, start, end)
                or is_invented(tokens.low, start, end)
                or tokens.low[start:end] in things
                or ends_as_thing(tokens, start, end)
                or is_in_phrase(tokens, inside, start, end)
                or is_in_domain(tokens.low, start, end, proposals)
            ):
                continue
        elif item in ("address", "postcode", "phone") or LANDLINE.fullmatch(tokens.low[start:end]):
            mobile = item == "phone" and MOBILE.match(tokens.low, start)
            reach = REACH_ADDRESS if item in ("address", "postcode") else REACH_NUMBER
            if not mobile and is_of_body(tokens.low, start, end, reach):
                continue
        if item in _OF_SENDER and is_of_sender(tokens.low, start, end, item):
            continue
        if item in ("file-number", "bsn") and is_official(tokens.low, start, end, item):
            continue
        if item == "licence-plate" and is_ljn(tokens.low, start):
            continue
        if item == "birth-date" and is_date_of_paper(tokens.low, start):
            continue
        if item == "profile" and is_handle_of_body(tokens.low, start):
            continue
        if item == "file-number" and is_nobodys_number(tokens.low, start, end, lexicon):
            continue
        yield proposal
