"""Deferred acceptance in plain Python over the even market of benches/seats.rs: 10,000 students x 500 classes of 20 seats,
50 wishes each, drawn by splitmix64 from the same seed. Prints the best of three times, without drawing the market.

    python3 benches/peers/seats_python.py
"""

import heapq
import time

STUDENTS, CLASSES, WISHES, SEATS, SEED = 10_000, 500, 50, 20, 2026
MASK = (1 << 64) - 1
state = SEED


def below(most):
    global state
    state = (state + 0x9E3779B97F4A7C15) & MASK
    mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & MASK
    return (mixed ^ (mixed >> 31)) % most


def wishes():
    classes = []
    while len(classes) < WISHES:
        drawn = min(below(CLASSES), below(CLASSES))
        if drawn not in classes:
            classes.append(drawn)
    return [(drawn, 40 + below(60)) for drawn in classes]


def stable(students):
    held = [[] for _ in range(CLASSES)]
    put = [0] * len(students)
    free = list(range(len(students) - 1, -1, -1))
    while free:
        student = free.pop()
        if put[student] == len(students[student]):
            continue
        drawn, points = students[student][put[student]]
        put[student] += 1
        seats = held[drawn]
        if len(seats) < SEATS:
            heapq.heappush(seats, (points, -student))
        else:
            free.append(-heapq.heappushpop(seats, (points, -student))[1])
    return sum(map(len, held))


students = [wishes() for _ in range(STUDENTS)]
took = []
for _ in range(3):
    start = time.perf_counter()
    placed = stable(students)
    took.append(time.perf_counter() - start)
print(f"placed {placed}, {min(took) * 1e3:.0f} ms")
