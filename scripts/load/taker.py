"""People who take one quiz at the same moment; run by Locust's own Python.

Each opens the code, answers every item with a choice of its own and ends at the result. What was
chosen is kept, to be laid beside what the site counted.
"""

from __future__ import annotations

import random
import re
from html import unescape
from itertools import count
from typing import Any

import gevent
from locust import FastHttpUser, task
from locust.exception import StopUser
from recorder import RECORD

_SEALED = re.compile(r'name="stand" value="([^"]+)"')
_RADIO = re.compile(r'type="radio" id="[^"]+" name="keuze" value="(\d+)"')
_BOX = re.compile(r'type="checkbox" id="[^"]+" name="(keuze|punt)-(\d+)"')
_SELECT = re.compile(r'<select [^>]*name="((?:paar|stap)-\d+)">(.*?)</select>', re.DOTALL)
_VALUE = re.compile(r'<option value="(\d+)"')
_NUMBERS = count(1)


class Taker(FastHttpUser):
    """Somebody with a phone and the code."""

    connection_timeout = 60.0
    network_timeout = 120.0

    @task
    def take(self) -> None:
        """Take the quiz once."""
        self._chance = random.Random(next(_NUMBERS))  # noqa: S311 - no secret
        path, items = RECORD.plan["path"], RECORD.plan["items"]
        chosen: list[str] = []
        page = self._page("open", "GET", path, {})
        fields: dict[str, str] = {}
        number = -1
        for step in range(4 * items + 4):
            found = _SEALED.search(page)
            if not found:
                break
            if step:
                gevent.sleep(self._chance.uniform(*RECORD.plan["think"]))
            fields = {"stand": unescape(found[1])}
            if 'id="opdracht"' in page:
                number += 1
                fields |= {"actie": "verder", **self._answer(page, number, chosen)}
            elif step:
                fields |= {"actie": "verder", **self._ticks(page, chosen)}
            page = self._page("answer" if "actie" in fields else "begin", "POST", path, fields)
        if result := re.search(RECORD.plan["result"], unescape(page)):
            RECORD.found["taken"].append({"right": int(result[1]), "chosen": chosen})
        else:
            RECORD.error("result", "no result at the end")
        if self.environment.runner and self.environment.runner.user_count <= 1:
            self.environment.runner.quit()
        raise StopUser

    def _page(self, name: str, method: str, path: str, form: dict[str, str]) -> str:
        with RECORD.timed(name) as timed:
            data: dict[str, Any] = {"data": form} if method == "POST" else {}
            answer = self.client.request(method, path, name=name, **data)
            timed.expect(answer.status_code == 200, f"status {answer.status_code}")
        return answer.text or ""

    def _answer(self, page: str, number: int, chosen: list[str]) -> dict[str, str]:
        """Something for the item of a page; what will be counted of it goes to `chosen`."""
        if radios := _RADIO.findall(page):
            pick = self._chance.choice(radios)
            chosen.append(f"{number}/o{pick}")
            return {"keuze": pick}
        if boxes := [n for kind, n in _BOX.findall(page) if kind == "keuze"]:
            picks = self._chance.sample(boxes, self._chance.randint(1, len(boxes)))
            chosen.extend(f"{number}/o{pick}" for pick in picks)
            return {f"keuze-{pick}": "ja" for pick in picks}
        if selects := _SELECT.findall(page):
            if selects[0][0].startswith("stap"):
                places = [str(n) for n in range(len(selects))]
                self._chance.shuffle(places)
                return dict(zip((name for name, _ in selects), places, strict=True))
            return {name: self._chance.choice(_VALUE.findall(body)) for name, body in selects}
        return {"tekst": self._chance.choice(("tien weken", "toestemming", "de gemeente"))}

    def _ticks(self, page: str, chosen: list[str]) -> dict[str, str]:
        """Marking points of an open answer that this taker says to have made."""
        del chosen  # which item it is stands in the seal; the score tells the same
        points = [n for kind, n in _BOX.findall(page) if kind == "punt"]
        return {f"punt-{n}": "ja" for n in points if self._chance.random() < 0.5}
