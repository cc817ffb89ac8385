from collections.abc import Callable


class User:
    def __init__(self) -> None:
        self.worth = 0
        self.actions: list[tuple[str, Callable[[str], int]]] = []

    def done(self, more: int) -> None:
        self.worth += more

    def command(self, text: str) -> bool:
        verb, _, rest = text.partition(" ")
        return any(act(rest) for known, act in self.actions if known == verb)


class Thing:
    def __init__(self, user: User, number: int) -> None:
        self.user = user
        self.number = number
        user.actions.insert(0, (f"verb{number}", self.act))

    def act(self, rest: str) -> int:
        self.user.done(self.number + len(rest))
        return 1


def run() -> int:
    user = User()
    for number in range(100):
        Thing(user, number)
    for i in range(1000):
        user.command(f"verb{i % 100} it")
    return user.worth
