"""The bundled mudlib's ferry landing with a guest, as somebody would write it who has Python and no LPC.

The same things answer the same questions as in the LPC, and the same bytes are written.
"""

from __future__ import annotations

from collections.abc import Callable

WIDTH = 76
SHORT = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "u": "up",
    "d": "down",
    "l": "look",
    "x": "look",
    "examine": "look",
    "i": "inventory",
    "inv": "inventory",
    "take": "get",
}
TIDES = {"low": "It is low tide; the sea lies far out and flat.", "rising": "The tide is coming in."}
WAYS = ("north", "south", "east", "west", "up", "down", "in", "out")


def wrap(text: str) -> str:
    """Text in lines of the house width."""
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line]) + "\n"


def enumerated(words: list[str]) -> str:
    """`a rope, a tin and a gull`."""
    if len(words) < 2:
        return words[0] if words else "nothing"
    return f"{', '.join(words[:-1])} and {words[-1]}"


class Thing:
    """Something that is somewhere."""

    is_living = False

    def __init__(self, short: str, long: str = "") -> None:
        self.short = short
        self.long = long
        self.inside: list[Thing] = []
        self.around: Thing | None = None

    def move(self, where: Thing) -> None:
        if self.around is not None:
            self.around.inside.remove(self)
        self.around = where
        where.inside.append(self)

    def description(self) -> str:
        return self.long

    def hear(self, who: Player, text: str) -> None:
        """What is said here."""


class Room(Thing):
    """A place."""

    def __init__(self, short: str, long: str, exits: dict[str, str]) -> None:
        super().__init__(short, long)
        self.exits = exits

    def view(self, who: Thing) -> str:
        ways = sorted(self.exits)
        things = [one.short for one in self.inside if not one.is_living]
        here = [one for one in self.inside if one.is_living and one is not who]
        return "".join(
            [
                f"{self.short.capitalize()}\n",
                wrap(self.description()),
                wrap(f"{'Ways out' if len(ways) > 1 else 'There is one way out'}: {enumerated(ways)}."),
                wrap(f"You see {enumerated(things)}.") if things else "",
                *(f"{one.short.capitalize()} is here.\n" for one in here),
            ]
        )


class Shore(Room):
    """A place by the sea."""

    tide = "low"

    def description(self) -> str:
        return f"{self.long} {TIDES[self.tide]}"


class Player(Thing):
    """A guest."""

    is_living = True

    def __init__(self, name: str, write: Callable[[bytes], None]) -> None:
        super().__init__(name)
        self.write = write
        self.output: list[str] = []
        self.commands: dict[str, Callable[[str], None]] = {
            "look": self.look,
            "inventory": self.inventory,
            "say": self.say,
        }

    def look(self, rest: str) -> None:
        if isinstance(self.around, Room):
            self.output.append(self.around.view(self))

    def inventory(self, rest: str) -> None:
        self.output.append(wrap(f"You carry {enumerated([one.short for one in self.inside])}."))

    def say(self, rest: str) -> None:
        self.output.append(f"You say: {rest}\n")
        if self.around is not None:
            for one in self.around.inside:
                if isinstance(one, Player) and one is not self:
                    one.output.append(f"{self.short} says: {rest}\n")
            for one in self.around.inside:
                if one is not self:
                    one.hear(self, rest)

    def turn(self, line: str) -> None:
        """What a line does, to the prompt."""
        line = line.strip()
        if line.startswith("'"):
            line = f"say {line[1:]}"
        verb, _, rest = line.partition(" ")
        verb = SHORT.get(verb, verb)
        command = self.commands.get(verb)
        if isinstance(self.around, Room) and (verb in self.around.exits or verb in WAYS):
            self.output.append(f"There is no way {verb} from here.\n")
        elif command is not None and verb.isalpha():
            command(rest.strip())
        else:
            self.output.append("The wind takes that word away. (`help` lists the ones that stay.)\n")
        self.output.append("> ")
        self.write("".join(self.output).encode())
        self.output.clear()


def guest(write: Callable[[bytes], None]) -> Player:
    """Somebody at the landing."""
    landing = Shore(
        "the ferry landing",
        "Planks silvered by forty winters reach out over green water. A painted board greets whoever steps off the "
        "ferry, and a bell without a clapper hangs from its post. Above you the island goes up in steps of turf to a "
        "white tower.",
        {"north": "/island/shingle", "west": "/island/boathouse", "up": "/island/path"},
    )
    Thing("a herring").move(landing)
    who = Player("guest", write)
    who.move(landing)
    return who
