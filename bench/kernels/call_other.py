class Counter:
    def __init__(self) -> None:
        self.count = 0

    def add(self, n: int) -> int:
        self.count += n
        return self.count


def run() -> int:
    counter = Counter()
    for _ in range(300000):
        counter.add(1)
    return counter.count
