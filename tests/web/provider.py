"""An OpenID Connect provider in a process of its own: django-oauth-toolkit, which asks for PKCE.

`python -m tests.web.provider PORT BACK` serves it with the client and people below; the database is
in memory. `POST /-/key` gives it another key to sign with.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

NAME = "tests.web.provider"  # also when it runs as __main__
CLIENT, SECRET = "vindplaats", "geheim-van-de-client"
PASSWORD = "een wachtwoord bij de organisatie"
PEOPLE = {
    "anna": ["vp-beheer"],
    "kim": ["vp-juristen", "iets-anders"],
    "jan.jansen@org.example": ["vp-vragen"],
    "niemand": [],
}


def private_key() -> str:
    """A new RSA key as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def main(port: int, redirect: str) -> None:
    """Serve until killed.

    Args:
        port: on 127.0.0.1.
        redirect: the only address that people are sent back to; beside it `/afgemeld`.
    """
    import django
    from django.conf import settings

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    settings.configure(
        DEBUG=True,
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=NAME,
        USE_TZ=True,
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": "file:provider?mode=memory&cache=shared",
                "OPTIONS": {"uri": True},
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        LOGIN_URL="/login",
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": private_key(),
            "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}",
            "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
            "OAUTH2_VALIDATOR_CLASS": f"{NAME}.validator",
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "who you are", "profile": "your name"},
        },
    )
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        User.objects.create_user(name, password=PASSWORD)
    back = redirect.replace("/aanmelden/terug", "/afgemeld")
    Application.objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type="confidential",
        authorization_grant_type="authorization-code",
        redirect_uris=redirect,
        post_logout_redirect_uris=back,
        algorithm="RS256",
        skip_authorization=True,
    )
    serve(port)


def serve(port: int) -> None:
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    with make_server("127.0.0.1", port, get_wsgi_application(), handler_class=Quiet) as server:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        server.serve_forever()


def __getattr__(name: str) -> Any:
    """What Django looks up by name, once it is set up."""
    if name == "validator":
        return _validator()
    if name == "urlpatterns":
        return _urlpatterns()
    raise AttributeError(name)


def _validator() -> Any:
    from oauth2_provider.oauth2_validators import OAuth2Validator

    class Validator(OAuth2Validator):  # type: ignore[misc]
        oidc_claim_scope = None

        def get_additional_claims(self, request: Any) -> dict[str, Any]:
            return {
                "preferred_username": request.user.username,
                "resource": {"vindplaats": {"groups": PEOPLE[request.user.username]}},
            }

    return Validator


def _urlpatterns() -> Any:
    from django.contrib.auth import authenticate, login
    from django.http import HttpResponse, HttpResponseRedirect
    from django.urls import include, path
    from django.views.decorators.csrf import csrf_exempt
    from oauth2_provider import urls

    @csrf_exempt
    def sign_in(request: Any) -> Any:
        user = authenticate(
            request, username=request.POST.get("name"), password=request.POST.get("password")
        )
        if user is None:
            return HttpResponse("no", status=403)
        login(request, user)
        return HttpResponseRedirect(request.GET["next"])

    @csrf_exempt
    def new_key(_request: Any) -> Any:
        from oauth2_provider.settings import oauth2_settings

        oauth2_settings.OIDC_RSA_PRIVATE_KEY = private_key()
        return HttpResponse(status=204)

    return [
        path("login", sign_in),
        path("-/key", new_key),
        path("", include((urls.base_urlpatterns + urls.oidc_urlpatterns, "oauth2_provider"))),
    ]


if __name__ == "__main__":
    sys.modules[NAME] = sys.modules["__main__"]
    main(int(sys.argv[1]), sys.argv[2])
