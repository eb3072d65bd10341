"""The whole error tree. Messages are English, for operators; users read `texts_nl.explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.desk.model import Event, Item
    from assistant.records import Decision


class AssistantError(Exception):
    """Something went wrong that the caller can do something about."""


class SettingsError(AssistantError):
    """A setting has no usable value; the message names it and what is wanted."""


class CorpusError(AssistantError):
    """A source document or the manifest cannot be used; mend, replace or leave out the file."""


class UnwritableError(CorpusError):
    """A file or its folder cannot be written; what was there before is still there."""


class IndexUnavailableError(AssistantError):
    """There is no usable index; run `assistant index`."""


class ModelError(AssistantError):
    """An embedding or language model cannot be loaded or does not answer."""


class QuestionError(AssistantError):
    """A question cannot be answered because of its form: empty, too long or not text."""

    def __init__(self, reason: str) -> None:
        """Keep only a code; the text of the question never becomes part of an error.

        Args:
            reason: one of "empty", "too-short", "too-long", "not-text", "no-letters".
        """
        super().__init__(reason)
        self.reason = reason


class BatchError(AssistantError):
    """An input file of a batch command is not what its contract asks; nothing was written."""


class ChecklistError(AssistantError):
    """The checklist refuses a text that was to be kept; nothing of it was kept."""

    def __init__(self, decision: Decision) -> None:
        """Keep the decision, which holds no word of the text.

        Args:
            decision: of the checklist, to explain.
        """
        super().__init__(f"refused by the checklist: {', '.join(decision.items)}")
        self.decision = decision


class QuizError(AssistantError):
    """A quiz, or a file to import as one, cannot be used; the message says where and why."""


class TooFewItemsError(QuizError):
    """Fewer quiz items can be made than are wanted."""

    def __init__(self, wanted: int, possible: int) -> None:
        """Keep both numbers.

        Args:
            wanted: how many were asked for.
            possible: how many can be made.
        """
        super().__init__(
            f"{wanted} items are wanted and {possible} can be made of this material; "
            "ask for fewer, or for more topics, kinds or levels"
        )
        self.possible = possible


class SignInError(AssistantError):
    """Signing in at the provider did not succeed; nobody is signed in."""

    def __init__(self, reason: str, detail: str = "") -> None:
        """Keep a code for the user and words for the operator.

        Args:
            reason: a key of `texts_nl.SIGN_IN_PROBLEMS`.
            detail: what went wrong; no token, code or name.
        """
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


class SetChangedError(AssistantError):
    """Somebody else saved the set of quiz items first; nothing was overwritten."""

    def __init__(self, seen: int, now: int) -> None:
        """Keep both versions, to show the difference.

        Args:
            seen: the version that the writer saw.
            now: the newest version.
        """
        super().__init__(f"the set changed from version {seen} to {now}")
        self.seen = seen
        self.now = now


class DatabaseError(AssistantError):
    """The database, or a backup of it, cannot be used; the message says why."""


class DeskRuleError(AssistantError):
    """What was asked of the desk is not possible for this item now; nothing was changed."""

    def __init__(self, reason: str) -> None:
        """Keep a code only.

        Args:
            reason: a key of `texts_nl.DESK_PROBLEMS`.
        """
        super().__init__(reason)
        self.reason = reason


class ConflictError(AssistantError):
    """Somebody else changed the item first; nothing was overwritten."""

    def __init__(self, seen: Item, now: Item, since: tuple[Event, ...]) -> None:
        """Keep both states, to show the difference.

        Args:
            seen: the item as the writer saw it.
            now: the item as it is.
            since: what happened in between, oldest first.
        """
        super().__init__(f"item {now.id} changed from version {seen.version} to {now.version}")
        self.seen = seen
        self.now = now
        self.since = since
