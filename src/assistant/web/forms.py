"""Posted forms."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException, Request

MOST_FIELDS = 50


async def _fields(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", errors="replace")
    try:
        found = parse_qs(body, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise HTTPException(400) from error
    return {name: values[-1] for name, values in found.items()}


# Fields that are empty are left out; of a name that comes twice the last value counts.
Form = Annotated[dict[str, str], Depends(_fields)]
