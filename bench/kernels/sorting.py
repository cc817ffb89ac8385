from functools import cmp_to_key


def run() -> int:
    seed = 1
    found = [0] * 50000
    for i in range(50000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        found[i] = seed
    found.sort(key=cmp_to_key(lambda a, b: a - b))
    return found[0] + found[49999]
