from collections.abc import Callable
from functools import partial


def add(a: int, b: int) -> int:
    return a + b


def first(a: int, b: int, c: int) -> int:
    return a + b


def total(f: Callable[[int, int], int]) -> int:
    found = 0
    for i in range(20000):
        found += f(i, 1)
    return found


def run() -> int:
    def anonymous(a: int, b: int) -> int:
        return a + b

    return total(add) + total(partial(first, 5)) + total(lambda a, b: a + b) + total(anonymous)
