"""The ports of a configuration: a door for each, and what they have in common.

Rule: what a port needs and does not have (a certificate, a package) is a `ListenFailed` at the start, and at a reload
of the certificates a line in the log. The driver makes one `Doors`, and hands what it gives to listeners.
"""

from __future__ import annotations

import logging
import math
from functools import cached_property
from typing import TYPE_CHECKING

from .. import config
from ..errors import ListenFailed
from ..protocols.forwarded import Trusted
from ..protocols.ports import Kind
from .admission import Admission, Quotas
from .arriving import Door
from .connection import Limits
from .pages import Pages
from .tls import BadCertificate, Certificates

if TYPE_CHECKING:
    from .websocket import Reception

log = logging.getLogger(__name__)

MISSING = "WebSocket needs the Python package wsproto; install neolith-trio with the extra 'websocket'"


class Doors:
    """The doors of one driver."""

    def __init__(self, settings: config.Config) -> None:
        self.admission = Admission(
            Quotas(settings.max_connections, settings.max_connections_per_address, settings.connection_rate)
        )
        self.limits = Limits(
            max_line=settings.max_line_length,
            max_pending=settings.max_output_queue,
            first_line=settings.first_line_timeout or math.inf,
            keep_alive=settings.keep_alive,
        )
        self._settings = settings
        self._trusted = Trusted(settings.trusted_proxies)
        self._certificates: dict[config.Port | None, Certificates] = {}
        """By port; None is the web port."""

    @property
    def has_certificates(self) -> bool:
        """Whether a port speaks TLS."""
        return bool(self._certificates)

    def door(self, port: config.Port) -> Door:
        """What a port asks of those who come."""
        kind = Kind(port.kind.spoken)
        return Door(
            kind,
            self._trusted,
            begins_with_proxy=port.behind_proxy,
            certificates=self._loaded(port, web=kind is Kind.WEBSOCKET),
            reception=self._reception if kind is Kind.WEBSOCKET else None,
            patience=self._settings.handshake_timeout,
        )

    def web_certificates(self) -> Certificates | None:
        """What the web port shows; None when it speaks no TLS."""
        settings = self._settings
        if not settings.web_tls or settings.tls_certificate is None:
            return None
        key = settings.tls_key or settings.tls_certificate
        return self._load(None, config.Certificate(settings.tls_certificate, key))

    def _loaded(self, port: config.Port, *, web: bool) -> Certificates | None:
        files = self._settings.certificate_of(port)
        return None if files is None else self._load(port, files, web=web)

    def _load(self, port: config.Port | None, files: config.Certificate, *, web: bool = True) -> Certificates:
        try:
            certificates = Certificates(files, web=web)
        except BadCertificate as problem:
            raise ListenFailed(f"{'the web port' if port is None else f'port {port.number}'}: {problem}") from problem
        self._certificates[port] = certificates
        return certificates

    @cached_property
    def _reception(self) -> Reception:
        try:
            from ..protocols.web_requests import OriginRules
            from .websocket import Reception
        except ImportError as missing:
            raise ListenFailed(MISSING) from missing
        settings = self._settings
        return Reception(
            Pages(settings.web_root),
            OriginRules(settings.web_origins),
            self._trusted,
            patience=settings.handshake_timeout,
            keep_alive=settings.keep_alive,
        )

    def reload_certificates(self, number: int | None = None) -> None:
        """Read the files of all ports again, or of one; where they cannot be used, a port goes on with what it has."""
        all_ports = self._settings.ports
        ports = (*all_ports, None) if number is None else all_ports[number - 1 : number]
        for certificates in filter(None, map(self._certificates.get, ports)):
            try:
                certificates.reload()
            except BadCertificate as problem:
                log.error("%s; the old one stays", problem)
            else:
                log.warning("certificate %s is read again", certificates.files.certificate)
