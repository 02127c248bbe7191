"""What keeps other web pages, and other people on this computer, away from the page.

A page on another site can make a browser send requests here, and can point a name of its own at this computer (DNS rebinding). So:

- the Host must be one of our own names, which defeats rebinding;
- whoever opens the page must come with the key that was printed when it started, kept in a cookie afterwards, which also shuts out
  other people who use the same computer;
- a request that changes something must come from our own page (Origin) and carry its token (CSRF);
- nothing but our own page may load our answers (Sec-Fetch-Site, Cross-Origin-Resource-Policy) or put them in a frame;
- the page runs no script and takes no style but the files that come with it (Content-Security-Policy), so that even words of a document
  that slipped through escaping could do nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask, Request, Response, abort, request

_SAFE_METHODS = frozenset({"GET", "HEAD"})
_OPEN = frozenset({"static", "pages.enter"})
"""What needs no key: our own style and scripts, and the door itself."""

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind} 'self'" for kind in ("script-src", "style-src", "img-src", "connect-src", "form-action", "manifest-src")),
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    # Not "no-referrer", under which browsers send no Origin with a form.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: the addresses that are ours, and the key."""

    hosts: frozenset[str]
    """Values of the Host header that are ours: "127.0.0.1:8765", "localhost:8765"."""

    port: int
    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """Its name. Cookies do not tell ports apart, so the name does: two pages may run side by side."""
        return f"procheck-{self.port}"

    @property
    def token(self) -> str:
        """What every form of ours carries. Made from the key, which never leaves the cookie, and tells nothing of it."""
        return hmac.new(self.key.encode(), b"form", hashlib.sha256).hexdigest()

    def fits(self, key: str) -> bool:
        """True for the right key, in a time that tells nothing of it."""
        return hmac.compare_digest(key.encode(), self.key.encode())


def own_hosts(host: str, port: int) -> frozenset[str]:
    """The values of the Host header by which a page served at `host` and `port` may be asked for."""
    names = {f"[{host}]" if ":" in host else host}
    if is_loopback(host):
        names |= {"localhost", "127.0.0.1" if ":" not in host else "[::1]"}
    return frozenset(f"{name}:{port}" for name in names) | (frozenset(names) if port == 80 else frozenset())


def is_loopback(host: str) -> bool:
    """True where only this computer can reach `host`."""
    import ipaddress

    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def guard(app: Flask, door: Door) -> None:
    """Puts the checks before every request, and the headers on every answer."""

    @app.before_request
    def let_in() -> None:
        if request.host not in door.hosts:
            abort(421, "This address is not procheck's: open the one that procheck printed when it started.")
        if _from_elsewhere(request):
            abort(403, "Another web page asked for this, and procheck answers its own page alone.")
        if request.endpoint not in _OPEN and not door.fits(request.cookies.get(door.cookie, "")):
            abort(403, "This page opens with its key alone: use the whole address that procheck printed when it started.")
        if request.method not in _SAFE_METHODS:
            if request.headers.get("Origin") != f"http://{request.host}":
                abort(403, "This did not come from procheck's own page: open the page again and repeat it.")
            sent = request.headers.get("X-Token", "") or request.form.get("token", "")
            if not hmac.compare_digest(sent.encode(), door.token.encode()):
                abort(403, "This page is out of date: open it again and repeat it.")

    @app.after_request
    def with_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers.pop("Server", None)
        return response


def _from_elsewhere(request: Request) -> bool:
    """True where a browser says that another site asks, other than by a plain link or an address typed in."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    if site in ("same-origin", "none"):
        return False
    is_link = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.headers.get("Sec-Fetch-Dest") == "document"
    return not (is_link and request.method in _SAFE_METHODS)
