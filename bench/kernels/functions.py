from functools import partial


def add(a: int, b: int) -> int:
    return a + b


def run() -> int:
    local, bound, expression = add, partial(add, 5), lambda a, b: a + b

    def anonymous(a: int, b: int) -> int:
        return a + b

    total = 0
    for i in range(20000):
        total += local(i, 1)
        total += bound(i)
        total += expression(i, 2)
        total += anonymous(i, 3)
    return total
