def run() -> int:
    text = ""
    total = 0
    for _ in range(100000):
        text += "x"
        if len(text) == 200:
            parts = list(text)
            text = "-".join(parts)
            total += len(text)
            text = ""
    return total
