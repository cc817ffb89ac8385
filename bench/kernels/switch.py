def run() -> int:
    words = ["north", "south", "look", "take", "drop", "say", "who", "quit"]
    total = 0
    for i in range(100000):
        match words[i % 8]:
            case "north":
                total += 1
            case "south":
                total += 2
            case "look":
                total += 3
            case "take":
                total += 4
            case "drop":
                total += 5
            case _:
                total += 6
    return total
