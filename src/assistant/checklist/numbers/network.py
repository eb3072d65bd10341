"""Addresses of devices on a network: IPv4, IPv6 and MAC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.checklist.numbers.place import Place, Proposal

_IPV4 = re.compile(
    r"(?<![\d.])\d{1,3}(?:\s?(?:\.|[\[({](?:\.|dot|punt)[\])}]|\bpunt\b|\bdot\b|\bpunkt\b)\s?"
    r"\d{1,3}){3}(?![\d]|\.\d)"
)
_IPV6_SHORT = re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}(?![\w:])")
_IPV6 = re.compile(
    r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})(?::[0-9a-f]{1,4}){0,4}(?![\w:])"
)
_MAC = re.compile(r"\b[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}\b")
_COLONS = re.compile(r"[0-9a-f]{1,4}::?[0-9a-f]{1,4}::?[0-9a-f]|[0-9a-f]::[0-9a-f]")
_DASHED_IP = re.compile(r"\bip\b[^\d\n]{0,12}(?P<ip>\d{1,3}(?:[-, ]\d{1,3}){3})(?![\d-])")
# What an address on a network belongs to, and what is said of such addresses in general.
_NETWORKED = re.compile(
    r"\bip\b|ip-|ip ?adres|\b(?:in)?log\w*|\bingelogd|account|gebruiker|apparaat|computer|laptop"
    r"|telefoon|router|wifi|verbinding|afkomstig|vanaf\s$"
)
_IN_GENERAL = re.compile(
    r"\b(?:reeks|range|subnet|netwerk|vpn|gateway|zoals|bijvoorbeeld|bijv|persoonsgegeven|intern|localhost)\b"
)


def may_hold_colons(low: str) -> bool:
    """Whether a text may have an address with colons, without looking for one."""
    return low.count(":") > 2 and bool(_COLONS.search(low))


def colons(place: Place) -> Iterator[Proposal]:
    """Addresses with colons: IPv6 and MAC."""
    for m in place.find(_IPV6):
        value = m.group()
        if any(c.isdigit() for c in value) and value.count(":") >= 3 and not _is_time(value):
            yield "ip-address", *m.span(), "ipv6"
    for m in place.find(_IPV6_SHORT):
        if "::" in m.group() and m.group().count(":") > 2 and any(c.isdigit() for c in m.group()):
            yield "ip-address", *m.span(), "ipv6"
    for m in place.find(_MAC):
        yield "ip-address", *m.span(), "mac"


def ips(place: Place) -> Iterator[Proposal]:
    """IPv4 addresses, and no articles, versions or addresses that are the same everywhere."""
    low = place.low
    for m in place.find(_DASHED_IP):
        yield "ip-address", *m.span("ip"), "ipv4"
    for m in place.find_at_numbers(_IPV4):
        parts = [int(p) for p in re.findall(r"\d+", m.group())]
        if any(p > 255 for p in parts) or parts[0] in (0, 127):
            continue
        context = low[max(0, m.start() - 40) : m.start()]
        told = _NETWORKED.search(context) or _NETWORKED.search(low, m.end(), m.end() + 30)
        # RFC 1918: networks at home and at work. An address there is that of one device, a range
        # or the first address is the same everywhere.
        inside = (
            parts[:2] == [192, 168] or parts[0] == 10 or (parts[0] == 172 and 16 <= parts[1] < 32)
        )
        if inside and (
            parts[3] in (0, 1, 254, 255)
            or low[m.end() : m.end() + 1] == "/"
            or _IN_GENERAL.search(low, max(0, m.start() - 60), m.end() + 40)
            or not told
        ):
            continue
        # "artikel 7.3.11.2" and version numbers have small parts only.
        if max(parts) < 32 and not told:
            continue
        if re.search(r"(?:artikel|art\.?|versie|v|paragraaf|par\.?|§)\s?$", context):
            continue
        yield "ip-address", *m.span(), "ipv4"


def _is_time(value: str) -> bool:
    return all(len(p) <= 2 and p.isdigit() for p in value.split(":") if p)
