"""The network as the reader may use it: each connection's address is checked when it is made, and all of a fetch ends in time.

The check stands where the socket is opened, so that a name which resolves to a public address first and a private one later gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore
import httpx

from detente.errors import ReadError

# Translators put an IPv4 address into the last 32 bits of these (RFC 6052).
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class DeadlineStream(httpcore.NetworkStream):
    """A connection whose every wait ends at the fetch's deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._stream, self._backend = stream, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Bytes from the other side. Raises httpcore.ReadTimeout at the deadline."""
        return self._stream.read(max_bytes, self._backend.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends `buffer`. Raises httpcore.WriteTimeout at the deadline."""
        self._stream.write(buffer, self._backend.remaining(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The connection under TLS."""
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, self._backend.remaining(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of a connection, such as whether it can still be read."""
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Opens connections to public addresses, and to any address of the hosts in `named`; `deadline` is set for each fetch."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()
        self.named: frozenset[str] = frozenset()
        self.deadline = 0.0

    def remaining(self, timeout: float | None) -> float:
        """Seconds that a wait may take: `timeout`, or what is left until the deadline."""
        left = max(0.001, self.deadline - time.monotonic())
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of `host`. Raises ReadError where that is private and the host isn't named."""
        addresses = resolve(host, port)
        if host.lower() not in self.named:
            refused = sorted(address for address in addresses if not public(address))
            if refused:
                raise ReadError(f"{host} leads to the private address {refused[0]}; name the host in allow_hosts if that is meant")
        stream = self._inner.connect_tcp(addresses[0], port, self.remaining(timeout), local_address, socket_options)
        return DeadlineStream(stream, self)


class GuardedTransport(httpx.BaseTransport):
    """httpx over a connection pool that opens its sockets through a `GuardedBackend`."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends the request. Raises httpcore's errors as they are."""
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        answer = self._pool.handle_request(httpcore.Request(request.method, url, headers=request.headers.raw, content=request.stream))
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of an answer, as it arrives."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def public(address: str) -> bool:
    """Whether an IP address is one of the open internet: neither private, loopback, link-local, multicast, reserved nor shared."""
    parsed = ipaddress.ip_address(address.split("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    if parsed.version == 6 and parsed in _NAT64:
        mapped = ipaddress.IPv4Address(int(parsed) & 0xFFFFFFFF)
    return parsed.is_global and not parsed.is_multicast and (mapped is None or public(str(mapped)))


def resolve(host: str, port: int) -> list[str]:
    """IP addresses of `host`, in the resolver's order. Raises ReadError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ReadError(f"the host {host} can't be found ({error}); check the address and the network") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
