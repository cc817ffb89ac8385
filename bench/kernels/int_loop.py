def run() -> int:
    total = 0
    for i in range(1000000):
        total += i * i % 7
    return total
