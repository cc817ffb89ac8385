def run() -> int:
    m: dict[str, int] = {}
    total = 0
    for i in range(10000):
        m["key" + str(i)] = i
    for i in range(10000):
        total += m["key" + str(i)]
    return total
