"""Which addresses of the network may be connected to: public ones, unless more is allowed.

A name somebody wrote into a page or a feed may stand for the own machine, the own network, or the
service that hands out a cloud machine's keys. What is judged is the address a name stands for, not
its spelling. `networks.txt` lists what isn't public; a new range is a line there.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any
from urllib.parse import urlsplit

from summarizer.errors import SourceError

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
REMEDY = "save the page and name that file, or allow the network in brief.toml ([fetch] allow)"


@dataclass(frozen=True, slots=True)
class Guard:
    """Judges addresses. `allow` are networks that may be reached though they are not public,
    `host` a host that may stand anywhere, `resolve` looks names up as `socket.getaddrinfo` does."""

    allow: tuple[Network, ...] = ()
    host: str | None = None
    resolve: Callable[..., Any] = field(default=socket.getaddrinfo, repr=False)

    def trusting(self, url: str) -> Guard:
        """This guard, letting the host of an address stand anywhere."""
        try:
            return replace(self, host=urlsplit(url).hostname)
        except ValueError:  # the request will tell what is wrong with it
            return self

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host, in the order they should be tried.

        Raises SourceError where one of them may not be reached: a name that stands for a public
        and a private address is not to be trusted with either. Raises socket.gaierror where the
        name can't be looked up.
        """
        bare = host.strip("[]")
        found = self.resolve(bare, port, 0, socket.SOCK_STREAM)
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        if bare.rstrip(".").lower() != self.host:
            for number in numbers:
                self._judge(bare, number)
        return numbers

    def _judge(self, host: str, number: str) -> None:
        address = ip_address(number.partition("%")[0])
        kind = refused(address)
        if kind and not any(address in network for network in self.allow):
            raise SourceError(host, f"stands for {address}, an address that is {kind}", REMEDY)


def refused(address: Address) -> str | None:
    """What kind of address this is that isn't public; None for public ones."""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return next((kind for network, kind in _networks() if address in network), None)


@cache
def _networks() -> tuple[tuple[Network, str], ...]:
    text = files(__package__).joinpath("networks.txt").read_text(encoding="utf-8")
    rows = (line.split(maxsplit=1) for line in text.splitlines() if line and line[0] != "#")
    return tuple((ip_network(network), kind) for network, kind in rows)
