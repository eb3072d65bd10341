"""People and programs that may use the site."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from assistant.commands.base import (
    DONE,
    Commands,
    add,
    days,
    group,
    say,
)
from assistant.errors import SettingsError
from assistant.settings import Settings


def register(commands: Commands) -> None:
    """Add the commands."""
    about = "people and programs that may use the site (ASSISTANT_AUTH=users, and tokens)"
    users = group(commands, "users", about)

    def of(name: str, what: str, run: Callable[..., int], more: str = "") -> Any:
        command = add(users, name, what, f"assistant users {name} anna{more}", run)
        command.add_argument("name", metavar="NAME", help="user name: small letters and digits")
        return command

    command = of("add", "add somebody; the password is asked, or read from standard input",
                 _users_add, " --role helpdesk")  # fmt: skip
    command.add_argument("--role", action="append", required=True,
                         choices=("professional", "trainer", "helpdesk", "beheerder"),
                         help="can be given more often; beheerder may do all")  # fmt: skip
    command.add_argument("--program", action="store_true",
                         help="no password: a program that comes with a token")  # fmt: skip
    of("password", "give somebody another password; who is signed in has to sign in again",
       _users_password)  # fmt: skip
    of("remove", "remove somebody; sessions and tokens end at once", _users_remove)
    command = of("token", "make a token for a program, and print it once", _users_token)
    command.add_argument("--days", type=days, help="that it is good (default: 365)")
    of("revoke", "make all tokens of somebody worth nothing", _users_revoke)
    add(users, "list", "show who may use the site", "assistant users list", _users_list)


def _new_password() -> str:
    """Ask for a password twice on a terminal, or read one line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    from getpass import getpass

    password = getpass("password: ")
    if getpass("once more: ") != password:
        raise SettingsError("the two passwords differ; nothing was changed")
    return password


def _users_add(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.access import Role
    from assistant.web.users import add_user, users_path

    roles = tuple(Role(role) for role in options.role)
    password = None if options.program else _new_password()
    add_user(users_path(settings), options.name, roles, password)
    return DONE


def _users_password(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import set_password, users_path

    set_password(users_path(settings), options.name, _new_password())
    return DONE


def _users_remove(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import remove_user, users_path

    remove_user(users_path(settings), options.name)
    return DONE


def _users_token(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import TOKEN_DAYS, make_token, users_path

    say(make_token(users_path(settings), options.name, options.days or TOKEN_DAYS))
    return DONE


def _users_revoke(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import revoke_tokens, users_path

    revoke_tokens(users_path(settings), options.name)
    return DONE


def _users_list(_options: argparse.Namespace, settings: Settings) -> int:
    from assistant.web.users import read_users, users_path

    for name, account in sorted(read_users(users_path(settings)).items()):
        kind = "person" if account.password else "program"
        tokens = ", ".join(f"token until {t.until:%Y-%m-%d}" for t in account.tokens)
        say("\t".join([name, kind, ",".join(account.roles), tokens]).rstrip())
    return DONE
