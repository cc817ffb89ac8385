def run() -> int:
    numbers: list[int] = []
    total = 0
    for n in range(2000):
        numbers = [*numbers, n]
    for _ in range(20):
        even = list(filter(lambda n: n % 2 == 0, numbers))
        for n in [n * 3 for n in even]:
            total += n
    return total
