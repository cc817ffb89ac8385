def run() -> int:
    words = ["north", "south", "look", "take", "drop", "say", "who", "quit"]
    worth = {"north": 1, "south": 2, "look": 3, "take": 4, "drop": 5}
    total = 0
    for i in range(100000):
        total += worth.get(words[i % 8], 6)
    return total
