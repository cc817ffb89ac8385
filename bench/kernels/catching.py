class Oops(Exception):
    pass


def fail() -> None:
    raise Oops("oops\n")


def run() -> int:
    caught = 0
    for _ in range(20000):
        try:
            fail()
        except Oops:
            caught += 1
    return caught
