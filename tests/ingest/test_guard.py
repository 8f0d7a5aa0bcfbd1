from __future__ import annotations

import socket
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from summarizer.errors import SourceError
from summarizer.ingest import HttpFetch
from summarizer.ingest.guard import Guard, refused

STRICT = HttpFetch(named=False)
NOT_PUBLIC = """
    127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255
    169.254.169.254 169.254.0.1 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.5
    192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe
    ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1
    2001:0:7f00:1:: 2001:db8::1 2002:7f00:1:: 2002:a9fe:a9fe:: 2002:c0a8:1:: fc00::1 fd00:ec2::254
    fe80::1 febf::1 fec0::1 ff02::1 ff0e::1 3fff::1 5f00::1
""".split()  # noqa: SIM905
PUBLIC = ("1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "2606:4700::1111", "2a00:1450::1")
LITERALS = """
    127.0.0.1 127.1 2130706433 0x7f000001 0x7f.1 0177.0.0.1 017700000001 127.0.0.1. 0 0.0.0.0
    [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] [::] localhost LOCALHOST localhost.
    user@127.0.0.1 user:pass@localhost
""".split()  # noqa: SIM905


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    """Private, loopback, link-local, multicast, translated and reserved addresses are told."""
    assert refused(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    """What anybody on the internet can reach may be reached."""
    assert refused(ip_address(address)) is None


@pytest.mark.parametrize("host", LITERALS)
def test_no_spelling_of_the_own_machine_is_connected_to(httpserver: HTTPServer, host: str) -> None:
    """However the own machine is written, the server on it hears nothing."""
    httpserver.expect_request("/a").respond_with_data("secret", content_type="text/plain")
    with pytest.raises(SourceError):
        STRICT(f"http://{host}:{httpserver.port}/a")
    assert httpserver.log == []


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_no_connection_to_what_a_name_stands_for(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that stands for an address which isn't public opens no socket at all."""
    opened: list[Any] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *args: opened.append(args))
    guard = Guard(resolve=names({"paper.test": [[address]]}))
    with pytest.raises(SourceError, match="stands for"):
        HttpFetch(guard=guard, named=False)("http://paper.test/a")
    assert opened == []


def names(table: dict[str, list[list[str]]]) -> Any:
    """A name service that gives each name its answers one after another, then the last again."""

    def resolve(host: str, port: int, *_: Any) -> list[Any]:
        answers = table[host]
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(0, 0, 0, "", (address, port)) for address in found]

    return resolve


def test_one_private_address_among_public_ones_is_enough() -> None:
    """A name that stands for a public and a private address is not trusted with either."""
    guard = Guard(resolve=names({"paper.test": [["1.1.1.1", "10.0.0.1"]]}))
    with pytest.raises(SourceError, match="private"):
        guard.addresses("paper.test", 80)


def test_a_name_is_looked_up_once(httpserver: HTTPServer) -> None:
    """A name that stands for an allowed address while it is judged, and for another while it is
    connected to, gains nothing: the address that was judged is the one connected to."""
    httpserver.expect_request("/a").respond_with_data("secret", content_type="text/plain")
    resolve = names({"paper.test": [["127.0.0.2"], ["127.0.0.1"]]})
    guard = Guard((ip_network("127.0.0.2/32"),), resolve=resolve)
    with pytest.raises(SourceError):
        HttpFetch(guard=guard, named=False)(f"http://paper.test:{httpserver.port}/a")
    assert httpserver.log == []


@pytest.mark.parametrize("named", [True, False])
def test_a_redirect_into_the_own_network_is_not_followed(
    httpserver: HTTPServer, named: bool
) -> None:
    """A page of an allowed host can't lead to another host of the own network."""
    target = f"http://127.0.0.1:{httpserver.port}/b"
    httpserver.expect_request("/a").respond_with_data("", 302, {"Location": target})
    httpserver.expect_request("/b").respond_with_data("secret", content_type="text/plain")
    resolve = names({"paper.test": [["127.0.0.1"]], "127.0.0.1": [["127.0.0.1"]]})
    guard = Guard(resolve=resolve)
    with pytest.raises(SourceError, match="of this machine"):
        HttpFetch(guard=guard, named=named)(f"http://paper.test:{httpserver.port}/a")
    assert [request.path for request, _ in httpserver.log] == (["/a"] if named else [])


def test_an_allowed_network_is_reached(httpserver: HTTPServer) -> None:
    """What is allowed by name of its network is fetched like anything else."""
    httpserver.expect_request("/a").respond_with_data("news", content_type="text/plain")
    fetch = HttpFetch(guard=Guard((ip_network("127.0.0.0/8"),)), named=False)
    assert fetch(f"http://127.0.0.1:{httpserver.port}/a").body == b"news"


def test_no_passwords_from_the_environment(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """A host that a feed names gets no password out of the user's .netrc."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    httpserver.expect_request("/a").respond_with_data("news", content_type="text/plain")
    HttpFetch(guard=Guard((ip_network("127.0.0.0/8"),)), named=False)(
        f"http://127.0.0.1:{httpserver.port}/a"
    )
    assert "Authorization" not in httpserver.log[0][0].headers
