"""Objects whose hearts beat, as somebody would write them who has Python and no LPC: one that fails beats no more."""

from __future__ import annotations


class Heart:
    """One of them."""

    def __init__(self, clock: Clock) -> None:
        self.beats = 0
        clock.beating.append(self)

    def heart_beat(self) -> None:
        self.beats += 1


class Clock:
    """All of them."""

    def __init__(self) -> None:
        self.beating: list[Heart] = []

    def beat(self) -> None:
        """A round."""
        for heart in list(self.beating):
            try:
                heart.heart_beat()
            except Exception as error:  # whatever it is, the others go on  # noqa: BLE001
                self.beating.remove(heart)
                print(error)
