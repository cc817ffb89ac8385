import re

PATTERN = re.compile(r"give (\d+) (.*?) to (.*)")


def run() -> int:
    total = 0
    for _ in range(10000):
        match = PATTERN.fullmatch("give 12 coins to bob")
        assert match is not None
        n, name, rest = int(match[1]), match[2], match[3]
        total += n + len(f"{name}-{n:05d}|{rest:<8}")
    return total
