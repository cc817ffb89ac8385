class Thing:
    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0


def run() -> int:
    table: dict[str, Thing] = {}
    for i in range(5000):
        thing = Thing(f"thing#{i}")
        table[thing.name] = thing
        thing.count = 1
        del table[thing.name]
    return 5000
