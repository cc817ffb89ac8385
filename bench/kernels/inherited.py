class One:
    def value(self, n: int) -> int:
        return n


class Two(One):
    def value(self, n: int) -> int:
        return super().value(n) + 1


class Three(Two):
    def value(self, n: int) -> int:
        return super().value(n) + 1


class Four(Three):
    def value(self, n: int) -> int:
        return super().value(n) + 1


class Five(Four):
    def value(self, n: int) -> int:
        return super().value(n) + 1


def run() -> int:
    five = Five()
    total = 0
    for i in range(20000):
        total += five.value(i)
    return total
