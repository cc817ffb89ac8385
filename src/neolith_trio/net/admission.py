"""Who may come in: how many there are, how many of one address, and how fast new ones come.

Rule: one `Admission` counts the connections of all ports; each has a `Place` from the moment it is accepted until its
descriptor is closed. Addresses of this machine are not counted one by one: behind them are tunnels, proxies and
tests, and their users would lock each other out. An IPv6 network of 64 bits is one address, for it is one household.
Refusals are logged once a minute with their number, so that a flood of visitors is not one of lines. listeners call it.
"""

from __future__ import annotations

import ipaddress
import logging
from collections import Counter

from ..data import frozen

log = logging.getLogger(__name__)

MINUTE = 60.0
TOO_MANY = "too many connections"
TOO_MANY_OF_ADDRESS = "too many connections of one address"
TOO_FAST = "too many new connections of one address in a minute"


@frozen
class Quotas:
    """How much is allowed; 0: any number."""

    connections: int = 1000
    of_address: int = 32
    rate: int = 60


class Place:
    """What one connection takes up."""

    def __init__(self, admission: Admission) -> None:
        self.refusal = ""
        """Why it may not stay; "" when it may."""
        self._admission = admission
        self._address = ""
        self._left = False

    def identify(self, address: str, now: float) -> bool:
        """It is known who has come, or that it was somebody else; False, and a reason, when he may not stay."""
        self._admission._forget(self._address)
        self._address, self.refusal = self._admission._count(address, now)
        return not self.refusal

    def leave(self) -> None:
        """It is over. Later calls do nothing."""
        if not self._left:
            self._left = True
            self._admission._forget(self._address)
            self._admission._leave()


class Admission:
    """The connections of a driver."""

    def __init__(self, quotas: Quotas | None = None) -> None:
        self.quotas = quotas or Quotas()
        self.count = 0
        self._of_address: Counter[str] = Counter()
        self._recent: dict[str, tuple[float, float]] = {}
        self._swept = 0.0
        self._refusals: Counter[str] = Counter()
        self._reported: dict[str, float] = {}

    def enter(self, now: float) -> Place:
        """Somebody was accepted; his place, which may say that there is none."""
        place = Place(self)
        self.count += 1
        if self.count > self.quotas.connections:
            place.refusal = TOO_MANY
            self._refused(TOO_MANY, now)
        return place

    # -- for places ------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        self.count -= 1

    def _forget(self, household: str) -> None:
        if household:
            self._of_address[household] -= 1
            if not self._of_address[household]:
                del self._of_address[household]

    def _count(self, address: str, now: float) -> tuple[str, str]:
        """Count one of an address: under which name, and why not."""
        household = household_of(address)
        if not household:
            return "", ""
        if self.quotas.of_address and self._of_address[household] >= self.quotas.of_address:
            self._refused(TOO_MANY_OF_ADDRESS, now)
            return "", TOO_MANY_OF_ADDRESS
        if self.quotas.rate and not self._in_time(household, now):
            self._refused(TOO_FAST, now)
            return "", TOO_FAST
        self._of_address[household] += 1
        return household, ""

    def _in_time(self, household: str, now: float) -> bool:
        """Whether its share is not used up: as many at once as in a minute, and then as they run off."""
        self._sweep(now)
        used, since = self._recent.get(household, (0.0, now))
        used = max(0.0, used - (now - since) * self.quotas.rate / MINUTE)
        fine = used + 1 <= self.quotas.rate
        self._recent[household] = (used + fine, now)
        return fine

    def _sweep(self, now: float) -> None:
        """Forget those who were not seen for so long that nothing is used of their share."""
        if now - self._swept > MINUTE:
            self._swept = now
            self._recent = {each: seen for each, seen in self._recent.items() if now - seen[1] <= MINUTE}

    def _refused(self, reason: str, now: float) -> None:
        self._refusals[reason] += 1
        if now - self._reported.get(reason, -MINUTE) >= MINUTE:
            self._reported[reason] = now
            log.warning("refused: %s (%d so far)", reason, self._refusals[reason])


def household_of(address: str) -> str:
    """Under which name an address is counted; "" for this machine itself."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address
    if number.version == 6 and number.ipv4_mapped is not None:
        number = number.ipv4_mapped
    if number.is_loopback:
        return ""
    if number.version == 6:
        return str(ipaddress.ip_network((number, 64), strict=False))
    return str(number)
