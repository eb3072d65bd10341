"""The model that the settings name. Its libraries are imported only when it is used."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import SettingsError
from assistant.llm import network
from assistant.llm.model import Model
from assistant.settings import Settings


def connect(settings: Settings) -> Model:
    """Return the model that the settings name; it need not be there yet.

    Raises:
        SettingsError: a setting that the choice needs is missing or cannot be used.
    """
    if settings.llm == "server":
        if not settings.llm_url:
            raise SettingsError("llm is server, so ASSISTANT_LLM_URL must hold its address")
        url = network.check_url(settings.llm_url, allow_remote=settings.llm_allow_remote)
        from assistant.llm.server import ServerModel

        return ServerModel(
            url,
            name=settings.llm_model,
            api_key=settings.llm_api_key,
            allow_remote=settings.llm_allow_remote,
            context=settings.llm_context,
        )
    if settings.llm == "folder":
        if settings.llm_folder == Path():
            raise SettingsError("llm is folder, so ASSISTANT_LLM_FOLDER must name the folder")
        from assistant.llm.folder import FolderModel

        return FolderModel(settings.llm_folder, context=settings.llm_context)
    raise SettingsError(f"llm is {settings.llm}; there is no model to connect")
