def run() -> int:
    m = {"k" + str(i): i for i in range(500)}
    total = 0
    for _ in range(100):
        for key, value in list(m.items()):
            total += value + len(key)
    return total
